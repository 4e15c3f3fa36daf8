"""Whatever people in Almere say about hours, it leads none of them elsewhere."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from tests.core.municipalities import EDITIONS
from tests.core.people_almere import PEOPLE
from tests.core.routes import Person, routed
from tests.core.village import picked
from wizard.core.conditions import questions_in
from wizard.core.content import texts
from wizard.core.municipality import Municipality
from wizard.core.questionnaire import Condition

ALMERE = EDITIONS["almere"]
OF_HOURS = {"start_often", "more_hours"}


def speaking_of_hours(municipality: Municipality) -> Iterator[str]:
    """Yield the cards that name hours, and those on which answers about hours decide."""
    for card in municipality.cards:
        said = " ".join(text for _, text in texts(card)).lower()
        read = {
            id_
            for condition in (card.when, card.extra_when, *(why.when for why in card.why))
            for id_, _ in questions_in(condition)
        }
        if "uur" in said or "uren" in said or "28" in said or OF_HOURS & read:
            yield card.id


def test_no_card_names_hours_or_looks_at_them() -> None:
    assert list(speaking_of_hours(ALMERE.municipality)) == []


@pytest.mark.parametrize(
    "seeded",
    [
        {"lines": ("Beschut werk is 28 uur per week.",)},
        {"short": ("Kun je genoeg uren werken?",)},
        {"when": Condition(question="more_hours", any_of=("step_by_step",))},
    ],
)
def test_a_card_that_names_hours_or_looks_at_them_would_be_found(seeded) -> None:
    first, *others = ALMERE.municipality.cards
    municipality = replace(ALMERE.municipality, cards=(replace(first, **seeded), *others))

    assert list(speaking_of_hours(municipality)) == [first.id]


@pytest.mark.parametrize("person", PEOPLE, ids=[person.who for person in PEOPLE])
def test_hours_lead_nobody_elsewhere(person: Person) -> None:
    there = routed(ALMERE, picked(**person.replies))
    for hours in ("step_by_step", "same", "fewer", "unknown"):
        for days in ("mon-am", "not_yet"):
            told = person.replies | {"start_often": days, "more_hours": hours}
            assert routed(ALMERE, picked(**told)) == there


def test_no_question_asks_for_a_number_of_hours() -> None:
    assert not [text for _, text in texts(ALMERE.questionnaire) if "28" in text]


def test_the_hours_of_2019_stand_once_with_their_year_and_a_way_to_ask() -> None:
    told = [(place, text) for place, text in texts(ALMERE.municipality) if "28" in text]
    section = next(section for section in ALMERE.municipality.about if section.id == "hours")

    assert [place for place, _ in told] == ["hours.lines.2"]
    assert "2019" in told[0][1]
    assert section.lines[3].startswith("Vraag of dat nu nog zo is.")
