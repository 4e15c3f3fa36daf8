"""People in Oss, and which ways to go on they see."""

import pytest

from tests.core.municipalities import EDITIONS
from tests.core.routes import Person, never_shown, walked

OSS = EDITIONS["oss"]
FOR_ALL = "Iedereen in Oss kan hiermee beginnen."

PEOPLE = [
    Person("skipped everything", {}, "orientation", FOR_ALL),
    Person("wants to stay at the day activities",
           {"residence": "yes", "age": "27_66", "week_now": "supported_work", "wishes": "stay"},
           "orientation", FOR_ALL),
    Person("wants rest first, and not to sign up yet",
           {"wishes": "rest", "signing_up": "not_now", "stopped": "no"},
           "orientation", FOR_ALL),
    Person("signs up alone: that steers nothing",
           {"signing_up": "myself", "plan_makers": "start_alone", "support": "fixed_person"},
           "orientation", FOR_ALL),
    Person("over 67 and volunteers",
           {"residence": "yes", "age": "67_up", "wishes": "volunteer"},
           "orientation", FOR_ALL),
    Person("wants paid work soon",
           {"wishes": "paid_work", "paid_work_when": "soon"},
           "orientation", FOR_ALL, "paid_work"),
    Person("wants paid work after practising",
           {"wishes": "paid_work", "paid_work_when": "practise_first"},
           "orientation", FOR_ALL),
    Person("lives in Uden, or anywhere else",
           {"residence": "no", "age": "16_17", "school": "vso", "stopped": "stopped"},
           "elsewhere", "Je zei: ik woon niet in Oss."),
    Person("has no fixed address",
           {"residence": "no_fixed_address"}, "orientation", FOR_ALL, "coach_first"),
    Person("wants help with money beside it",
           {"sort_out_first": "money", "help_order": "both"},
           "orientation", FOR_ALL, "coach_first"),
    Person("wants help with stress first",
           {"sort_out_first": "stress", "help_order": "help_first"},
           "coach_first", "Je wilt eerst hulp bij iets anders.", "orientation"),
    Person("lost a job and wants help with housing first",
           {"sort_out_first": "housing", "help_order": "help_first", "stopped": "stopped"},
           "coach_first", "Je wilt eerst hulp bij iets anders.", "orientation start_again"),
    Person("came back from paid work",
           {"stopped": "stopped", "age": "27_66"},
           "start_again", "Je werk of plek is gestopt.", "orientation"),
    Person("still has work, but it goes badly",
           {"stopped": "struggling", "wishes": "paid_work", "paid_work_when": "soon"},
           "start_again", "Het gaat niet goed op je werk of plek.", "orientation paid_work"),
    Person("17, in special education",
           {"age": "16_17", "school": "vso"},
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
    assert walked(OSS, person) == person


def test_these_people_see_every_card_and_every_reason() -> None:
    assert never_shown(OSS, PEOPLE) == set()
    assert never_shown(OSS, PEOPLE[1:2]) != set()
