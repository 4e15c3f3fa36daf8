"""People in Ede, and which ways to go on they see: how to take part steers none of them."""

import pytest

from tests.core.municipalities import EDITIONS
from tests.core.routes import Person, never_shown, routed, walked
from tests.core.village import picked
from wizard.core.path import path_for
from wizard.core.questionnaire import choices_of

EDE = EDITIONS["ede"]
FOR_ALL = "Iedereen in Ede mag dit vragen."

PEOPLE = [
    Person("skipped everything", {}, "orientation", FOR_ALL),
    Person("takes part as now",
           {"residence": "yes", "age": "27_66", "join_in": "as_now", "wishes": "stay"},
           "orientation", FOR_ALL),
    Person("wants rest now",
           {"join_in": "rest", "wishes": "rest", "stopped": "no"}, "orientation", FOR_ALL),
    Person("has a pension and wants to take part at a club",
           {"residence": "yes", "age": "67_up", "join_in": "club"}, "orientation", FOR_ALL),
    Person("wants to learn with a training",
           {"wishes": "learn", "practise_how": "training"}, "orientation", FOR_ALL),
    Person("wants paid work soon",
           {"join_in": "workplace", "wishes": "paid_work", "paid_work_when": "soon"},
           "orientation", FOR_ALL, "paid_work"),
    Person("has a pension and wants paid work soon",
           {"age": "67_up", "wishes": "paid_work", "paid_work_when": "soon"},
           "orientation", FOR_ALL, "paid_work"),
    Person("wants an internship first",
           {"wishes": "paid_work", "paid_work_when": "practise_first",
            "practise_how": "work_internship"},
           "orientation", FOR_ALL),
    Person("lives elsewhere",
           {"residence": "no", "join_in": "neighbourhood", "stopped": "stopped"},
           "elsewhere", "Je zei: ik woon niet in Ede."),
    Person("has no fixed address",
           {"residence": "no_fixed_address"}, "orientation", FOR_ALL, "coach_first"),
    Person("wants help with money beside it",
           {"sort_out_first": "money", "help_order": "both"},
           "orientation", FOR_ALL, "coach_first"),
    Person("wants help with stress first",
           {"sort_out_first": "stress", "help_order": "help_first", "stopped": "struggling"},
           "coach_first", "Je wilt eerst hulp bij iets anders.", "orientation start_again"),
    Person("takes a step back",
           {"stopped": "stopped", "age": "27_66"},
           "start_again", "Je werk of plek is gestopt.", "orientation"),
    Person("has work that goes badly, after the pension",
           {"stopped": "struggling", "age": "67_up"},
           "start_again", "Het gaat niet goed op je werk of plek.", "orientation"),
    Person("17, in practical education",
           {"age": "16_17", "school": "pro", "join_in": "learning"},
           "school", "Je zit op school of bent net van school.", "orientation"),
    Person("15, and everything at once",
           {"age": "under_16", "school": "vso", "sort_out_first": "home",
            "help_order": "place_first", "stopped": "struggling",
            "wishes": "paid_work", "paid_work_when": "soon"},
           "under_16", "Je bent jonger dan 16.",
           "orientation start_again", "school coach_first paid_work"),
]  # fmt: skip


@pytest.mark.parametrize("person", PEOPLE, ids=[person.who for person in PEOPLE])
def test_each_person_sees_the_expected_cards(person: Person) -> None:
    assert walked(EDE, person) == person


def test_these_people_see_every_card_and_every_reason() -> None:
    assert never_shown(EDE, PEOPLE) == set()
    assert never_shown(EDE, PEOPLE[:1]) != set()


def test_how_to_take_part_is_asked_first_of_everyone() -> None:
    steps = path_for(EDE.questionnaire, {}).steps
    asked = [step.key for step in steps if step.part == "want"]

    assert asked[asked.index("question:join_in") :][:2] == ["question:join_in", "question:wishes"]
    assert "question:" not in "".join(asked[: asked.index("question:join_in")])


@pytest.mark.parametrize("person", PEOPLE, ids=[person.who for person in PEOPLE])
def test_how_to_take_part_steers_nobody(person: Person) -> None:
    question = EDE.questionnaire.find_question("join_in")
    there = routed(EDE, picked(**person.replies))

    assert question is not None
    for choice in choices_of(question):
        assert routed(EDE, picked(**person.replies | {"join_in": choice.id})) == there


def test_someone_with_a_pension_sees_what_everybody_sees() -> None:
    for person in PEOPLE:
        if person.replies.get("age") == "67_up":
            other = person.replies | {"age": "27_66"}
            assert routed(EDE, picked(**person.replies)) == routed(EDE, picked(**other))
