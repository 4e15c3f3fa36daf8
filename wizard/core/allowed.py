"""What an answer to a question may hold: the one rule behind the forms and an opened file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import assert_never

from msgspec import Struct

from wizard.core.answers import LINE_MOST_CHARACTERS, TEXT_MOST_CHARACTERS, TEXT_MOST_LINES
from wizard.core.questionnaire import (
    Choice,
    Field,
    One,
    Pairs,
    People,
    Question,
    Scale,
    Several,
    TextQuestion,
    Tiles,
    Week,
)

Room = tuple[str, ...] | None
"""The ids of which one may be chosen, or None for a line to type."""


class Picks(Struct, frozen=True):
    """Which choices may be picked, in the order of the content.

    At most `most` of them unless that is 0; an exclusive one stands alone.
    """

    ids: tuple[str, ...]
    most: int = 0
    exclusive: frozenset[str] = frozenset()

    def allow(self, picks: Collection[str]) -> bool:
        """Tell whether these choices may be picked together."""
        too_many = self.most and len(picks) > self.most
        contradicts = len(picks) > 1 and not self.exclusive.isdisjoint(picks)
        return set(picks) <= set(self.ids) and not too_many and not contradicts


class Allowed(Struct, frozen=True, kw_only=True):
    """The room that one question gives: picks (None for none), items, own words, follow-ups."""

    picks: Picks | None = None
    items: dict[str, Room] = {}
    text: bool = False
    fields: dict[str, Room] = {}


def allowed_in(question: Question) -> Allowed:
    """Return what an answer to this question may hold."""
    return Allowed(
        picks=_picks(question),
        items=dict(_items(question)),
        text=isinstance(question, TextQuestion) or bool(question.own_words),
        fields={field.id: _room(field) for field in question.fields},
    )


def fits(text: str, *, one_line: bool) -> bool:
    """Tell whether typed text is short enough for the page and the paper."""
    if one_line:
        return len(text) <= LINE_MOST_CHARACTERS and "\n" not in text
    return len(text) <= TEXT_MOST_CHARACTERS and text.count("\n") < TEXT_MOST_LINES


def _picks(question: Question) -> Picks | None:
    match question:
        case One():
            return Picks(_ids(question.choices + question.instead), most=1)
        case Several():
            return _among(question.choices, question.most)
        case Tiles() | People():
            return _among(question.choices)
        case Week():
            return Picks((*_half_days(question), *_ids(question.instead)))
        case TextQuestion():
            return _among(question.instead) if question.instead else None
        case Scale() | Pairs():
            return None
        case _:
            assert_never(question)


def _among(choices: tuple[Choice, ...], most: int = 0) -> Picks:
    return Picks(_ids(choices), most, frozenset(c.id for c in choices if c.exclusive))


def _items(question: Question) -> Iterator[tuple[str, Room]]:
    match question:
        case Scale():
            yield from ((item.id, _ids(question.scale)) for item in question.items)
        case Pairs():
            yield from ((pair.id, _ids(pair.choices)) for pair in question.items)
        case People():
            yield from ((choice.id, None) for choice in question.choices)
        case _:
            return


def _room(field: Field) -> Room:
    return _ids(field.choices) if field.kind == "one" else None


def _ids(choices: Iterable[Choice]) -> tuple[str, ...]:
    return tuple(choice.id for choice in choices)


def _half_days(question: Week) -> Iterator[str]:
    return (f"{day.id}-{part.id}" for day in question.days for part in question.dayparts)
