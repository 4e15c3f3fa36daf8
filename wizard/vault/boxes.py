"""The two boxes of a draft: each one document, under its own data key, padded."""

from wizard.errors import BoxUnreadable
from wizard.store.records import Box
from wizard.vault.padding import seal_padded, unseal_padded
from wizard.vault.sealing import SealBroken


def seal_box(key: bytes, draft_id: bytes, box: Box, revision: int, plaintext: bytes) -> bytes:
    """Encrypt a box as one revision of one draft; an old or moved box no longer opens."""
    return seal_padded(key, plaintext, _context(draft_id, box, revision))


def open_box(key: bytes, draft_id: bytes, box: Box, revision: int, sealed: bytes) -> bytes:
    """Decrypt a box, or raise BoxUnreadable."""
    try:
        return unseal_padded(key, sealed, _context(draft_id, box, revision))
    except SealBroken:
        raise BoxUnreadable("a box does not open") from None


def _context(draft_id: bytes, box: Box, revision: int) -> bytes:
    return b"box|%b|%b|%d" % (draft_id, box.encode(), revision)
