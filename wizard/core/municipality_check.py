"""Finds what is wrong in one municipality's file: words, contacts, cards, sending."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from wizard.core.answer_space import Rules
from wizard.core.condition_check import Known
from wizard.core.conditions import questions_in
from wizard.core.contact_check import contact_faults, contact_warnings, source_faults
from wizard.core.content import texts
from wizard.core.municipality import Card, Municipality
from wizard.core.problems import Problem, municipality_file
from wizard.core.question_check import Fault
from wizard.core.questionnaire import Condition
from wizard.core.route_check import route_faults
from wizard.core.sending_check import check_sending
from wizard.core.text_check import faults_within, text_faults

MARK_PATTERN, MARK_PLACES = "marks.pattern", ("first", "second")
KEEP_TERM = "keep_term"

TAKEN = frozenset(("balie", "static"))
"""Where the desk and the built files are: a municipality of that name would have no pages."""

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
    rules: Rules,
    wanted: Mapping[str, str],
    known: Known,
    today: date,
) -> Iterator[Problem]:
    """Yield every problem in a municipality's file.

    `rules` and `known` are of its own questions; `wanted` has a place by each word that the
    common texts ask for.
    """
    file = municipality_file(municipality.slug)
    told = list(texts(municipality))
    found = [
        *faults_within(municipality, told),
        *text_faults(told),
        *text_faults((f"{source.id}.title", source.title) for source in municipality.sources),
        *_words(municipality, wanted, told),
        *_addresses(municipality),
        *_references(municipality),
        *_card_rules(municipality, known),
        *contact_faults(municipality, today),
        *source_faults(municipality, today),
        *check_sending(municipality),
    ]
    found += route_faults(municipality.cards, rules) if not found else []
    for place, text in dict.fromkeys(found):
        yield Problem(file, place, text)
    for place, text in chain(
        _past_cards(municipality, known), contact_warnings(municipality, today)
    ):
        yield Problem(file, place, text, "warning")


def placeholders(found: Iterable[Fault]) -> dict[str, str]:
    """Return the words of a municipality that texts ask for, each with a place where it stands."""
    wanted: dict[str, str] = {}
    for place, text in found:
        own = MARK_PLACES if place == MARK_PATTERN else ()
        for name in re.findall(r"\{(.*?)\}", text) if "{" in text else ():
            if name not in own:
                wanted.setdefault(name, place)
    return wanted


def _words(
    municipality: Municipality, wanted: Mapping[str, str], told: Iterable[Fault]
) -> Iterator[Fault]:
    for name, place in {**placeholders(told), **wanted}.items():
        if name not in municipality.words:
            yield "words", f"there is no {name} for the text {place}: add it, or look up its name"
    for place, text in told:
        if re.search(r"[{}]", re.sub(r"\{.*?\}", "", text)):
            yield place, "a brace stands alone"
    term = municipality.words.get(KEEP_TERM)
    if term is not None and str(municipality.retention_days) not in term.split():
        yield f"words.{KEEP_TERM}", "this differs from retention_days"


def _addresses(municipality: Municipality) -> Iterator[Fault]:
    if municipality.slug in TAKEN:
        yield "slug", f"{municipality.slug} is an address of the site itself: take another"
    for card in municipality.cards:
        if not card.lines:
            yield f"{card.id}.lines", "a card says what to do: write a line"


def _references(municipality: Municipality) -> Iterator[Fault]:
    contacts = {contact.id for contact in municipality.contacts}
    for place, contact in (
        *((f"{card.id}.contact", card.contact) for card in municipality.cards),
        ("companion.contact", municipality.companion.contact),
    ):
        if contact not in contacts:
            yield place, f"there is no contact {contact}: look for its id under [[contacts]]"
    if municipality.find_card(municipality.orientation) is None:
        yield (
            "orientation",
            f"there is no card {municipality.orientation}: look for its id under [[cards]]",
        )
    main = [card.when is None for card in municipality.cards if card.main]
    if main != [*(False for _ in main[1:]), True]:
        yield "cards", "the last main card, and only that one, is for everyone (has no `when`)"


def _card_rules(municipality: Municipality, known: Known) -> Iterator[Fault]:
    for card in municipality.cards:
        for place, condition in _conditions(card):
            for question, _ in questions_in(condition):
                if question not in MAY_STEER:
                    yield place, f"{question} may not steer the route: leave it out here"
            for text in known.unknown_in(condition):
                yield place, text


def _past_cards(municipality: Municipality, known: Known) -> Iterator[Fault]:
    for card in municipality.cards:
        for place, condition in _conditions(card):
            if known.is_past(condition):
                yield place, "this looks at retired answers alone: nobody new can give them"


def _conditions(card: Card) -> Iterator[tuple[str, Condition | None]]:
    yield f"{card.id}.when", card.when
    yield f"{card.id}.extra_when", card.extra_when
    for number, why in enumerate(card.why):
        yield f"{card.id}.why.{number}.when", why.when
