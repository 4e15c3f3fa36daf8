"""The recovery of a desk: an age identity on paper, of which any two of three parts make one.

What is kept is its public half and, for each version of the desk's key, an age file that the
standard `age` program opens. The parts are SLIP-39 sheets of words, with checks against typos.
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec
import pyrage  # type: ignore[import-untyped] # it ships no types
import shamir_mnemonic  # type: ignore[import-untyped] # it ships no types
from msgspec import Struct

from wizard.errors import SharesWrong
from wizard.vault.bech32 import bech32
from wizard.vault.hpke import PrivateKey

SHARES, NEEDED = 3, 2
_SEED = 32


class _Escrow(Struct, frozen=True):
    """What an escrow file says: private keys in hexadecimal, by version."""

    desk: str
    keys: dict[str, str]


@dataclass(frozen=True, slots=True)
class Recovery:
    """Hold a new recovery: its public half to keep, and the shares to print and forget."""

    recipient: str
    shares: tuple[str, ...] = field(repr=False)


def new_recovery() -> Recovery:
    """Make a recovery; its identity itself is shown and kept nowhere."""
    seed = secrets.token_bytes(_SEED)
    (shares,) = shamir_mnemonic.generate_mnemonics(1, [(NEEDED, SHARES)], seed)
    recipient = pyrage.x25519.Identity.from_str(identity_text(seed)).to_public()
    return Recovery(str(recipient), tuple(shares))


def identity_text(seed: bytes) -> str:
    """Write 32 bytes as the identity that the `age` program reads."""
    return bech32("age-secret-key-", seed).upper()


def identity_of(shares: Iterable[str]) -> str:
    """Put two shares together to the identity; numbers between the words do not matter.

    Raises SharesWrong.
    """
    typed = [" ".join(re.findall(r"[^\W\d_]+", share.lower())) for share in shares]
    try:
        seed = shamir_mnemonic.combine_mnemonics(typed)
    except shamir_mnemonic.MnemonicError:
        raise SharesWrong("these shares do not belong together, or a word is wrong") from None
    return identity_text(seed)


def escrow_of(desk_id: str, keys: Mapping[int, PrivateKey], recipient: str) -> bytes:
    """Write the private keys of a desk as an age file for its recovery."""
    texts = {str(version): key.raw.hex() for version, key in keys.items()}
    plain = msgspec.json.encode(_Escrow(desk_id, texts))
    escrow: bytes = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(recipient)])
    return escrow


def open_escrow(escrow: bytes, identity: str, desk_id: str) -> dict[int, PrivateKey]:
    """Read the private keys of a desk from its age file. Raises SharesWrong."""
    try:
        plain = pyrage.decrypt(escrow, [pyrage.x25519.Identity.from_str(identity)])
    except pyrage.DecryptError:
        raise SharesWrong("these shares are of another desk") from None
    read = msgspec.json.decode(plain, type=_Escrow)
    if read.desk != desk_id:
        raise SharesWrong("these shares are of another desk")
    return {int(version): PrivateKey(bytes.fromhex(text)) for version, text in read.keys.items()}
