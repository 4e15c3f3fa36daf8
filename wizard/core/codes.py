"""Resume codes: 15 random digits and a Damm check digit.

The check digit catches every wrong digit and every swap of neighbours, so a
mistyped code is told at once and costs neither a slow key derivation nor a try.
"""

import re
import unicodedata
from collections.abc import Callable

from wizard.errors import CodeMistyped

LENGTH = 16

_LONGEST_INPUT = 80
_LOOK_ALIKES = str.maketrans("OoIiLl|", "0011111")
# Spaces, dots, every dash, and the invisible marks that come along with a paste.
_SEPARATOR_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Pd", "Cf"})
_SEPARATORS = frozenset("\t\r\n.\u00b7\u2212")

# The totally anti-symmetric quasigroup of H. Michael Damm, order 10.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def make_code(pick: Callable[[int], int]) -> str:
    """Make a new code of 16 digits.

    `pick(n)` returns a number from 0 to n - 1 and must come from a
    cryptographic source: the code is the only key to a draft.
    """
    number = f"{pick(10 ** (LENGTH - 1)):0{LENGTH - 1}d}"
    return number + str(_damm(number))


def normalise(text: str) -> str:
    """Return the 16 digits a person meant, or raise CodeMistyped.

    Spaces, dashes and dots are skipped, digits of every script count, and the
    letters that people read as 0 or 1 are taken as such.
    """
    if len(text) > _LONGEST_INPUT:
        raise CodeMistyped("not a resume code")
    code = "".join(_digit(sign) for sign in text.translate(_LOOK_ALIKES) if not _separates(sign))
    if len(code) != LENGTH or _damm(code) != 0:
        raise CodeMistyped("not a resume code")
    return code


def group(code: str) -> str:
    """Write a code in fours, as on a bank card."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def contains_code(text: str, code: str) -> bool:
    """Tell whether a text holds this code, however it is spaced or punctuated.

    An answer with the code in it would put the key inside the box it opens,
    and on every paper made from it.
    """
    compact = re.sub(r"[\W_]+", "", text.translate(_LOOK_ALIKES))
    if not compact.isascii():
        compact = "".join(str(unicodedata.decimal(sign, sign)) for sign in compact)
    return code in compact


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    if value is None:
        raise CodeMistyped("not a resume code")
    return str(value)


def _separates(sign: str) -> bool:
    return sign in _SEPARATORS or unicodedata.category(sign) in _SEPARATOR_CATEGORIES


def _damm(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim
