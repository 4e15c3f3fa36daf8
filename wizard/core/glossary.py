"""Which explained words stand in a text, so that each is explained where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wizard.core.municipality import Term


def terms_in(texts: Iterable[str], terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms that stand in `texts` as whole words, longest first within a text.

    A longer term hides the shorter ones inside it: "Activerend Werk" does not also explain
    "werk".
    """
    left = "\n".join(texts)
    found: list[Term] = []
    for term, form in _longest_first(terms):
        # Most words stand nowhere, and a pattern is slow to make.
        if form.casefold() not in left.casefold():
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)
        left, times = pattern.subn(" ", left)
        if times and term not in found:
            found.append(term)
    return tuple(found)


def _longest_first(terms: Iterable[Term]) -> Iterator[tuple[Term, str]]:
    forms = [(term, form) for term in terms for form in (term.word, *term.forms)]
    return iter(sorted(forms, key=lambda pair: -len(pair[1])))
