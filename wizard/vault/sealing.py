"""The one way in which bytes are encrypted here.

A sealed text is `format | commitment 16 | nonce 12 | AES-256-GCM`. AES-GCM by
itself lets one ciphertext open under two keys; the commitment, derived from the
key and compared first, rules that out.
"""

import hmac
from os import urandom
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import constant_time
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_SIZE: Final = 32
OVERHEAD: Final = 1 + 16 + 12 + 16

_FORMAT: Final = b"\x01"
_BODY: Final = 1 + 16 + 12


class SealBroken(Exception):
    """Report sealed bytes that do not belong to this key and context."""


def expand(key: bytes, purpose: bytes, size: int = KEY_SIZE) -> bytes:
    """Derive up to 64 bytes for one purpose from a uniformly random key.

    This is HKDF-Expand (RFC 5869) with SHA-512, whose single block is enough for
    all we need. The extract step is left out because every key here is random
    already or comes from Argon2id.
    """
    return hmac.digest(key, purpose + b"\x01", "sha512")[:size]


def seal(key: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Encrypt a text under a 32-byte key, bound to its context (which is not stored)."""
    commitment, cipher_key = _split(key)
    nonce = urandom(12)
    body = AESGCM(cipher_key).encrypt(nonce, plaintext, _FORMAT + context)
    return b"".join((_FORMAT, commitment, nonce, body))


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """Decrypt what `seal` made, or raise SealBroken."""
    commitment, cipher_key = _split(key)
    right_key = constant_time.bytes_eq(sealed[1:17], commitment)
    if not (right_key and sealed[:1] == _FORMAT and len(sealed) >= OVERHEAD):
        raise SealBroken
    try:
        return AESGCM(cipher_key).decrypt(sealed[17:_BODY], sealed[_BODY:], _FORMAT + context)
    except InvalidTag:
        raise SealBroken from None


def _split(key: bytes) -> tuple[bytes, bytes]:
    both = expand(key, b"startplan/1 seal", 16 + KEY_SIZE)
    return both[:16], both[16:]
