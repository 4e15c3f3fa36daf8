"""What happens to typed text before it is kept: nothing that a reader would notice."""

from __future__ import annotations

import unicodedata

INVISIBLE_ORDER = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that force a reading direction; they could make a paper say something else than typed."""


def tidy_text(raw: str) -> str:
    """Return `raw` with plain line ends and without characters that cannot be shown or printed.

    Words stay literal: only control characters, half characters (surrogates), characters that do
    not exist and forced directions go; letters are put in their composed form (NFC).
    """
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)
    return unicodedata.normalize("NFC", "".join(filter(_is_kept, lines))).strip()


def _is_kept(character: str) -> bool:
    if character == "\n":
        return True
    unusable = unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"}
    return not unusable and character not in INVISIBLE_ORDER
