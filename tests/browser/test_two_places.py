"""Two screens with one plan, and a plan that closed while someone was typing."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.browser.conftest import NewPerson
from tests.browser.live import Live
from tests.browser.walk import Person
from wizard.web import site as web_site

HOPE = "Waar hoop je op?"
MINE, OTHERS = "Een plek met dieren.", "Een plek met planten."


class LaterClock:
    """What the site's clock says to someone who was away for a while."""

    @staticmethod
    def now(zone: object) -> datetime:
        assert zone is UTC
        return datetime.now(UTC) + timedelta(minutes=31)


def walk_to_the_hope(person: Person, live: Live) -> None:
    person.go(live.start)
    person.press("Start")
    person.skip_until(HOPE)


def make_code(person: Person) -> str:
    person.press_in_menu("Later verder")
    person.press("Maak een code")
    return person.page.locator(".code").inner_text()


def open_with(person: Person, live: Live, code: str) -> None:
    person.go(live.at("/verder/"))
    person.write(code, "Je code van 16 cijfers")
    person.press("Open mijn plan")
    person.press("Verder waar ik was")


@pytest.fixture
def clashing(person: Person, new_person: NewPerson, live: Live) -> Person:
    """Someone who just saved an answer that was changed elsewhere since their page opened."""
    walk_to_the_hope(person, live)
    code = make_code(person)
    person.press("Ik heb de code. Verder")
    elsewhere = new_person()
    open_with(elsewhere, live, code)
    for each in (person, elsewhere):
        each.back_until(HOPE)
    elsewhere.answer(HOPE, words=OTHERS)
    person.answer(HOPE, words=MINE)
    return person


@pytest.mark.matrix  # test_two_screens.py and tests/web/test_clash.py prove the same
@pytest.mark.parametrize(
    ("kept", "button"), [(MINE, "Houd wat ik net invulde"), (OTHERS, "Houd dit antwoord")]
)
def test_nothing_is_lost_when_two_screens_answer_the_same_question(
    clashing: Person, kept: str, button: str
):
    clashing.sees("Welk antwoord wil je houden?")
    assert MINE in clashing.text
    assert OTHERS in clashing.text
    clashing.press(button)
    clashing.back_until(HOPE)
    assert clashing.page.locator("textarea").input_value() == kept


def goes_on_with_what_was_typed(person: Person, code: str) -> None:
    person.press("Verder")
    person.sees("Je plan is gesloten")
    assert "Wat je net typte, is er nog." in person.text
    person.write(code, "Je code van 16 cijfers")
    person.press("Open mijn plan")
    person.back_until(HOPE)
    assert person.page.locator("textarea").input_value() == MINE


@pytest.fixture
def typing(person: Person, live: Live) -> tuple[Person, str]:
    """Someone who has typed and not yet pressed Verder, and their code."""
    walk_to_the_hope(person, live)
    code = make_code(person)
    person.press("Ik heb de code. Verder")
    person.back_until(HOPE)
    person.write(MINE)
    return person, code


def test_what_was_typed_outlives_a_long_pause(
    typing: tuple[Person, str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(web_site, "datetime", LaterClock)
    goes_on_with_what_was_typed(*typing)


def test_what_was_typed_outlives_the_cookie(typing: tuple[Person, str]):
    typing[0].page.context.clear_cookies()
    goes_on_with_what_was_typed(*typing)
