"""People in Amsterdam, and which ways to go on they see."""

import pytest

from tests.core.municipalities import EDITIONS
from tests.core.routes import Person, never_shown, walked

AMSTERDAM = EDITIONS["amsterdam"]
FOR_ALL = "Iedereen in Amsterdam mag dit vragen."
FIRST = "Je wilt eerst hulp bij iets anders."

PEOPLE = [
    Person("skipped everything", {}, "orientation", FOR_ALL),
    Person("wants to stay at the day activities",
           {"residence": "yes", "age": "27_66", "week_now": "supported_work", "wishes": "stay"},
           "orientation", FOR_ALL),
    Person("wants from paid work to a place with more rest",
           {"week_now": "paid_work", "wishes": "other_place", "other_place_with": "more_rest"},
           "orientation", FOR_ALL),
    Person("wants from the day activities to a place to learn more",
           {"week_now": "supported_work", "wishes": "other_place",
            "other_place_with": "more_learning"},
           "orientation", FOR_ALL),
    Person("wants time to get used to a place",
           {"wishes": "rhythm", "get_used_to": "hours", "stopped": "no"}, "orientation", FOR_ALL),
    Person("over 67 and volunteers",
           {"age": "67_up", "wishes": "volunteer"}, "orientation", FOR_ALL),
    Person("wants paid work soon",
           {"wishes": "paid_work", "paid_work_when": "soon"},
           "orientation", FOR_ALL, "paid_work"),
    Person("wants an internship first",
           {"wishes": "paid_work", "paid_work_when": "practise_first"}, "orientation", FOR_ALL),
    Person("lives elsewhere",
           {"residence": "no", "age": "16_17", "school": "vso", "stopped": "stopped"},
           "elsewhere", "Je zei: ik woon niet in Amsterdam."),
    Person("has no fixed address",
           {"residence": "no_fixed_address"}, "orientation", FOR_ALL, "coach_first"),
    Person("wants help with money first",
           {"sort_out_first": "money", "help_order": "help_first"},
           "coach_first", FIRST, "orientation"),
    Person("wants help with the family first, and lost a place",
           {"sort_out_first": "home", "help_order": "help_first", "stopped": "stopped"},
           "coach_first", FIRST, "orientation start_again"),
    Person("has debts, and wants a place first",
           {"sort_out_first": "money", "help_order": "place_first"},
           "orientation", FOR_ALL, "coach_first"),
    Person("does not say in which order",
           {"sort_out_first": "home", "help_order": "unknown"},
           "orientation", FOR_ALL, "coach_first"),
    Person("wants no help with anything else",
           {"sort_out_first": "no", "help_order": "help_first"}, "orientation", FOR_ALL),
    Person("came back from paid work",
           {"stopped": "stopped"}, "start_again", "Je werk of plek is gestopt.", "orientation"),
    Person("still has work, but it goes badly",
           {"week_now": "paid_work", "stopped": "struggling"},
           "start_again", "Het gaat niet goed op je werk of plek.", "orientation"),
    Person("18, in special education",
           {"age": "18_26", "school": "vso"},
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
    assert walked(AMSTERDAM, person) == person


def test_these_people_see_every_card_and_every_reason() -> None:
    assert never_shown(AMSTERDAM, PEOPLE) == set()
    assert never_shown(AMSTERDAM, PEOPLE[:1]) != set()


def test_whose_work_goes_badly_reads_not_to_give_it_up_unasked() -> None:
    card = AMSTERDAM.municipality.find_card("start_again")

    assert card is not None
    assert card.lines[-1] == (
        "Heb je nog werk? Zeg het nog niet op. Vraag eerst wat dat doet met je geld."
    )
