"""The answers that can make a difference to a rule, so that all of them can be tried.

Two choices that every condition treats alike are one case. What remains is small enough to walk
through completely: that is how the content check proves that each question and card is reached.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, combinations

from wizard.core.answers import Answer
from wizard.core.conditions import holds, questions_in
from wizard.core.questionnaire import Condition, One, Question, Questionnaire, choices_of

RULES_KEPT = 128
"""For how many kinds of rules what was found out is kept: what municipalities share is rarely one
after the other."""

AnyOf = tuple[str, tuple[str, ...]]
"""A question id and the choice ids that one condition names."""


class Rules:
    """What conditions can tell of a questionnaire.

    Two are equal where the same answers lead to the same, whatever the words: municipalities that
    changed words alone need not be looked through one by one.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Take a questionnaire; its rules are the key."""
        self.questionnaire = questionnaire
        self._key = tuple(
            (question.id, question.kind, question.when, _offered(question))
            for question in questionnaire.questions()
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rules) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


def _offered(question: Question) -> tuple[tuple[str, bool], ...]:
    return tuple((choice.id, choice.exclusive) for choice in choices_of(question))


def read_by(questionnaire: Questionnaire, conditions: Iterable[Condition | None]) -> set[AnyOf]:
    """Return what the conditions read, and what in turn decides whether that is asked at all."""
    found: set[AnyOf] = set()
    waiting = [any_of for condition in conditions for any_of in questions_in(condition)]
    while waiting:
        any_of = waiting.pop()
        question = questionnaire.find_question(any_of[0])
        if any_of not in found and question is not None:
            waiting += questions_in(question.when)
        found.add(any_of)
    return found


def answer_space(
    questionnaire: Questionnaire, conditions: Iterable[Condition | None]
) -> Iterator[dict[str, Answer]]:
    """Yield the answers that count in each case that the conditions can tell apart."""
    reads = read_by(questionnaire, conditions)
    named = [
        (question, [any_of for id_, any_of in reads if id_ == question.id])
        for question in questionnaire.questions()
    ]
    asked = [(question, _options(question, any_ofs)) for question, any_ofs in named if any_ofs]
    yield from _cases(asked, {})


def _cases(
    asked: Sequence[tuple[Question, Sequence[Answer]]], counted: dict[str, Answer]
) -> Iterator[dict[str, Answer]]:
    """Go through the questions in order; one that is not asked has no answer that counts."""
    if not asked:
        yield counted
        return
    (question, options), *later = asked
    for answer in options if holds(question.when, counted) else [Answer()]:
        yield from _cases(later, {**counted, question.id: answer})


def _options(question: Question, any_ofs: Sequence[Collection[str]]) -> list[Answer]:
    """Return an answer for each case: nothing, each kind of choice, and kinds together.

    A choice that no condition names is the same case as no answer.
    """
    kinds = {
        tuple(choice.id in any_of for any_of in any_ofs): choice
        for choice in reversed(choices_of(question))
        if any(choice.id in any_of for any_of in any_ofs)
    }
    single = [(choice.id,) for choice in kinds.values()]
    joined = [choice.id for choice in kinds.values() if not choice.exclusive]
    several = () if isinstance(question, One) else _subsets(joined)
    return [Answer(picks=picks) for picks in chain([()], single, several)]


def _subsets(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(ids, size) for size in range(2, len(ids) + 1))
