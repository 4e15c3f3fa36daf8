"""Bech32 (BIP 173) as the `age` program writes its keys: without its limit of 90 signs."""

from collections.abc import Iterator
from typing import Final

_SIGNS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK_SIGNS: Final = 6


def bech32(prefix: str, content: bytes) -> str:
    """Write bytes in lower case under a prefix, with a check against typing errors."""
    fives = list(_fives(content))
    spread = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    check = _polymod([*spread, *fives, *[0] * _CHECK_SIGNS]) ^ 1
    checks = [check >> 5 * (_CHECK_SIGNS - 1 - at) & 31 for at in range(_CHECK_SIGNS)]
    return f"{prefix}1" + "".join(_SIGNS[five] for five in [*fives, *checks])


def _fives(content: bytes) -> Iterator[int]:
    """Cut bytes in numbers of five bits, filled up with zeros."""
    bits = "".join(f"{byte:08b}" for byte in content)
    return (int(bits[at : at + 5].ljust(5, "0"), 2) for at in range(0, len(bits), 5))


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate(_GENERATORS):
            check ^= generator if top >> at & 1 else 0
    return check
