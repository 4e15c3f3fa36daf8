"""Finds what no text may hold, texts that are not there, and ids that stand twice."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from wizard.core.overlay import QuestionChange
from wizard.core.question_check import Fault
from wizard.core.questionnaire import QuestionBase, Text

TAG = re.compile(r"</?[a-z!][^>]*>?|&(?:\w+|#\d+);", re.IGNORECASE)
OPEN_ADDRESS = re.compile(r"http://\S+", re.IGNORECASE)
EMPTY = "there is no text here: write one"
TWICE = "this id stands here twice: give one of them another id"

Placed = tuple[str, Struct, list[tuple[Struct, ...]]]
"""A place in ids, the struct that stands there, and the lists of structs in it."""


def text_faults(found: Iterable[Fault]) -> Iterator[Fault]:
    """Yield the texts, given with their places, that hold HTML, a bad address or only spaces."""
    for place, text in found:
        if not text.strip():
            yield place, EMPTY
        if tag := TAG.search(text):
            yield place, f"a text holds no HTML: leave out {tag[0]}"
        if address := OPEN_ADDRESS.search(text):
            yield place, f"{address[0]} is not safe: write https://"


def faults_within(struct: Struct, told: Iterable[Fault]) -> Iterator[Fault]:
    """Yield what is missing or stands twice, in a struct of which `told` are the texts.

    Those have their places; everything is gone through once.
    """
    found = _structs(struct)
    yield from _missing_texts(found)
    yield from tuple(_repeated_ids(found)) or repeated_texts(told)


def repeated_texts(found: Iterable[Fault]) -> Iterator[Fault]:
    """Yield the places that two texts have: the ids that lead to a text name it for translators."""
    times = Counter(place for place, _ in found)
    return ((place, TWICE) for place, number in times.items() if number > 1)


def _missing_texts(structs: Iterable[Placed]) -> Iterator[Fault]:
    """Yield the places at which a text has to stand, and is empty."""
    for place, struct, _ in structs:
        for name in _needed(type(struct)):
            if not getattr(struct, name):
                yield f"{place}.{name}".strip("."), EMPTY


@functools.cache
def _needed(kind: type[Struct]) -> tuple[str, ...]:
    fields = msgspec.structs.fields(kind)
    return tuple(field.name for field in fields if field.required and field.type == Text)


def _repeated_ids(structs: Iterable[Placed]) -> Iterator[Fault]:
    for place, _, lists in structs:
        for items in lists:
            seen: set[str] = set()
            for item in items:
                if hasattr(item, "id") and item.id in seen:
                    yield _place(item, place), TWICE
                seen.add(getattr(item, "id", ""))


def _structs(struct: Struct) -> list[Placed]:
    """Return a struct and all in it, at any depth, in no order."""
    found: list[Placed] = []
    waiting = [("", struct)]
    while waiting:
        place, one = waiting.pop()
        lists = []
        for name in one.__struct_fields__:
            value = getattr(one, name)
            if isinstance(value, Struct):
                waiting.append((_place(value, f"{place}.{name}"), value))
            elif type(value) is tuple and value and isinstance(value[0], Struct):
                lists.append(value)
                waiting += [(_place(item, place), item) for item in value]
        found.append((place, one, lists))
    return found


def _place(item: Struct, above: str) -> str:
    own = str(getattr(item, "id", ""))
    alone = isinstance(item, QuestionBase | QuestionChange)
    return own if alone else f"{above}.{own}".strip(".")
