"""People in Almere, which ways to go on they see, and that hours decide about none of them."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from tests.core.municipalities import EDITIONS
from tests.core.routes import Person, never_shown, routed, walked
from tests.core.village import picked
from wizard.core.conditions import questions_in
from wizard.core.content import texts
from wizard.core.municipality import Municipality
from wizard.core.questionnaire import Condition

ALMERE = EDITIONS["almere"]
FOR_ALL = "Iedereen in Almere mag dit vragen."
OF_HOURS = {"start_often", "more_hours"}

PEOPLE = [
    Person("skipped everything", {}, "orientation", FOR_ALL),
    Person("starts with one morning and wants no more hours",
           {"residence": "yes", "age": "27_66", "start_often": "mon-am", "more_hours": "same"},
           "orientation", FOR_ALL),
    Person("wants to stay at the day activities",
           {"week_now": "supported_work", "wishes": "stay", "stopped": "no"},
           "orientation", FOR_ALL),
    Person("would rather have help than ideas of their own",
           {"wishes": "rest", "own_ideas": "rather_help"}, "orientation", FOR_ALL),
    Person("over 67 and volunteers",
           {"age": "67_up", "wishes": "volunteer"}, "orientation", FOR_ALL),
    Person("wants paid work soon, on one morning",
           {"wishes": "paid_work", "paid_work_when": "soon", "start_often": "mon-am",
            "more_hours": "fewer"},
           "orientation", FOR_ALL, "paid_work"),
    Person("wants paid work after practising",
           {"wishes": "paid_work", "paid_work_when": "practise_first"}, "orientation", FOR_ALL),
    Person("lives elsewhere",
           {"residence": "no", "age": "under_16", "stopped": "stopped"},
           "elsewhere", "Je zei: ik woon niet in Almere."),
    Person("has no fixed address",
           {"residence": "no_fixed_address"}, "orientation", FOR_ALL, "coach_first"),
    Person("wants help with money beside it",
           {"sort_out_first": "money", "help_order": "both"},
           "orientation", FOR_ALL, "coach_first"),
    Person("wants help with housing first, after a trial that stopped",
           {"sort_out_first": "housing", "help_order": "help_first", "stopped": "stopped"},
           "coach_first", "Je wilt eerst hulp bij iets anders.", "orientation start_again"),
    Person("tried a place that did not fit",
           {"stopped": "stopped", "age": "27_66"},
           "start_again", "Je werk of plek is gestopt.", "orientation"),
    Person("is in a trial that goes badly",
           {"stopped": "struggling", "wishes": "paid_work", "paid_work_when": "soon"},
           "start_again", "Het gaat niet goed op je werk of plek.", "orientation paid_work"),
    Person("18, from practical education",
           {"age": "18_26", "school": "pro"},
           "school", "Je zit op school of bent net van school.", "orientation"),
    Person("15, and everything at once",
           {"age": "under_16", "school": "vso", "sort_out_first": "home",
            "help_order": "place_first", "stopped": "struggling",
            "wishes": "paid_work", "paid_work_when": "soon"},
           "under_16", "Je bent jonger dan 16.",
           "orientation start_again", "school coach_first paid_work"),
]  # fmt: skip


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


@pytest.mark.parametrize("person", PEOPLE, ids=[person.who for person in PEOPLE])
def test_each_person_sees_the_expected_cards(person: Person) -> None:
    assert walked(ALMERE, person) == person


def test_these_people_see_every_card_and_every_reason() -> None:
    assert never_shown(ALMERE, PEOPLE) == set()
    assert never_shown(ALMERE, PEOPLE[:1]) != set()


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
