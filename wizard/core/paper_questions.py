"""The questions as they stand on paper: numbered, with rules that a person with a pen can follow.

Paper cannot hide a question, so each condition becomes a rule at the question that it is about:
for whom it is, and where everybody else goes on. Who follows the rules answers just the questions
that the site would ask. The questions before the first wish are the site's own: on paper, lines to
write on take their place. Words such as "ga naar" are the template's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from wizard.core.answers import Answer
from wizard.core.asked import without_retired
from wizard.core.conditions import holds
from wizard.core.draft import Draft, on_paper
from wizard.core.questionnaire import (
    Choice,
    Condition,
    Part,
    Question,
    Questionnaire,
    Several,
    choices_of,
)

Length = Literal["short", "long"]
"""Of the blank questionnaire: the questions that everyone gets, or all of them."""

BUT_FROM = 3
"""From so many choices on, "another one than ..." is plainer than naming all but one."""

Tell = Callable[[Condition], bool | None]
"""Says whether a condition on one question holds; None when that is not known yet."""


class Need(Struct, frozen=True):
    """What must be true for a question to be for you; `form` tells which fields count.

    "ticked": one of `choices` at question `number`; `but` is the only other choice of that
    question when saying so is plainer. Number 0 is a question of the site's own, told by its text.
    "all", "any" and "not" are about `parts`.
    """

    form: Literal["ticked", "all", "any", "not"]
    parts: tuple[Need, ...] = ()
    number: int = 0
    question: str = ""
    choices: tuple[str, ...] = ()
    but: str = ""


class PaperQuestion(Struct, frozen=True):
    """A question with its number, and for whom it is.

    When there is a `need` that is not true, one goes on at question `otherwise`; 0 says that
    there is no further question on this sheet. `sometimes` are choices that suit only some
    answers: paper offers them to all, because everyone knows best what suits them.
    """

    number: int
    question: Question
    need: Need | None = None
    otherwise: int = 0
    sometimes: tuple[Choice, ...] = ()


class PaperPart(Struct, frozen=True):
    """The questions of one part; who helps gets room at its end when `helper` says so.

    `private` parts have a sheet of their own, which is the last (`wizard check` keeps them last).
    """

    id: str
    title: str
    private: bool
    helper: bool
    questions: tuple[PaperQuestion, ...]


class Asked(Struct, frozen=True):
    """A question that is on this paper, with what is still to be known for it to be asked."""

    part: Part
    question: Question
    when: Condition | bool


def blank_questions(questionnaire: Questionnaire, length: Length) -> tuple[PaperPart, ...]:
    """Return the questions for somebody of whom nothing is known."""
    questionnaire = without_retired(questionnaire)
    opened = {part.id for part in questionnaire.parts} if length == "long" else ()
    return tuple(_parts(questionnaire, _asked(questionnaire, opened, {}, ()), helped=True))


def open_questions(
    questionnaire: Questionnaire, draft: Draft, *, private: bool
) -> tuple[PaperPart, ...]:
    """Return the questions on a person's way that have no answer and were not skipped.

    An answer that is switched off is not there, so that the paper tells nothing about it. Without
    `private` the resident's own part is left off. Who helps gets room when there is somebody.
    """
    shown = on_paper(questionnaire, draft)
    counted = shown.path(questionnaire).counted
    closed = {id_ for id_, said in shown.answers.items() if said.is_empty or id_ in counted}
    offered = without_retired(questionnaire)
    asked = _asked(offered, shown.shared.opened, counted, closed)
    helped = bool(shown.shared.helped) or holds(questionnaire.together, counted)
    paper = _parts(offered, asked, helped=helped)
    return tuple(part for part in paper if private or not part.private)


def settle(condition: Condition | None, tell: Tell) -> Condition | bool:
    """Return what is left of a condition when all that can be told is filled in."""
    if condition is None:
        return True
    if condition.question:
        told = tell(condition)
        return condition if told is None else told
    if condition.not_:
        inner = settle(condition.not_, tell)
        return not inner if isinstance(inner, bool) else Condition(not_=inner)
    deciding = bool(condition.any)
    parts = [settle(part, tell) for part in condition.all or condition.any]
    left = tuple(part for part in parts if not isinstance(part, bool))
    if any(part is deciding for part in parts):
        return deciding
    if len(left) < 2:  # noqa: PLR2004 - one is that one, none leaves nothing undecided
        return left[0] if left else not deciding
    return Condition(any=left) if deciding else Condition(all=left)


def _asked(
    questionnaire: Questionnaire,
    opened: Collection[str],
    counted: Mapping[str, Answer],
    closed: Collection[str],
) -> list[Asked]:
    numbered = [part for part in questionnaire.parts if part.numbered]
    offered = {q.id: {choice.id for choice in choices_of(q)} for q in questionnaire.questions()}
    off_paper = {question.id for part in numbered for question in part.questions}

    def tell(condition: Condition) -> bool | None:
        """Leave open what stands on this paper, and what only the site asks."""
        id_ = condition.question
        is_open = not offered.get(id_, set()).isdisjoint(condition.any_of)
        return None if is_open and id_ not in {*closed, *off_paper} else holds(condition, counted)

    asked: list[Asked] = []
    for part in numbered:
        for question in part.questions:
            when = settle(question.when, tell)
            wanted = (question.short or part.id in opened) and question.id not in closed
            if wanted and when is not False:
                asked.append(Asked(part, _offered(question, tell), when))
                off_paper.discard(question.id)
    return asked


def _offered(question: Question, tell: Tell) -> Question:
    """Return the question with the choices that may suit; a settled one has no condition left."""
    if not isinstance(question, Several):
        return question
    settled = ((choice, settle(choice.when, tell)) for choice in question.choices)
    choices = (
        msgspec.structs.replace(choice, when=None if when is True else when)
        for choice, when in settled
        if when is not False
    )
    return msgspec.structs.replace(question, choices=tuple(choices))


def _parts(
    questionnaire: Questionnaire, asked: Sequence[Asked], *, helped: bool
) -> Iterator[PaperPart]:
    numbers = {one.question.id: number for number, one in enumerate(asked, 1)}
    for part in questionnaire.parts:
        questions = tuple(
            _numbered(questionnaire, asked[numbers[one.question.id] - 1 :], numbers)
            for one in asked
            if one.part.id == part.id
        )
        if questions:
            helper = helped and part.chapter is not None and not part.private
            yield PaperPart(part.id, part.title, part.private, helper, questions)


def _numbered(
    questionnaire: Questionnaire, asked: Sequence[Asked], numbers: Mapping[str, int]
) -> PaperQuestion:
    """Return the first of the questions that are asked from here on."""
    one = asked[0]
    number, (question, sometimes) = numbers[one.question.id], _apart(one.question)
    if isinstance(one.when, bool):
        return PaperQuestion(number, question, sometimes=sometimes)
    need = _need(questionnaire, one.when, numbers)
    return PaperQuestion(number, question, need, _otherwise(asked, number), sometimes)


def _apart(question: Question) -> tuple[Question, tuple[Choice, ...]]:
    """Return the question with the choices for everyone, and the choices for some."""
    if not isinstance(question, Several):
        return question, ()
    always = tuple(choice for choice in question.choices if choice.when is None)
    sometimes = tuple(choice for choice in question.choices if choice.when is not None)
    return msgspec.structs.replace(question, choices=always), sometimes


def _otherwise(asked: Sequence[Asked], number: int) -> int:
    """Return where to go on without the first question: past all that ask for it, on one sheet."""
    left_out = {asked[0].question.id}

    def tell(condition: Condition) -> bool | None:
        return False if condition.question in left_out else None

    for further, one in enumerate(asked[1:], number + 1):
        if one.part.private != asked[0].part.private:
            return 0
        if isinstance(one.when, bool) or settle(one.when, tell) is not False:
            return further
        left_out.add(one.question.id)
    return 0


def _need(questionnaire: Questionnaire, condition: Condition, numbers: Mapping[str, int]) -> Need:
    if condition.not_:
        return Need("not", (_need(questionnaire, condition.not_, numbers),))
    parts = tuple(_need(questionnaire, part, numbers) for part in condition.all or condition.any)
    if parts:
        return Need("all" if condition.all else "any", parts)
    question = next(q for q in questionnaire.questions() if q.id == condition.question)
    return Need(
        "ticked",
        number=numbers.get(question.id, 0),
        question=question.text,
        choices=tuple(c.text for c in choices_of(question) if c.id in condition.any_of),
        but=_but(question, condition),
    )


def _but(question: Question, condition: Condition) -> str:
    others = [choice.text for choice in choices_of(question) if choice.id not in condition.any_of]
    is_plainer = len(others) == 1 and len(condition.any_of) >= BUT_FROM
    return others[0] if is_plainer else ""
