"""Finds what is wrong in one municipality's file: words, contacts, cards, sending."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain

from wizard.core.answer_space import answer_space
from wizard.core.conditions import questions_in
from wizard.core.content import texts
from wizard.core.municipality import Card, Glossary, Municipality
from wizard.core.problems import Problem, municipality_file
from wizard.core.questionnaire import Condition, Questionnaire
from wizard.core.routing import Route, RouteCard, route_for
from wizard.core.sending_check import check_sending

CONTACTS_HOLD = timedelta(days=183)
MARK_PATTERN, MARK_PLACES = "marks.pattern", ("first", "second")
KEEP_TERM = "keep_term"

MAY_STEER = frozenset(
    (
        "residence",
        "age",
        "wishes",
        "paid_work_when",
        "school",
        "sort_out_first",
        "help_order",
        "stopped",
    )
)
"""The only questions whose answers may decide about a card (domain notes 6.1)."""


def check_municipality(
    municipality: Municipality,
    questionnaire: Questionnaire,
    glossary: Glossary,
    known: Mapping[str, Collection[str]],
    today: date,
) -> Iterator[Problem]:
    """Yield every problem in a municipality's file; `known` has choice ids by question id."""
    file = municipality_file(municipality.slug)
    found = list(
        chain(
            _ids(municipality),
            _words(municipality, chain(texts(questionnaire), texts(glossary, "glossary"))),
            _references(municipality),
            _card_rules(municipality, known),
            check_sending(municipality),
        )
    )
    if not found:
        found += _routes(municipality, questionnaire)
    yield from (Problem(file, place, text) for place, text in found)
    for place, text in _contacts(municipality, today):
        yield Problem(file, place, text, "warning")


def _ids(municipality: Municipality) -> Iterator[tuple[str, str]]:
    times = Counter(place for place, _ in texts(municipality))
    return ((place, "this id stands here twice") for place, n in times.items() if n > 1)


def _words(
    municipality: Municipality, shared: Iterator[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    for place, text in chain(shared, texts(municipality)):
        own = MARK_PLACES if place == MARK_PATTERN else ()
        for name in re.findall(r"\{(.*?)\}", text):
            if name not in own and name not in municipality.words:
                yield "words", f"there is no {name} for the text {place}"
        if re.search(r"[{}]", re.sub(r"\{.*?\}", "", text)):
            yield place, "a brace stands alone"
    term = municipality.words.get(KEEP_TERM)
    if term is not None and str(municipality.retention_days) not in term.split():
        yield f"words.{KEEP_TERM}", "this differs from retention_days"


def _references(municipality: Municipality) -> Iterator[tuple[str, str]]:
    contacts = {contact.id for contact in municipality.contacts}
    for place, contact in (
        *((card.id, card.contact) for card in municipality.cards),
        ("companion", municipality.companion.contact),
    ):
        if contact not in contacts:
            yield place, f"there is no contact {contact}"
    ways = [(entry.id, entry.phone or entry.how) for entry in municipality.contacts]
    ways += [(entry.id, entry.phone or entry.how) for entry in municipality.urgent_help]
    for place, way in ways:
        if not way:
            yield place, "without a phone number, `how` tells how to find it"
    if municipality.find_card(municipality.orientation) is None:
        yield "orientation", f"there is no card {municipality.orientation}"
    main = [card.when is None for card in municipality.cards if card.main]
    if main != [*(False for _ in main[1:]), True]:
        yield "cards", "the last main card, and only that one, is for everyone (has no `when`)"


def _card_rules(
    municipality: Municipality, known: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, str]]:
    for card in municipality.cards:
        for question, any_of in chain.from_iterable(map(questions_in, _conditions(card))):
            if question not in MAY_STEER:
                yield card.id, f"{question} may not steer the route"
            for choice in set(any_of) - set(known.get(question, ())):
                yield card.id, f"a condition names the unknown answer {question} = {choice}"


def _conditions(card: Card) -> tuple[Condition | None, ...]:
    return (card.when, card.extra_when, *(why.when for why in card.why))


def _routes(municipality: Municipality, questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """Try every case that the cards tell apart."""
    conditions = list(chain.from_iterable(map(_conditions, municipality.cards)))
    cases = answer_space(questionnaire, conditions)
    routes = [route_for(municipality, answers) for answers in cases]
    main = {route.main.card.id for route in routes}
    beside = {shown.card.id for route in routes for shown in (*route.extra, *route.more)}
    for card in municipality.cards:
        if card.id not in (main if card.main else beside):
            yield card.id, "no answers lead to this card"
    silent = {shown.card.id for route in routes for shown in _all(route) if not shown.why}
    yield from ((card, "this card can be shown without saying why") for card in sorted(silent))


def _all(route: Route) -> tuple[RouteCard, ...]:
    return (route.main, *route.extra, *route.more)


def _contacts(municipality: Municipality, today: date) -> Iterator[tuple[str, str]]:
    for contact in municipality.contacts:
        if today - contact.checked_on > CONTACTS_HOLD:
            yield contact.id, f"last checked on {contact.checked_on}: ask {contact.owner}"
        if not contact.phone:
            yield contact.id, f"no phone number is known: ask {contact.owner}"
