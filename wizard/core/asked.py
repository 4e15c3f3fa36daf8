"""What one person is asked: what suits their earlier answers, and what they said before.

What is retired is offered to nobody any more but to who said it already. So an answer never goes
because of a change in the content: it can be read, changed and taken away, it counts for
conditions and for the route as long as it stands, and once taken away it does not come back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeVar

import msgspec

from wizard.core.answers import Answer
from wizard.core.conditions import holds
from wizard.core.questionnaire import (
    Choice,
    Field,
    Pair,
    Question,
    Questionnaire,
    ScaleItem,
    Several,
)

PieceT = TypeVar("PieceT", Choice, ScaleItem, Pair, Field)

PIECES = ("choices", "instead", "items", "scale", "fields")
"""Where a question has what can be retired; the days of a week cannot."""

NOTHING = Answer()


def is_wanted(question: Question, answers: Mapping[str, Answer]) -> bool:
    """Tell whether a question is still asked of who gave these answers."""
    return not (question.retired and answers.get(question.id, NOTHING).is_empty)


def asked_now(
    question: Question, answers: Mapping[str, Answer], said: Collection[str] = ()
) -> Question:
    """Return the question with only what these earlier answers call for.

    It is the very same question when nothing is left out.

    `said` are the ids that were said to this question: of what is retired only those are there.
    A choice that was picked before an earlier answer changed is kept with the answer, but it is
    neither shown nor counted.
    """
    question = _with_said(question, said)
    if not isinstance(question, Several):
        return question
    choices = tuple(choice for choice in question.choices if holds(choice.when, answers))
    if len(choices) == len(question.choices):
        return question
    return msgspec.structs.replace(question, choices=choices)


def hangs_on_answers(question: Question) -> bool:
    """Tell whether earlier answers decide which choices there are."""
    return isinstance(question, Several) and any(choice.when for choice in question.choices)


def without_retired(questionnaire: Questionnaire) -> Questionnaire:
    """Return the questions as somebody gets them of whom nothing is known."""
    parts = (
        msgspec.structs.replace(
            part, questions=tuple(_with_said(q, ()) for q in part.questions if not q.retired)
        )
        for part in questionnaire.parts
    )
    return msgspec.structs.replace(questionnaire, parts=tuple(parts))


def ids_said(answer: Answer) -> set[str]:
    """Return every id that an answer names; typed words among them are not ids of anything."""
    named = (answer.items, answer.fields)
    pairs = (one for filled in named for pair in filled.items() for one in pair)
    return {*answer.picks, *pairs}


def _with_said(question: Question, said: Collection[str]) -> Question:
    """Return the question itself where nothing is retired: every page of a question asks this."""
    pieces = {
        name: tuple(_offered(getattr(question, name), said))
        for name in PIECES
        if _any_retired(getattr(question, name, ()))
    }
    return msgspec.structs.replace(question, **pieces) if pieces else question


def _any_retired(pieces: Iterable[PieceT]) -> bool:
    return any(piece.retired or _any_retired(getattr(piece, "choices", ())) for piece in pieces)


def _offered(pieces: tuple[PieceT, ...], said: Collection[str]) -> Iterator[PieceT]:
    for piece in pieces:
        if piece.retired and piece.id not in said:
            continue
        choices = getattr(piece, "choices", ())
        changes = {"choices": tuple(_offered(choices, said))} if choices else {}
        yield msgspec.structs.replace(piece, **changes)
