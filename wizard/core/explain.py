"""The routing rules as plain facts, for the public page that explains them.

The page is made from the rules themselves, so it cannot say something else than what happens.
A fact names texts as residents read them; words such as "en", "of" and "niet" are the template's.
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from wizard.core.conditions import questions_in
from wizard.core.municipality import Card, Edition
from wizard.core.questionnaire import Condition, Question, Questionnaire, choices_of


class AnswerFact(Struct, frozen=True):
    """The person picked at least one of these choices in answer to this question."""

    form: ClassVar[str] = "answer"
    question: str
    choices: tuple[str, ...]


class AllOf(Struct, frozen=True):
    """Every part is true."""

    form: ClassVar[str] = "all"
    parts: tuple[Fact, ...]


class AnyOf(Struct, frozen=True):
    """At least one part is true."""

    form: ClassVar[str] = "any"
    parts: tuple[Fact, ...]


class Not(Struct, frozen=True):
    """The part is not true; a question that was skipped makes it so too."""

    form: ClassVar[str] = "not"
    part: Fact


Fact = AnswerFact | AllOf | AnyOf | Not
"""What must be true about the answers; `form` names its kind, so that a template can choose."""


class RuleText(Struct, frozen=True):
    """When a card is shown.

    The first rule whose `when_main` is true gives the main card; beside one that is `alone` there
    are no others. A later rule whose `when_main` is true gives an extra card unless it is `alone`,
    and so does every true `when_extra`. `for_everyone` marks a rule that needs no fact to be true.
    """

    card: Card
    when_main: Fact | None
    when_extra: Fact | None
    for_everyone: bool
    alone: bool


def explain_rules(edition: Edition) -> tuple[RuleText, ...]:
    """Return the rules of a municipality in the order in which they are tried.

    Questions and choices that the rules name must exist (`wizard check` makes sure).
    """
    return tuple(_rule(edition.questionnaire, card) for card in edition.municipality.cards)


def questions_read(edition: Edition) -> tuple[Question, ...]:
    """Return the only questions that count for the route, in the order in which they are asked.

    A question that decides whether another one of these is asked counts as well.
    """
    cards = edition.municipality.cards
    conditions = [condition for card in cards for condition in (card.when, card.extra_when)]
    counting = {id_ for condition in conditions for id_, _ in questions_in(condition)}
    questions = tuple(edition.questionnaire.questions())
    for question in reversed(questions):  # a condition reads earlier questions only
        if question.id in counting:
            counting |= {id_ for id_, _ in questions_in(question.when)}
    return tuple(question for question in questions if question.id in counting)


def _rule(questionnaire: Questionnaire, card: Card) -> RuleText:
    return RuleText(
        card,
        when_main=_fact(questionnaire, card.when),
        when_extra=_fact(questionnaire, card.extra_when),
        for_everyone=card.main and card.when is None,
        alone=card.alone,
    )


def _fact(questionnaire: Questionnaire, condition: Condition | None) -> Fact | None:
    return _stated(questionnaire, condition) if condition else None


def _stated(questionnaire: Questionnaire, condition: Condition) -> Fact:
    if condition.all:
        return AllOf(tuple(_stated(questionnaire, part) for part in condition.all))
    if condition.any:
        return AnyOf(tuple(_stated(questionnaire, part) for part in condition.any))
    if condition.not_:
        return Not(_stated(questionnaire, condition.not_))
    question = next(q for q in questionnaire.questions() if q.id == condition.question)
    chosen = (choice for choice in choices_of(question) if choice.id in condition.any_of)
    return AnswerFact(question.text, tuple(choice.text for choice in chosen))
