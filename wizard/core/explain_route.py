"""Why somebody's answers lead to these cards and not to others, for whoever writes the rules.

Like wizard/core/explain.py this says facts; the words between them are the page's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from wizard.core.answers import Answer
from wizard.core.conditions import holds
from wizard.core.municipality import Card, Edition
from wizard.core.path import path_for
from wizard.core.questionnaire import Condition, Questionnaire, choices_of
from wizard.core.routing import Route, route_for

Place = Literal["main", "extra", "more", "off"]
"""Where a card stands: first, small below it, behind "Meer mogelijkheden", or nowhere."""

Reason = Literal[
    "first_true",
    "for_everyone",
    "also_true",
    "extra_true",
    "untrue",
    "main_is_alone",
    "only_as_main",
]
"""Why a card stands there.

first_true: its rule is the first that is true. for_everyone: no rule before it was. also_true: its
rule is true, but an earlier one was first. extra_true: its rule for an extra card is true. untrue:
no rule of it is. main_is_alone: a rule is true, but beside the main card stands no other.
only_as_main: its rule is true, too late to be the main card, and it never stands beside another.
"""


class Weighed(Struct, frozen=True):
    """A condition, or a piece of one, held against somebody's answers.

    `form` is answer, all, any or not, as in wizard/core/explain.py. An answer names the question,
    the choices that would make it true, and those that were given.
    """

    form: str
    is_true: bool
    question: str = ""
    choices: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    parts: tuple[Weighed, ...] = ()


class CardAccount(Struct, frozen=True):
    """One card: where it stands, why, and its two rules held against the answers."""

    card: Card
    place: Place
    reason: Reason
    when_main: Weighed | None
    when_extra: Weighed | None


class RouteAccount(Struct, frozen=True):
    """The route, an account of every card in the order of the file, and what did not count.

    `not_counted` are questions whose answer does not count because they are not asked.
    """

    route: Route
    cards: tuple[CardAccount, ...]
    not_counted: tuple[str, ...]


def explain_route(edition: Edition, answers: Mapping[str, Answer]) -> RouteAccount:
    """Return the route for answers, and for each card why it is there or is not.

    Every part counts as opened: whoever tries rules has told all there is to tell.
    """
    asked, municipality = edition.questionnaire, edition.municipality
    counted = path_for(asked, answers, [part.id for part in asked.parts]).counted
    route = route_for(municipality, counted)
    return RouteAccount(
        route,
        tuple(_account(asked, card, route, counted) for card in municipality.cards),
        tuple(_not_asked(asked, answers, counted)),
    )


def _not_asked(
    questionnaire: Questionnaire, answers: Mapping[str, Answer], counted: Mapping[str, Answer]
) -> Iterator[str]:
    for question in questionnaire.questions():
        answer = answers.get(question.id)
        if answer and not answer.is_empty and question.id not in counted:
            yield question.text


def _account(
    questionnaire: Questionnaire, card: Card, route: Route, answers: Mapping[str, Answer]
) -> CardAccount:
    def weighed(condition: Condition | None) -> Weighed | None:
        return weigh(questionnaire, condition, answers) if condition else None

    place = _place(card, route)
    reason = _reason(card, place, route, answers)
    return CardAccount(card, place, reason, weighed(card.when), weighed(card.extra_when))


def _place(card: Card, route: Route) -> Place:
    places: dict[str, Place] = {route.main.card.id: "main"}
    places |= {one.card.id: "extra" for one in route.extra}
    places |= {one.card.id: "more" for one in route.more}
    return places.get(card.id, "off")


def _reason(card: Card, place: Place, route: Route, answers: Mapping[str, Answer]) -> Reason:
    by_rule = card.main and holds(card.when, answers)
    if place == "main":
        return "first_true" if card.when else "for_everyone"
    if place != "off":
        return "also_true" if by_rule and not card.alone else "extra_true"
    if not by_rule and not (card.extra_when and holds(card.extra_when, answers)):
        return "untrue"
    return "main_is_alone" if route.main.card.alone else "only_as_main"


def weigh(
    questionnaire: Questionnaire, condition: Condition, answers: Mapping[str, Answer]
) -> Weighed:
    """Return a condition and all its pieces, each with whether it is true."""
    form, pieces = _pieces(condition)
    if pieces:
        parts = tuple(weigh(questionnaire, piece, answers) for piece in pieces)
        return Weighed(form, holds(condition, answers), parts=parts)
    question = next(q for q in questionnaire.questions() if q.id == condition.question)
    picks = answers.get(question.id, Answer()).picks
    choices = choices_of(question)
    return Weighed(
        form,
        holds(condition, answers),
        question.text,
        choices=tuple(choice.text for choice in choices if choice.id in condition.any_of),
        given=tuple(choice.text for choice in choices if choice.id in picks),
    )


def _pieces(condition: Condition) -> tuple[str, tuple[Condition, ...]]:
    if condition.not_:
        return "not", (condition.not_,)
    if condition.all:
        return "all", condition.all
    return ("any", condition.any) if condition.any else ("answer", ())
