"""Which ways to go on are shown, and why: the rules of domain notes 6 over a municipality's cards.

Ability, health, travel, network and helper's words never count. That is a property of the
content (only the cards' conditions are read), and tests hold every municipality to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from wizard.core.answers import Answer
from wizard.core.conditions import holds
from wizard.core.municipality import Card, Municipality

SHOWN_BESIDE_ORIENTATION = 1


class RouteCard(Struct, frozen=True):
    """A card with the reasons that hold for this person; `chosen` when they picked it."""

    card: Card
    why: tuple[str, ...]
    chosen: bool = False


class Route(Struct, frozen=True):
    """One main card, the few shown below it, and the rest behind "Meer mogelijkheden"."""

    main: RouteCard
    extra: tuple[RouteCard, ...]
    more: tuple[RouteCard, ...]


def route_for(municipality: Municipality, answers: Mapping[str, Answer], chosen: str = "") -> Route:
    """Return the route for the answers that count; the resident's choice overrules the rules.

    The orientation is on it for everyone who has not said to live elsewhere (6.1 rule 2).
    """
    main = _main_card(municipality, answers)
    own = municipality.find_card(chosen)
    extras = [] if main.alone else _extras(municipality, answers)
    if own and own is not main:
        extras = [main, *extras]
    others = [c for c in extras if c.id != (own or main).id]
    shown, more = _split(municipality, list({c.id: c for c in others}.values()))
    return Route(
        _with_why(own or main, answers, chosen=own is not None),
        tuple(_with_why(card, answers) for card in shown),
        tuple(_with_why(card, answers) for card in more),
    )


def _main_card(municipality: Municipality, answers: Mapping[str, Answer]) -> Card:
    return next(c for c in municipality.cards if c.main and holds(c.when, answers))


def _extras(municipality: Municipality, answers: Mapping[str, Answer]) -> list[Card]:
    def applies(card: Card) -> bool:
        by_rule = card.main and not card.alone and holds(card.when, answers)
        return by_rule or (card.extra_when is not None and holds(card.extra_when, answers))

    return sorted(filter(applies, municipality.cards), key=lambda card: card.extra_rank)


def _split(municipality: Municipality, cards: list[Card]) -> tuple[list[Card], list[Card]]:
    first = [card for card in cards if card.id == municipality.orientation]
    rest = [card for card in cards if card.id != municipality.orientation]
    return (
        [*first, *rest[:SHOWN_BESIDE_ORIENTATION]],
        rest[SHOWN_BESIDE_ORIENTATION:],
    )


def _with_why(card: Card, answers: Mapping[str, Answer], *, chosen: bool = False) -> RouteCard:
    return RouteCard(card, tuple(_reasons(card, answers)), chosen)


def _reasons(card: Card, answers: Mapping[str, Answer]) -> Iterator[str]:
    return (why.text for why in card.why if holds(why.when, answers))
