"""References of cases: eight signs that can be read out over the phone without mistakes."""

from __future__ import annotations

from collections.abc import Callable

SIGNS = "ABCDEFGHJKMNPQRTUVWXY346789"
"""No look-alikes: without 0, O, 1, I, L, 2, Z, 5 and S."""

LENGTH, GROUP = 8, 4


def make_reference(randbelow: Callable[[int], int]) -> str:
    """Return a new reference; `randbelow` must be cryptographically random."""
    return "".join(SIGNS[randbelow(len(SIGNS))] for _ in range(LENGTH))


def grouped(reference: str) -> str:
    """Return a reference as it is shown: two groups of four; "" where there is none."""
    return f"{reference[:GROUP]} {reference[GROUP:]}".strip()


def normalise_reference(text: str) -> str:
    """Return what somebody typed or read out as a reference is stored; it need not exist."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def is_reference(text: str) -> bool:
    """Tell whether a text has the form of a reference; it need not exist."""
    return len(text) == LENGTH and set(text) <= set(SIGNS)
