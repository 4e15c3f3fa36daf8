"""What a person answered, in one stored form for all kinds, and how it reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct

from wizard.core.questionnaire import (
    Choice,
    Field,
    One,
    Pair,
    Pairs,
    People,
    Question,
    Scale,
    Several,
    TextQuestion,
    Tiles,
    Week,
)

TEXT_MOST_CHARACTERS = 2000
TEXT_MOST_LINES = 60
LINE_MOST_CHARACTERS = 200


class Answer(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One answer, as it is stored.

    `picks` are choice ids in the order of the content, `items` choice ids (scale, pairs) or short
    texts (people) by item id, `text` the person's own words, `fields` the follow-ups by field id,
    `revision` the box revision in which it last changed, `lang` the language it was typed in.
    `skipped` keeps what was typed so that nobody loses it, but it does not count anywhere.
    """

    picks: tuple[str, ...] = ()
    items: dict[str, str] = {}
    text: str = ""
    fields: dict[str, str] = {}
    revision: int = 0
    lang: str = ""
    skipped: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether the person left the question open."""
        return self.skipped or not (self.picks or self.items or self.text or self.fields)

    def says_the_same_as(self, other: Answer) -> bool:
        """Compare what was answered, whenever and in whatever language it was."""
        return self.said() == other.said()

    def said(self) -> tuple[object, ...]:
        """Return what was answered, without when and in which language."""
        return (self.picks, self.items, self.text, self.fields, self.skipped)


class Line(Struct, frozen=True, kw_only=True):
    """One line of an answer: words of ours, words of the person, or ours followed by theirs.

    `icon` names the picture that the answer has on its page; false when nothing is said.
    """

    text: str = ""
    own_words: str = ""
    icon: str = ""

    def __bool__(self) -> bool:
        """Tell whether the line says anything."""
        return bool(self.text or self.own_words)


def lines(question: Question, answer: Answer) -> tuple[Line, ...]:
    """Return the answer as the person saw it: the choices' texts, then their own words."""
    return (*_picked(question, answer, sentences=False), *_typed(question, answer))


def sentences(question: Question, answer: Answer) -> tuple[Line, ...]:
    """Return the answer as it reads in the plan: the fixed sentence of each choice.

    A choice without a sentence is left out: it says nothing that the plan has to repeat.
    """
    picked = _picked(question, answer, sentences=True)
    return tuple(line for line in (*picked, *_typed(question, answer)) if line)


def _picked(question: Question, answer: Answer, *, sentences: bool) -> Iterator[Line]:
    match question:
        case One() | Several() | Tiles():
            yield from _choice_lines(question.choices, answer.picks, sentences=sentences)
        case Scale():
            yield from _scale_lines(question, answer, sentences=sentences)
        case Pairs():
            for pair in question.items:
                yield from _pair_lines(pair, answer, sentences=sentences)
        case Week():
            yield from _week_lines(question, answer)
        case People():
            yield from _people_lines(question, answer, sentences=sentences)
        case TextQuestion():
            pass
        case _:
            assert_never(question)
    yield from _choice_lines(question.instead, answer.picks, sentences=sentences)


def _choice_lines(
    choices: tuple[Choice, ...], picks: tuple[str, ...], *, sentences: bool
) -> Iterator[Line]:
    for choice in choices:
        if choice.id in picks:
            yield Line(text=choice.sentence if sentences else choice.text, icon=choice.icon)


def _scale_lines(question: Scale, answer: Answer, *, sentences: bool) -> Iterator[Line]:
    words = {choice.id: choice.text for choice in question.scale}
    for item in question.items:
        picked = answer.items.get(item.id, "")
        if picked in words:
            plain = f"{item.text}: {words[picked]}"
            yield Line(text=item.sentences.get(picked, "") if sentences else plain)


def _pair_lines(pair: Pair, answer: Answer, *, sentences: bool) -> Iterator[Line]:
    """Yield what was picked; a choice that says nothing by itself comes with what was asked."""
    for choice in pair.choices:
        if choice.id == answer.items.get(pair.id):
            plain = choice.text if choice.sentence else f"{pair.text} {choice.text}"
            yield Line(text=choice.sentence if sentences else plain)


def _week_lines(question: Week, answer: Answer) -> Iterator[Line]:
    for day in question.days:
        parts = [p.text for p in question.dayparts if f"{day.id}-{p.id}" in answer.picks]
        if parts:
            yield Line(text=f"{day.text}: {', '.join(parts)}")


def _people_lines(question: People, answer: Answer, *, sentences: bool) -> Iterator[Line]:
    for choice in question.choices:
        if choice.id in answer.picks:
            text = choice.sentence if sentences else choice.text
            yield Line(text=text, own_words=answer.items.get(choice.id, ""), icon=choice.icon)


def _typed(question: Question, answer: Answer) -> Iterator[Line]:
    if answer.text:
        yield Line(own_words=answer.text)
    for field in question.fields:
        asked = not field.with_choice or field.with_choice in answer.picks
        if asked and (line := _field_line(field, answer)):
            yield line


def _field_line(field: Field, answer: Answer) -> Line | None:
    value = answer.fields.get(field.id, "")
    label = field.plan_label or field.label
    if not value:
        return None
    if field.kind == "text":
        return Line(text=label, own_words=value)
    chosen = next((choice for choice in field.choices if choice.id == value), None)
    return Line(text=chosen.sentence or f"{label} {chosen.text}") if chosen else None
