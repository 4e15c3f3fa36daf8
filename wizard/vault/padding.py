"""Sealing with padding: what is stored does not show how much was written.

The stored length is always 4096·n - 256 bytes, so that neither the number of answers nor an
opened-up part shows at rest, and a box fits its database pages.
"""

from wizard.vault.sealing import OVERHEAD, seal, unseal

_STEP = 4096
_ROOM_LEFT = 256
_LENGTH_BYTES = 4


def seal_padded(key: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Encrypt a text under a 32-byte key, bound to its context, at one of few lengths."""
    framed = len(plaintext).to_bytes(_LENGTH_BYTES, "big") + plaintext
    return seal(key, framed.ljust(_padded_size(len(framed)), b"\0"), context)


def unseal_padded(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """Decrypt what `seal_padded` made, or raise SealBroken."""
    padded = unseal(key, sealed, context)
    end = _LENGTH_BYTES + int.from_bytes(padded[:_LENGTH_BYTES], "big")
    return padded[_LENGTH_BYTES:end]


def _padded_size(framed: int) -> int:
    pages = -(-(framed + OVERHEAD + _ROOM_LEFT) // _STEP)
    return pages * _STEP - _ROOM_LEFT - OVERHEAD
