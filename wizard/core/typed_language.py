"""The language of typed words, as far as their letters tell: a wrong voice cannot be followed.

Letters cannot tell Dutch from Turkish. So the page on which something was typed decides, unless
most of its letters are of another script: then it is the language here that has that script.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

SCRIPTS = {"ARABIC": "ar", "CYRILLIC": "uk", "ETHIOPIC": "ti"}
"""The scripts of languages here that are not written in Latin letters, as Unicode names them."""
SCRIPT_OF = {lang: script for script, lang in SCRIPTS.items()}
LATIN, DUTCH = "LATIN", "nl"


def language_of(texts: Iterable[str], page: str, known: Mapping[str, str]) -> str:
    """Return the language of the larger share of letters in `texts`, "" where nothing is said.

    `page` is the language of the page that sent them. A text that stands in `known` was not typed
    there but came back unchanged: it keeps the language that it had.
    """
    said = list(filter(None, texts))
    shares = Counter({page: 0})
    for text in said:
        if known.get(text):
            shares[known[text]] += max(1, sum(map(str.isalpha, text)))
        else:
            shares.update(_by_letter(text, page))
    return shares.most_common(1)[0][0] if said else ""


def _by_letter(text: str, page: str) -> Iterable[str]:
    """Return a language for each letter; letters that no language here has are the page's."""
    of_page = SCRIPT_OF.get(page, LATIN)
    languages = {LATIN: DUTCH, **SCRIPTS, of_page: page}
    return (languages.get(_script(letter), page) for letter in text if letter.isalpha())


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]
