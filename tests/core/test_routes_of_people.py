"""Made-up people in each municipality see the ways to go on that they should see."""

import pytest

from tests.core import people_almere, people_amsterdam, people_ede, people_nijmegen, people_oss
from tests.core.municipalities import EDITIONS
from tests.core.routes import Person, never_shown, walked

PEOPLE = {
    "almere": people_almere.PEOPLE,
    "amsterdam": people_amsterdam.PEOPLE,
    "ede": people_ede.PEOPLE,
    "nijmegen": people_nijmegen.PEOPLE,
    "oss": people_oss.PEOPLE,
}
"""By municipality; those of Arnhem stand with the rules that they show (test_routing.py)."""


@pytest.mark.parametrize(
    ("slug", "person"),
    [
        pytest.param(slug, person, id=f"{slug}: {person.who}")
        for slug, people in PEOPLE.items()
        for person in people
    ],
)
def test_each_person_sees_the_expected_cards(slug: str, person: Person) -> None:
    assert walked(EDITIONS[slug], person) == person


@pytest.mark.parametrize("slug", PEOPLE)
def test_these_people_see_every_card_and_every_reason(slug: str) -> None:
    assert never_shown(EDITIONS[slug], PEOPLE[slug]) == set()
    assert never_shown(EDITIONS[slug], PEOPLE[slug][:1]) != set()


def test_every_municipality_has_people() -> None:
    assert PEOPLE.keys() | {"arnhem"} == EDITIONS.keys()
