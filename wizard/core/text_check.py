"""Finds what no text may hold, and ids that stand twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from wizard.core.overlay import QuestionChange
from wizard.core.question_check import Fault
from wizard.core.questionnaire import QuestionBase

TAG = re.compile(r"</?[a-z!][^>]*>?|&(?:\w+|#\d+);", re.IGNORECASE)
OPEN_ADDRESS = re.compile(r"http://\S+", re.IGNORECASE)
TWICE = "this id stands here twice: give one of them another id"


def text_faults(found: Iterable[Fault]) -> Iterator[Fault]:
    """Yield the texts, given with their places, that hold HTML or an address without https."""
    for place, text in found:
        if tag := TAG.search(text):
            yield place, f"a text holds no HTML: leave out {tag[0]}"
        if address := OPEN_ADDRESS.search(text):
            yield place, f"{address[0]} is not safe: write https://"


def repeats(struct: Struct, told: Iterable[Fault]) -> Iterator[Fault]:
    """Yield ids that stand twice, in a struct of which `told` are the texts with their places."""
    yield from tuple(_repeated_ids(struct, "")) or repeated_texts(told)


def repeated_texts(found: Iterable[Fault]) -> Iterator[Fault]:
    """Yield the places that two texts have: the ids that lead to a text name it for translators."""
    times = Counter(place for place, _ in found)
    return ((place, TWICE) for place, number in times.items() if number > 1)


def _repeated_ids(struct: Struct, place: str) -> Iterator[Fault]:
    """Look through every list, at any depth."""
    for name in struct.__struct_fields__:
        value = getattr(struct, name)
        if isinstance(value, Struct):
            yield from _repeated_ids(value, f"{place}.{name}".strip("."))
        elif isinstance(value, tuple):
            items = [item for item in value if isinstance(item, Struct)]
            seen: set[str] = set()
            for item in items:
                if hasattr(item, "id") and item.id in seen:
                    yield _place(item, place), TWICE
                seen.add(getattr(item, "id", ""))
                yield from _repeated_ids(item, _place(item, place))


def _place(item: Struct, above: str) -> str:
    own = str(getattr(item, "id", ""))
    alone = isinstance(item, QuestionBase | QuestionChange)
    return own if alone else f"{above}.{own}".strip(".")
