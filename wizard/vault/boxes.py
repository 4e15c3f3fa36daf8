"""The two boxes of a draft: each one document, under its own data key, padded.

The stored length is always 4096·n - 256 bytes, so that neither the number of
answers nor an opened-up part shows at rest, and a box fits its database pages.
"""

from wizard.errors import BoxUnreadable
from wizard.store.records import Box
from wizard.vault.sealing import OVERHEAD, SealBroken, seal, unseal

_STEP = 4096
_ROOM_LEFT = 256
_LENGTH_BYTES = 4


def seal_box(key: bytes, draft_id: bytes, box: Box, revision: int, plaintext: bytes) -> bytes:
    """Encrypt a box as one revision of one draft; an old or moved box no longer opens."""
    framed = len(plaintext).to_bytes(_LENGTH_BYTES, "big") + plaintext
    padded = framed.ljust(_padded_size(len(framed)), b"\0")
    return seal(key, padded, _context(draft_id, box, revision))


def open_box(key: bytes, draft_id: bytes, box: Box, revision: int, sealed: bytes) -> bytes:
    """Decrypt a box, or raise BoxUnreadable."""
    try:
        padded = unseal(key, sealed, _context(draft_id, box, revision))
    except SealBroken:
        raise BoxUnreadable("a box does not open") from None
    end = _LENGTH_BYTES + int.from_bytes(padded[:_LENGTH_BYTES], "big")
    return padded[_LENGTH_BYTES:end]


def _padded_size(framed: int) -> int:
    pages = -(-(framed + OVERHEAD + _ROOM_LEFT) // _STEP)
    return pages * _STEP - _ROOM_LEFT - OVERHEAD


def _context(draft_id: bytes, box: Box, revision: int) -> bytes:
    return b"box|%b|%b|%d" % (draft_id, box.encode(), revision)
