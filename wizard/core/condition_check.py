"""Finds conditions that look at what is not there, or not there yet, and what they shut out."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from wizard.core.answer_space import RULES_KEPT, Rules, answer_space
from wizard.core.conditions import holds, questions_in
from wizard.core.question_check import Fault
from wizard.core.questionnaire import Condition, Question, Questionnaire, choices_of


class Known:
    """The questions and choices that conditions may name."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Look them up once, in the order in which they are asked."""
        self.questions = {question.id: question for question in questionnaire.questions()}
        self.order = {id_: place for place, id_ in enumerate(self.questions)}
        self.choices = {id_: _choices(question) for id_, question in self.questions.items()}

    def unknown_in(self, condition: Condition | None) -> Iterator[str]:
        """Say which questions and choices in a condition do not exist."""
        for question, any_of in questions_in(condition):
            if question not in self.choices:
                yield f"a condition names the unknown question {question}: look for its id"
            for choice in any_of if question in self.choices else ():
                if choice not in self.choices[question]:
                    text = f"a condition names the unknown answer {question} = {choice}"
                    yield f"{text}: look for its id"

    def is_past(self, condition: Condition | None) -> bool:
        """Tell whether only who gave an answer that is retired by now can meet a condition."""
        if condition is None or condition.not_:
            return False
        if condition.question:
            asked = self.questions.get(condition.question)
            offered = self.choices.get(condition.question, {})
            past = [offered.get(choice, False) for choice in condition.any_of]
            return asked is not None and (asked.retired or all(past))
        return any(map(self.is_past, condition.all)) or (
            bool(condition.any) and all(map(self.is_past, condition.any))
        )


def _choices(question: Question) -> Mapping[str, bool]:
    return {choice.id: choice.retired for choice in choices_of(question)}


def condition_faults(questionnaire: Questionnaire, known: Known) -> Iterator[Fault]:
    """Yield every condition that does not look back at an answer that can be given."""
    for question in questionnaire.questions():
        for place, condition in _conditions(question):
            for text in (*_ahead(question.id, condition, known), *known.unknown_in(condition)):
                yield place, text
    for name in ("together", "paper_only"):
        for text in known.unknown_in(getattr(questionnaire, name)):
            yield name, text


def _conditions(question: Question) -> Iterator[tuple[str, Condition]]:
    if question.when:
        yield f"{question.id}.when", question.when
    for choice in choices_of(question):
        if choice.when:
            yield f"{question.id}.{choice.id}.when", choice.when


def _ahead(question: str, condition: Condition, known: Known) -> Iterator[str]:
    for other in dict.fromkeys(other for other, _ in questions_in(condition)):
        if other == question:
            yield "this condition looks at itself: it can only look at earlier questions"
        elif known.order.get(other, -1) > known.order[question]:
            yield (
                f"this condition looks at a later question: {other} stands behind {question}; "
                "change their order or the condition"
            )


def past_conditions(known: Known) -> Iterator[Fault]:
    """Yield the questions that only somebody with a retired answer still gets."""
    for id_, question in known.questions.items():
        if not question.retired and known.is_past(question.when):
            yield f"{id_}.when", "this looks at retired answers alone: retire this too"


@functools.lru_cache(maxsize=RULES_KEPT)
def unreachable(rules: Rules) -> tuple[Fault, ...]:
    """Return every question to which no answers lead."""
    text = "no answers lead to this question: change its condition"
    questions = [question for question in rules.questionnaire.questions() if question.when]
    return tuple((f"{q.id}.when", text) for q in questions if not _is_reached(rules, q.when))


def _is_reached(rules: Rules, condition: Condition | None) -> bool:
    cases = answer_space(rules.questionnaire, [condition])
    return any(holds(condition, answers) for answers in cases)
