"""Sealing to a public key: whoever seals cannot open, and the context must be known to open.

HPKE (RFC 9180) with ML-KEM-768 and X25519 together, so that what is copied today stays closed when
one of the two is broken later. A private key is 96 bytes: the seed of ML-KEM, then X25519.
"""

import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from wizard.vault.sealing import SealBroken

_SEED: Final = 64
_ML_KEM_PUBLIC: Final = 1184
PRIVATE_SIZE: Final = _SEED + 32

_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


class PrivateKey:
    """A private key, taken apart once: that costs more than opening what it opens."""

    def __init__(self, private: bytes) -> None:
        """Take 96 bytes that `new_private_key` made."""
        ml_kem = MLKEM768PrivateKey.from_seed_bytes(private[:_SEED])
        x25519 = X25519PrivateKey.from_private_bytes(private[_SEED:])
        self._key = hpke.MLKEM768X25519PrivateKey(ml_kem, x25519)
        self.public = (
            ml_kem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
        )
        self.raw = private

    def unseal(self, sealed: bytes, context: bytes) -> bytes:
        """Decrypt what `seal_to` made for this key and context, or raise SealBroken."""
        try:
            return _SUITE.decrypt(sealed, self._key, context)
        except (InvalidTag, ValueError):
            raise SealBroken from None


def new_private_key() -> PrivateKey:
    """Make a private key."""
    return PrivateKey(secrets.token_bytes(PRIVATE_SIZE))


def seal_to(public: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Encrypt a text to whoever holds the private key of 1,216 public bytes, bound to a context."""
    key = hpke.MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public[:_ML_KEM_PUBLIC]),
        X25519PublicKey.from_public_bytes(public[_ML_KEM_PUBLIC:]),
    )
    return _SUITE.encrypt(plaintext, key, context)
