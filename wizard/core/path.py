"""The way through the questions: which steps there are for these answers, in which order.

A path is worked out anew from the answers each time and stores nothing, so that going back is
always the opposite of going forward and changing an answer never destroys another one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from wizard.core.answers import Answer
from wizard.core.asked import is_wanted
from wizard.core.conditions import holds
from wizard.core.questionnaire import Part, Question, Questionnaire


class StepKind(StrEnum):
    """What a step asks of the person."""

    QUESTION = "question"
    PAPER = "paper"
    MORE = "more"
    HELPER = "helper"
    HAND_OVER = "hand-over"
    HAND_BACK = "hand-back"


class Step(Struct, frozen=True):
    """One page on the way; `id` is a question's id for QUESTION and a part's id otherwise."""

    kind: StepKind
    id: str
    part: str

    @property
    def key(self) -> str:
        """Name the step uniquely within a questionnaire."""
        return f"{self.kind}:{self.id}"


class Path(Struct, frozen=True):
    """The steps for one person, and the answers that count because their question is asked."""

    steps: tuple[Step, ...]
    counted: dict[str, Answer]

    def next(self, step: Step) -> Step | None:
        """Return the step after `step`, or None when the check page comes next."""
        place = self.steps.index(step) + 1
        return self.steps[place] if place < len(self.steps) else None

    def previous(self, step: Step) -> Step | None:
        """Return the step before `step`, or None when that is the start page."""
        place = self.steps.index(step)
        return self.steps[place - 1] if place else None

    def without(self, parts: Iterable[str], kind: StepKind | None = None) -> Path:
        """Return the way without the steps of some parts, or those of one kind; what counts stays.

        For somebody who has no part in them.
        """
        left_out = set(parts)
        kept = (s for s in self.steps if s.part not in left_out or (kind and s.kind is not kind))
        return Path(tuple(kept), self.counted)

    def after_part(self, part_id: str) -> Step | None:
        """Return the first step behind a part, or None when the check page comes next."""
        last = max(i for i, step in enumerate(self.steps) if step.part == part_id)
        return self.next(self.steps[last])

    def first_open(self, seen: Collection[str]) -> Step | None:
        """Return the first step whose key is not in `seen`; None when all were seen.

        Only questions and the helper's fields wait for an answer.
        """
        waiting = (StepKind.QUESTION, StepKind.HELPER)
        steps = (s for s in self.steps if s.kind in waiting and s.key not in seen)
        return next(steps, None)


def path_for(
    questionnaire: Questionnaire,
    answers: Mapping[str, Answer],
    opened: Collection[str] = (),
    *,
    helped: bool = False,
) -> Path:
    """Return the path for these answers; `opened` are the parts about which more is told.

    `helped` tells that somebody helps from another screen, with a field of their own per part.

    Answers to questions off the path stay where they are but are not counted, so a hidden
    question never decides anything (domain notes 5.1 rule 13).
    """
    counted: dict[str, Answer] = {}
    steps: list[Step] = []
    for part in questionnaire.parts:
        asked = _part_steps(part, answers, opened, counted)
        steps += asked
        if asked or not part.private:
            steps += _helper_steps(questionnaire, part, counted, helped=helped)
        if holds(questionnaire.paper_only, counted):
            steps.append(Step(StepKind.PAPER, part.id, part.id))
            break
    return Path(tuple(steps), counted)


def _part_steps(
    part: Part,
    answers: Mapping[str, Answer],
    opened: Collection[str],
    counted: dict[str, Answer],
) -> list[Step]:
    asked = _asked(part, answers, counted, opened=part.id in opened)
    steps = [Step(StepKind.QUESTION, question.id, part.id) for question in asked]
    if part.id not in opened and _has_more(part, answers, counted):
        steps.append(Step(StepKind.MORE, part.id, part.id))
    if part.private and steps:
        steps.insert(0, Step(StepKind.HAND_OVER, part.id, part.id))
    return steps


def _helper_steps(
    questionnaire: Questionnaire, part: Part, counted: Mapping[str, Answer], *, helped: bool
) -> Iterator[Step]:
    """Yield the helper's own field, or the end of the private part for who shares a screen."""
    beside = holds(questionnaire.together, counted)
    if part.private and beside:
        yield Step(StepKind.HAND_BACK, part.id, part.id)
    elif part.chapter and not part.private and (beside or helped):
        yield Step(StepKind.HELPER, part.id, part.id)


def _asked(
    part: Part, answers: Mapping[str, Answer], counted: dict[str, Answer], *, opened: bool
) -> Iterator[Question]:
    for question in part.questions:
        if (question.short or opened) and _is_called_for(question, answers, counted):
            answer = answers.get(question.id)
            if answer and not answer.is_empty:
                counted[question.id] = answer
            yield question


def _has_more(part: Part, answers: Mapping[str, Answer], counted: Mapping[str, Answer]) -> bool:
    return any(not q.short and _is_called_for(q, answers, counted) for q in part.questions)


def _is_called_for(
    question: Question, answers: Mapping[str, Answer], counted: Mapping[str, Answer]
) -> bool:
    if question.retired and not is_wanted(question, answers):
        return False
    return question.when is None or holds(question.when, counted)
