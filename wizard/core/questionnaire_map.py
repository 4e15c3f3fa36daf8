"""The questionnaire as a map: its parts, their questions, and which answers open what.

It is made from a municipality's own questions beside the common ones, so that it shows what is
added, changed and left out. Where things stand on a picture is said in wizard/core/drawing.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from wizard.core.questionnaire import Choice, Condition, Question, Questionnaire, choices_of

Mark = Literal["short", "sensitive", "added", "changed", "retired"]
"""What is special about a question; the last three are a municipality's own doing."""


class Link(Struct, frozen=True):
    """An earlier answer that counts for a question: for whether it is asked, or for its choices.

    `choices` are the answers that make the condition true, or false where it is `negated`;
    `opens` the choices that they bring along, none where they bring the whole question.
    """

    source: str
    target: str
    choices: tuple[str, ...]
    negated: bool = False
    opens: tuple[str, ...] = ()


class Place(Struct, frozen=True):
    """A question on the map, with the links that lead to it."""

    question: Question
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]


class Region(Struct, frozen=True):
    """A part of the questionnaire on the map."""

    id: str
    title: str
    private: bool
    places: tuple[Place, ...]


class QuestionnaireMap(Struct, frozen=True):
    """The whole map, in the order in which questions are asked."""

    regions: tuple[Region, ...]

    def places(self) -> Iterator[Place]:
        """Yield every question of the map."""
        for region in self.regions:
            yield from region.places

    def links(self) -> Iterator[Link]:
        """Yield everything that an earlier answer decides."""
        for place in self.places():
            yield from place.links


def map_of(common: Questionnaire, own: Questionnaire) -> QuestionnaireMap:
    """Return the map of a municipality's `own` questions; both in the same language and words.

    A condition names questions and choices that exist (`wizard check` makes sure).
    """
    before = {question.id: question for question in common.questions()}
    asked = {question.id: question for question in own.questions()}
    return QuestionnaireMap(
        tuple(
            Region(
                part.id,
                part.title,
                part.private,
                tuple(
                    Place(q, tuple(marks_of(q, before)), tuple(_links_to(q, asked)))
                    for q in part.questions
                ),
            )
            for part in own.parts
        )
    )


def marks_of(question: Question, common: Mapping[str, Question]) -> Iterator[Mark]:
    """Yield what is special about a question beside the common ones, given by their ids."""
    if question.short:
        yield "short"
    if question.sensitive:
        yield "sensitive"
    if question.retired:
        yield "retired"
    elif question.id not in common:
        yield "added"
    elif question != common[question.id]:
        yield "changed"


def _links_to(question: Question, asked: Mapping[str, Question]) -> Iterator[Link]:
    yield from _merged(question, asked, question.when)
    by_source: dict[tuple[str, bool], Link] = {}
    for choice in choices_of(question):
        for link in _merged(question, asked, choice.when):
            key = link.source, link.negated
            known = by_source.get(key, replace(link, choices=()))
            by_source[key] = _joined(known, link, choice)
    yield from by_source.values()


def _joined(known: Link, link: Link, choice: Choice) -> Link:
    choices = tuple(dict.fromkeys((*known.choices, *link.choices)))
    return replace(known, choices=choices, opens=(*known.opens, choice.text))


def _merged(
    question: Question, asked: Mapping[str, Question], condition: Condition | None
) -> Iterator[Link]:
    """Yield one link for each earlier question in a condition, whatever stands between them."""
    picked: dict[tuple[str, bool], tuple[str, ...]] = {}
    for source, any_of, negated in _leaves(condition):
        key = source, negated
        picked[key] = (*picked.get(key, ()), *any_of)
    for (source, negated), ids in picked.items():
        texts = tuple(choice.text for choice in choices_of(asked[source]) if choice.id in ids)
        yield Link(source, question.id, texts, negated)


def _leaves(
    condition: Condition | None, *, negated: bool = False
) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    if condition is None:
        return
    if condition.question:
        yield condition.question, condition.any_of, negated
    for part in (*condition.all, *condition.any):
        yield from _leaves(part, negated=negated)
    yield from _leaves(condition.not_, negated=not negated)
