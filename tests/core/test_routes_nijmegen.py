"""People in the Rijk van Nijmegen, and which ways to go on they see."""

import pytest

from tests.core.municipalities import EDITIONS
from tests.core.routes import Person, never_shown, walked

NIJMEGEN = EDITIONS["nijmegen"]
FOR_ALL = "Iedereen in het Rijk van Nijmegen kan dit vragen."

PEOPLE = [
    Person("skipped everything", {}, "orientation", FOR_ALL),
    Person("lives in Wijchen and wants to stay at the day activities",
           {"residence": "yes", "week_now": "supported_work", "wishes": "stay"},
           "orientation", FOR_ALL),
    Person("learns to travel alone: that steers nothing",
           {"learning_goals": "travelling_alone", "learning_direction": "self_reliance"},
           "orientation", FOR_ALL),
    Person("grows at work: that steers nothing either",
           {"learning_goals": "trying_work", "learning_direction": "earning"},
           "orientation", FOR_ALL),
    Person("wants to learn nothing now",
           {"learning_goals": "nothing_now", "wishes": "rest"}, "orientation", FOR_ALL),
    Person("wants paid work soon",
           {"wishes": "paid_work", "paid_work_when": "soon"},
           "orientation", FOR_ALL, "paid_work"),
    Person("wants paid work beside the day activities",
           {"wishes": "paid_work", "paid_work_when": "beside_day_activities"},
           "orientation", FOR_ALL),
    Person("lives outside the seven municipalities",
           {"residence": "no", "age": "under_16", "stopped": "struggling"},
           "elsewhere", "Je zei: ik woon niet in het Rijk van Nijmegen."),
    Person("has no fixed address",
           {"residence": "no_fixed_address"}, "orientation", FOR_ALL, "coach_first"),
    Person("would rather tell it in the talk",
           {"sort_out_first": "rather_in_talk"}, "orientation", FOR_ALL, "coach_first"),
    Person("wants help with money first",
           {"sort_out_first": "money", "help_order": "help_first"},
           "coach_first", "Je wilt eerst hulp bij iets anders.", "orientation"),
    Person("paid work was too much for now",
           {"stopped": "stopped", "age": "27_66", "wishes": "other_place"},
           "start_again", "Je werk of plek is gestopt.", "orientation"),
    Person("it goes badly, and home asks for help too",
           {"stopped": "struggling", "sort_out_first": "home", "help_order": "both"},
           "start_again", "Het gaat niet goed op je werk of plek.",
           "orientation coach_first"),
    Person("in the last year of practical school",
           {"age": "16_17", "school": "pro", "wishes": "learn"},
           "school", "Je zit op school of bent net van school.", "orientation"),
    Person("in school, and wants paid work soon",
           {"age": "18_26", "school": "mbo", "wishes": "paid_work", "paid_work_when": "soon"},
           "school", "Je zit op school of bent net van school.", "orientation paid_work"),
    Person("15, and everything at once",
           {"age": "under_16", "school": "vso", "sort_out_first": "home",
            "help_order": "help_first", "stopped": "stopped",
            "wishes": "paid_work", "paid_work_when": "soon"},
           "under_16", "Je bent jonger dan 16.",
           "orientation start_again", "school coach_first paid_work"),
]  # fmt: skip


@pytest.mark.parametrize("person", PEOPLE, ids=[person.who for person in PEOPLE])
def test_each_person_sees_the_expected_cards(person: Person) -> None:
    assert walked(NIJMEGEN, person) == person


def test_these_people_see_every_card_and_every_reason() -> None:
    assert never_shown(NIJMEGEN, PEOPLE) == set()
    assert never_shown(NIJMEGEN, PEOPLE[1:2]) != set()
