"""What each municipality's own texts may say and must not (domain notes 5.6, 6.4 and 6.5)."""

import re
from collections.abc import Iterator

from tests.core.municipalities import EDITIONS, GLOSSARY, QUESTIONNAIRE, each_municipality
from wizard.core.content import texts
from wizard.core.municipality import Card, Edition, Section

FOUND_NUMBERS = {"112", "113", "0800-2000", "0800-8115"}
ALSO_FOUND = {"0800-0113"}
NUMBER = re.compile(r"(?<!\d)(?:11[23]|\d[\d -]{6,}\d)(?!\d)")
YEAR = re.compile(r"\b20\d\d\b")
PLACES = ("Arnhem", "Oss", "Nijmegen", "Almere", "Amsterdam", "Ede")
ORGANISATIONS = ("CAW", "Scalabor", "Activerend", "wijkcoach", "Duiven", "IBN", "WerkBedrijf")
ORGANISATIONS += ("Pantar", "Werkkracht", "Tomingroep", "Bernheze", "Wijchen")
PROMISES = (
    "niemand krijgt",
    "niemand mag je afwijzen",
    "je houdt je uitkering",
    "geen eigen bijdrage",
    "is klaar op",
    r"jij kiest(?! \w)",
)
VERDICTS = re.compile(r"%|€|\b(euro|tredes?|score|niveau)\b|geschikt|haalbaar", re.IGNORECASE)


def said(edition: Edition) -> list[tuple[str, str]]:
    """Every text of a municipality's own, and every question as it asks it."""
    return [*texts(edition.municipality), *texts(edition.questionnaire)]


def naming(found: Iterator[tuple[str, str]], names: tuple[str, ...]) -> list[str]:
    pattern = re.compile(rf"\b({'|'.join(names)})\b", re.IGNORECASE)
    return [place for place, text in found if pattern.search(text)]


@each_municipality
def test_only_numbers_that_were_checked_are_printed(edition: Edition) -> None:
    municipality = edition.municipality
    printed = {number for _, text in said(edition) for number in NUMBER.findall(text)}

    assert {entry.phone for entry in municipality.urgent_help if entry.phone} == FOUND_NUMBERS
    assert {contact.phone for contact in municipality.contacts} == {""}
    assert {contact.website for contact in municipality.contacts} == {""}
    assert printed <= FOUND_NUMBERS | ALSO_FOUND


def test_a_number_is_found_however_it_is_written() -> None:
    assert NUMBER.findall("Bel 112, 024 123 45 67 of 0800-2000.") == [
        "112",
        "024 123 45 67",
        "0800-2000",
    ]
    assert NUMBER.findall("Jonger dan 16, of 18 tot en met 26, in 2019.") == []


@each_municipality
def test_the_cards_stand_in_the_order_of_the_rules(edition: Edition) -> None:
    cards = edition.municipality.cards
    order = ["elsewhere", "under_16", "coach_first", "start_again", "school", "orientation"]
    extras = ["orientation", "start_again", "school", "coach_first", "paid_work"]

    assert [card.id for card in cards] == [*order, "paid_work"]
    assert [card.id for card in sorted(cards, key=lambda c: c.extra_rank)][:5] == extras
    assert [card.id for card in cards if card.alone] == ["elsewhere"]
    assert edition.municipality.orientation == "orientation"


@each_municipality
def test_several_outcomes_stand_side_by_side_and_staying_is_one(edition: Edition) -> None:
    told = [text for outcome in edition.municipality.outcomes for _, text in texts(outcome)]

    assert len({outcome.title for outcome in edition.municipality.outcomes}) >= 5
    assert any("lijven" in text for text in told)


def test_arnhem_tells_six_outcomes() -> None:
    assert len(EDITIONS["arnhem"].municipality.outcomes) == 6


@each_municipality
def test_no_text_judges_or_names_an_amount(edition: Edition) -> None:
    assert [place for place, text in said(edition) if VERDICTS.search(text)] == []


@each_municipality
def test_hours_are_never_a_condition_of_a_card_or_a_question(edition: Edition) -> None:
    asked = [*texts(edition.questionnaire)]
    asked += [found for card in edition.municipality.cards for found in texts(card)]

    assert [place for place, text in asked if re.search(r"\d+ uur", text)] == []


@each_municipality
def test_nothing_is_promised_that_a_municipality_must_promise_itself(edition: Edition) -> None:
    promising = re.compile("|".join(PROMISES), re.IGNORECASE)
    told = [*said(edition), *texts(GLOSSARY)]

    assert [place for place, text in told if promising.search(text)] == []
    assert edition.municipality.promises == ()


@each_municipality
def test_nobody_is_told_about_another_municipality(edition: Edition) -> None:
    own = edition.municipality.name
    others = tuple(place for place in PLACES if place not in own)

    assert naming(iter(said(edition)), others) == []


def test_what_all_municipalities_share_names_none() -> None:
    shared = [*texts(QUESTIONNAIRE), *texts(GLOSSARY)]

    assert naming(iter(shared), (*PLACES, *ORGANISATIONS)) == []
    assert naming(iter([("seeded", "Ga naar het CAW in Oss.")]), PLACES) == ["seeded"]


def years(piece: Section | Card) -> set[int]:
    return {int(year) for line in piece.lines for year in YEAR.findall(line)}


@each_municipality
def test_each_section_names_when_it_was_so(edition: Edition) -> None:
    municipality = edition.municipality

    assert len(municipality.about) >= 4
    for section in municipality.about:
        assert years(section), section.id
        assert max(years(section)) <= municipality.source(section.source).year, section.id


@each_municipality
def test_a_card_that_names_a_year_says_to_ask_whether_it_still_holds(edition: Edition) -> None:
    old = [card for card in edition.municipality.cards if years(card)]

    assert [card.id for card in old if "Vraag" not in " ".join(card.lines)] == []


@each_municipality
def test_no_text_is_newer_than_its_sources(edition: Edition) -> None:
    newest = max(source.year for source in edition.municipality.sources)
    named = {int(year) for _, text in said(edition) for year in YEAR.findall(text)}

    assert max(named) <= newest


@each_municipality
def test_every_contact_says_how_to_find_it(edition: Edition) -> None:
    assert [contact.id for contact in edition.municipality.contacts if not contact.how] == []
