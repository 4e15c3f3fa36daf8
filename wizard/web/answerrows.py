"""The answers that were given, as rows for the pages on which a person looks back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from wizard.core import plan
from wizard.core.answers import Answer, Line, lines
from wizard.core.asked import asked_now, ids_said
from wizard.core.conditions import questions_in
from wizard.core.draft import HelperWords
from wizard.core.elsewhere import elsewhere, typed_words
from wizard.core.path import Step, StepKind
from wizard.core.questionnaire import Part, Question
from wizard.web.addresses import step_url
from wizard.web.visit import Visit

RETURN_TO_CHECK = "controle"


class AnswerRow(Struct, frozen=True):
    """One answered question; `url` leads to it and back to the check page.

    `lang` is the language of the words that were typed, "" when there are none. `needs` are the
    questions of which one has to be on paper too before this one is: what the paper does not
    show may not decide about what it does show.
    """

    question: Question
    lines: tuple[Line, ...]
    lang: str
    on_paper: bool
    url: str
    needs: tuple[str, ...]


class HelperRow(Struct, frozen=True):
    """The helper's words about one part."""

    part: Part
    words: HelperWords
    url: str


class PartRows(Struct, frozen=True):
    """One part with its answered questions and what the helper added."""

    part: Part
    rows: tuple[AnswerRow, ...]
    helper: HelperRow | None


def private_questions(visit: Visit) -> list[Question]:
    """Return the answered questions of the private part."""
    return list(_answered(visit, private=True))


def open_questions(visit: Visit) -> list[Question]:
    """Return the answered questions that may be on the screen now.

    Beside a helper the private ones are left out, but for those the resident put on paper.
    """
    private = private_questions(visit)
    if visit.together:
        private = [question for question in private if visit.draft.is_on_paper(question)]
    return [*_answered(visit, private=False), *private]


def answer_rows(visit: Visit, questions: Iterable[Question]) -> tuple[AnswerRow, ...]:
    """Return a row for each of these answered questions."""
    return tuple(
        AnswerRow(
            question,
            _lines(question, visit.path.counted),
            visit.path.counted[question.id].lang,
            visit.draft.is_on_paper(question),
            step_url(visit, _step(visit, StepKind.QUESTION, question.id), terug=RETURN_TO_CHECK),
            tuple(_needs(visit, question)),
        )
        for question in questions
    )


def _says_something(visit: Visit, question: Question) -> bool:
    """Tell whether there is an answer, and not only to what another municipality asks."""
    counted = visit.path.counted
    return question.id in counted and bool(_lines(question, counted))


def _lines(question: Question, counted: Mapping[str, Answer]) -> tuple[Line, ...]:
    answer = counted[question.id]
    return lines(asked_now(question, counted, ids_said(answer)), answer)


def _needs(visit: Visit, question: Question) -> Iterator[str]:
    for question_id, _choices in questions_in(question.when):
        needed = visit.questionnaire.find_question(question_id)
        if needed and question_id in visit.path.counted:
            yield needed.text


def words_elsewhere(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Return what was typed at questions that are not asked here, each with its language.

    Beside a helper those of the private document are left out.
    """
    draft = visit.draft
    answers = draft.shared.answers if visit.together or visit.by_helper else draft.answers
    return tuple(
        (words, answer.lang)
        for _, answer in elsewhere(visit.questionnaire, answers)
        for words in typed_words(answer)
    )


def helper_rows(visit: Visit) -> tuple[HelperRow, ...]:
    """Return a row for each part about which the helper wrote something."""
    steps = [step for step in visit.path.steps if step.kind is StepKind.HELPER]
    parts = {part.id: part for part in visit.questionnaire.parts}
    written = visit.draft.shared.helper
    return tuple(
        HelperRow(parts[step.id], written[step.id], step_url(visit, step, terug=RETURN_TO_CHECK))
        for step in steps
        if step.id in written and written[step.id].text
    )


def part_rows(visit: Visit) -> Iterator[PartRows]:
    """Yield the parts about which something was told, in order."""
    rows = answer_rows(visit, open_questions(visit))
    helpers = {row.part.id: row for row in helper_rows(visit)}
    for part in visit.questionnaire.parts:
        own = tuple(row for row in rows if row.question in part.questions)
        helper = helpers.get(part.id)
        if own or helper:
            yield PartRows(part, own, helper)


def helper_role(visit: Visit) -> str:
    """Return the helper's role as it reads in the plan, "" when it is not known."""
    return plan.helper_role(visit.edition, visit.draft, visit.path.counted)


def _answered(visit: Visit, *, private: bool) -> Iterator[Question]:
    for part in visit.questionnaire.parts:
        if part.numbered and part.private is private:
            yield from (q for q in part.questions if _says_something(visit, q))


def _step(visit: Visit, kind: StepKind, step_id: str) -> Step:
    return next(step for step in visit.path.steps if (step.kind, step.id) == (kind, step_id))
