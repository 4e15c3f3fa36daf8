"""What opens a wrap: a token in a cookie, a token with a PIN, or a resume code.

Each gives two values that tell nothing about one another: the id under which the
wrap is found, and the key that opens its inner layer.
"""

import hmac
import secrets
import unicodedata
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from wizard.errors import PinUnusable
from wizard.vault.keys import KeyDirectory
from wizard.vault.sealing import KEY_SIZE, expand

_PIN_LENGTHS = range(4, 13)


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """Set the price of one guess at a code or PIN.

    Stored wraps open at their own price only: another one locks everybody out.
    """

    memory_kib: int = 128 * 1024
    iterations: int = 3
    lanes: int = 1


SHIPPED_COST = Argon2Cost()


@dataclass(frozen=True, slots=True)
class Secret:
    """Hold a wrap's id and the key of its inner layer."""

    wrap_id: bytes
    key: bytes = field(repr=False)


def new_token() -> str:
    """Make a random 256-bit token, as text for a cookie."""
    return secrets.token_urlsafe(KEY_SIZE)


def token_key(token: str, purpose: str) -> bytes:
    """Derive a 32-byte key for a purpose of the session that holds this token."""
    return expand(_token_bytes(token), b"startplan/1 token " + purpose.encode())


def token_secret(token: str) -> Secret:
    """Derive the secret of a token without a PIN; a forged text gives one that finds nothing."""
    return Secret(token_wrap_id(token), token_key(token, "wrap key"))


def token_wrap_id(token: str) -> bytes:
    """Derive the id of a token's wrap, with or without a PIN."""
    return token_key(token, "wrap id")[:16]


def pin_secret(token: str, pin: str, keys: KeyDirectory, cost: Argon2Cost) -> Secret:
    """Derive the secret of a token with its PIN. Slow on purpose: call it inside a gate."""
    token_bytes = _token_bytes(token)
    salt = hmac.digest(keys.instance_salt, b"startplan/1 pin" + token_bytes, "sha256")[:16]
    stretched = _stretch(read_pin(pin), salt, cost)
    both = hmac.digest(stretched, token_bytes, "sha256")
    return Secret(token_wrap_id(token), expand(both, b"startplan/1 pin key"))


def code_secret(code: str, keys: KeyDirectory, cost: Argon2Cost) -> Secret:
    """Derive the secret of a normalised resume code. Slow on purpose: call it inside a gate.

    All codes share one salt, because the code is all that a person brings along;
    the pepper and the price of Argon2id stand in for a salt per code.
    """
    stretched = _stretch(code, keys.instance_salt, cost)
    return Secret(keys.code_lookup_id(stretched), expand(stretched, b"startplan/1 code key"))


def password_key(password: str, salt: bytes, keys: KeyDirectory, cost: Argon2Cost) -> bytes:
    """Derive the key of a colleague's password. Slow on purpose: call it inside a gate.

    A secret of the key directory goes in: a stolen database allows no guessing at passwords.
    """
    stretched = _stretch(unicodedata.normalize("NFKC", password), salt, cost)
    return hmac.digest(keys.app_key("desk password"), stretched, "sha256")


def read_pin(text: str) -> str:
    """Return the digits of a PIN, or raise PinUnusable."""
    digits = [unicodedata.decimal(sign, None) for sign in text.strip()]
    if len(digits) not in _PIN_LENGTHS or None in digits:
        raise PinUnusable("a PIN has 4 to 12 digits")
    return "".join(map(str, digits))


def _stretch(secret: str, salt: bytes, cost: Argon2Cost) -> bytes:
    argon2 = Argon2id(
        salt=salt,
        length=KEY_SIZE,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return argon2.derive(secret.encode("utf-8", "replace"))


def _token_bytes(token: str) -> bytes:
    return token.encode("utf-8", "replace")
