"""Where answers lead in a shipped municipality, written as the ids of the cards that are shown."""

from collections.abc import Mapping
from typing import NamedTuple

from tests.core.village import picked
from wizard.core.answers import Answer
from wizard.core.municipality import Edition
from wizard.core.path import path_for
from wizard.core.routing import Route, RouteCard, route_for


class Person(NamedTuple):
    """A made-up person: one pick for each answer, and the cards that this should lead to."""

    who: str
    replies: dict[str, str]
    main: str
    why: str
    extra: str = ""
    more: str = ""


def counted(edition: Edition, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return the answers that count because their question is asked."""
    parts = [part.id for part in edition.questionnaire.parts]
    return path_for(edition.questionnaire, answers, parts).counted


def routed(edition: Edition, answers: Mapping[str, Answer], chosen: str = "") -> Route:
    """Return where these answers lead in this municipality."""
    return route_for(edition.municipality, counted(edition, answers), chosen)


def all_cards(route: Route) -> list[RouteCard]:
    """Return every card of a route in the order in which it is shown."""
    return [route.main, *route.extra, *route.more]


def ids(cards: tuple[RouteCard, ...]) -> str:
    """Return the ids of some cards, in order."""
    return " ".join(shown.card.id for shown in cards)


def walked(edition: Edition, person: Person) -> Person:
    """Return the same person with the cards to which their answers really lead."""
    route = routed(edition, picked(**person.replies))
    why = " ".join(route.main.why)
    return Person(
        person.who, person.replies, route.main.card.id, why, ids(route.extra), ids(route.more)
    )


def never_shown(edition: Edition, people: list[Person]) -> set[str]:
    """Return the cards and the reasons that nobody of these people gets to see."""
    cards = edition.municipality.cards
    left = {card.id for card in cards} | {why.text for card in cards for why in card.why}
    for person in people:
        for shown in all_cards(routed(edition, picked(**person.replies))):
            left -= {shown.card.id, *shown.why}
    return left
