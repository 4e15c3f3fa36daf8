"""What a municipality makes of the common questions: left out, changed, added, in its own order.

An overlay names questions and choices by their ids and says nothing about the rest. What comes out
is a questionnaire like any other, so nothing else has to know that there was an overlay.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from wizard.core.questionnaire import (
    Choice,
    Condition,
    Content,
    Id,
    Part,
    Question,
    Questionnaire,
    Rename,
    Scale,
    ScaleItem,
    Text,
    choices_of,
)


class ChoiceChange(Content, frozen=True, kw_only=True):
    """Other words for one choice; what is left out stays as it is."""

    id: Id
    text: Text = ""
    sentence: Text = ""
    help: Text = ""
    icon: str = ""


class QuestionChange(Content, frozen=True, kw_only=True):
    """Other words for one question, and choices or items more; what is left out stays as it is.

    The added choices stand behind the choice `add_after` ("": at the end).
    """

    id: Id
    text: Text = ""
    help: Text = ""
    intro: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = ()
    heading: Text = ""
    own_words: Text = ""
    short: bool | None = None
    when: Condition | None = None
    choices: tuple[ChoiceChange, ...] = ()
    add_choices: tuple[Choice, ...] = ()
    add_after: str = ""
    add_items: tuple[ScaleItem, ...] = ()


class Addition(Content, frozen=True, kw_only=True):
    """A question of a municipality's own, in `part` behind the question `after` ("": first)."""

    part: str
    after: str = ""
    question: Question


class Overlay(Content, frozen=True, kw_only=True):
    """All of a municipality's differences.

    `leave_out` names questions, or choices as `question.choice`: they are not asked any more, but
    who answered them keeps the answer. `order` gives, by part, the questions that come first.
    `renamed` leads from former ids to the present ones of questions and choices added here.
    """

    leave_out: tuple[str, ...] = ()
    change: tuple[QuestionChange, ...] = ()
    add: tuple[Addition, ...] = ()
    order: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    renamed: tuple[Rename, ...] = ()


def overlaid(questionnaire: Questionnaire, overlay: Overlay) -> Questionnaire:
    """Return the questionnaire with the differences put in.

    An id that does not exist is passed over here; `wizard check` tells of it.
    """
    if overlay == Overlay():
        return questionnaire
    parts = tuple(_part(part, overlay) for part in questionnaire.parts)
    renamed = questionnaire.renamed + overlay.renamed
    return msgspec.structs.replace(questionnaire, parts=parts, renamed=renamed)


def _part(part: Part, overlay: Overlay) -> Part:
    questions = [_changed(question, overlay) for question in part.questions]
    for addition in overlay.add:
        if addition.part == part.id:
            ids = ["", *(question.id for question in questions)]
            place = ids.index(addition.after) if addition.after in ids else len(questions)
            questions.insert(place, addition.question)
    first = overlay.order.get(part.id, ())
    rank = {id_: place for place, id_ in enumerate(first)}
    ordered = sorted(questions, key=lambda question: rank.get(question.id, len(first)))
    return msgspec.structs.replace(part, questions=tuple(ordered))


def _changed(question: Question, overlay: Overlay) -> Question:
    for change in overlay.change:
        if change.id == question.id:
            question = msgspec.structs.replace(question, **dict(_changes(question, change)))
    left_out = {id_.rpartition(".")[2] for id_ in overlay.leave_out if _is_in(id_, question)}
    if left_out and hasattr(question, "choices"):
        choices = tuple(_retired(c) if c.id in left_out else c for c in question.choices)
        question = msgspec.structs.replace(question, choices=choices)
    return _retired(question) if question.id in overlay.leave_out else question


def _is_in(left_out: str, question: Question) -> bool:
    return left_out.rpartition(".")[0] == question.id


def _retired(struct: Any) -> Any:  # noqa: ANN401 - a question of any kind, or a choice
    return msgspec.structs.replace(struct, retired=True)


def _changes(question: Question, change: QuestionChange) -> Iterator[tuple[str, object]]:
    for name in ("text", "help", "intro", "examples", "heading", "own_words", "short", "when"):
        value = getattr(change, name)
        if value not in {"", (), None}:
            yield name, value
    if hasattr(question, "choices"):
        yield "choices", tuple(_choices(question.choices, change))
    if isinstance(question, Scale):
        yield "items", (*question.items, *change.add_items)


def _choices(choices: tuple[Choice, ...], change: QuestionChange) -> Iterator[Choice]:
    changes = {choice.id: choice for choice in change.choices}
    ids = [choice.id for choice in choices]
    place = ids.index(change.add_after) + 1 if change.add_after in ids else len(ids)
    for choice in (*choices[:place], *change.add_choices, *choices[place:]):
        words = msgspec.structs.asdict(changes[choice.id]) if choice.id in changes else {}
        yield msgspec.structs.replace(choice, **{k: v for k, v in words.items() if v})


def unknown_ids(questionnaire: Questionnaire, overlay: Overlay) -> Iterator[str]:
    """Yield every id in an overlay that leads to nothing in the common questionnaire."""
    known = {q.id: {choice.id for choice in choices_of(q)} for q in questionnaire.questions()}
    parts = {part.id for part in questionnaire.parts}
    for id_ in overlay.leave_out:
        question, _, choice = id_.partition(".")
        if question not in known or (choice and choice not in known[question]):
            yield id_
    for change in overlay.change:
        if change.id not in known:
            yield change.id
        named = (*(choice.id for choice in change.choices), *filter(None, [change.add_after]))
        yield from (f"{change.id}.{id_}" for id_ in named if id_ not in known.get(change.id, ()))
    own = {addition.question.id for addition in overlay.add}
    yield from (add.after for add in overlay.add if add.after not in {"", *known, *own})
    yield from (add.part for add in overlay.add if add.part not in parts)
    for part, ids in overlay.order.items():
        yield from () if part in parts else (part,)
        yield from (id_ for id_ in ids if id_ not in {*known, *own})
