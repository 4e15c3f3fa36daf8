"""Five minutes before a session ends the page asks; whoever answers loses nothing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import NewPerson
from tests.browser.live import Live
from tests.browser.ready import Ready, empty_draft
from tests.browser.walk import Person
from tests.browser.watch import Watch
from wizard.web import site

TYPED = "Een hond die Bikkel heet"
Later = Callable[[Page, int], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Return a function that lets minutes pass, for the site and for one page."""
    ahead = timedelta()

    class Clock:
        @staticmethod
        def now(zone: object) -> datetime:
            return datetime.now(UTC) + ahead

    def pass_minutes(page: Page, minutes: int) -> None:
        nonlocal ahead
        ahead += timedelta(minutes=minutes)
        page.clock.fast_forward(minutes * 60_000)

    monkeypatch.setattr(site, "datetime", Clock)
    return pass_minutes


@pytest.fixture
def typing(new_person: NewPerson, live: Live) -> Person:
    """Somebody at the question what they hope for, with a clock that a test can move."""
    person = new_person()
    person.page.clock.install()
    person.go(Ready(live, person.page.context, empty_draft()).step("question:hope"))
    return person


def warning(person: Person) -> Locator:
    return person.page.get_by_role("alertdialog", name="Ben je er nog?")


def test_it_comes_five_minutes_before_and_staying_takes_it_away(typing: Person, later: Later):
    typing.page.locator("textarea").focus()
    later(typing.page, 24)
    expect(warning(typing)).to_be_hidden()
    later(typing.page, 2)
    expect(warning(typing)).to_be_visible()
    expect(typing.page.get_by_role("button", name="Ik ga verder")).to_be_focused()
    typing.page.keyboard.press("Enter")
    expect(warning(typing)).to_be_hidden()
    expect(typing.page.locator("textarea")).to_be_focused()
    later(typing.page, 24)
    typing.press("Verder")
    typing.sees("Wat doe je nu in een gewone week?")


def test_escape_means_that_somebody_is_there(typing: Person, later: Later):
    later(typing.page, 26)
    expect(warning(typing)).to_be_visible()
    with typing.page.expect_response("**/tijd/"):
        typing.page.keyboard.press("Escape")
    expect(warning(typing)).to_be_hidden()


def test_keeping_the_plan_from_the_warning_saves_what_is_typed(typing: Person, later: Later):
    later(typing.page, 26)
    expect(warning(typing)).to_be_visible()
    typing.page.evaluate(
        "text => { document.querySelector('textarea').value = text }", TYPED
    )  # behind the open warning nobody can type
    with typing.page.expect_navigation():
        typing.page.get_by_role("link", name="Bewaar mijn plan").click()
    typing.sees("Bewaar je plan")
    typing.back()
    assert typing.page.locator("textarea").input_value() == TYPED


def test_another_tab_that_is_used_puts_the_warning_off(typing: Person, later: Later):
    later(typing.page, 20)
    second = Person(typing.page.context.new_page())
    second.go(typing.page.url)
    second.press("Sla over")
    with typing.page.expect_response("**/tijd/"):
        later(typing.page, 6)
    expect(warning(typing)).to_be_hidden()


def test_nobody_there_leaves_nothing_on_the_screen(typing: Person, later: Later):
    typing.write(TYPED)
    typing.page.clock.fast_forward(2_000)
    expect(typing.page.get_by_role("status")).to_have_text("Je antwoord is bewaard.")
    later(typing.page, 26)
    expect(warning(typing)).to_be_visible()
    with typing.page.expect_navigation():
        later(typing.page, 5)
    typing.sees("Je plan is gesloten")
    assert TYPED not in typing.page.content()


def test_what_could_not_be_saved_goes_along_to_the_next_page(
    typing: Person, later: Later, watch: Watch
):
    watch.expect(401)
    typing.page.route("**/stap/*", lambda route: route.abort())
    typing.write(TYPED)
    typing.page.clock.fast_forward(2_000)
    expect(typing.page.get_by_role("status")).to_contain_text("Nog niet bewaard.")
    typing.page.unroute("**/stap/*")
    with typing.page.expect_navigation():
        later(typing.page, 31)
    typing.sees("Je plan is gesloten")
    assert typing.page.locator("input[name=text]").input_value() == TYPED
    assert TYPED not in typing.text


def test_staying_without_internet_says_what_to_do(typing: Person, later: Later):
    later(typing.page, 26)
    typing.page.route("**/tijd/", lambda route: route.abort())
    typing.page.get_by_role("button", name="Ik ga verder").click()
    says = typing.page.get_by_role("alert")
    expect(says).to_have_text("Dat lukte niet. Heb je internet? Druk nog een keer.")
    typing.page.unroute("**/tijd/")
    typing.page.get_by_role("button", name="Ik ga verder").click()
    expect(warning(typing)).to_be_hidden()


def test_a_session_at_its_very_end_can_only_be_kept(typing: Person, later: Later):
    def almost_over(route: Route) -> None:
        route.fulfill(json={**route.fetch().json(), "left": 120})

    typing.page.route("**/tijd/", almost_over)
    later(typing.page, 26)
    typing.page.get_by_role("button", name="Ik ga verder").click()
    expect(typing.page.get_by_role("alert")).to_contain_text("Bewaar je plan met een code.")
    expect(typing.page.get_by_role("button", name="Ik ga verder")).to_be_hidden()
    expect(typing.page.get_by_role("link", name="Bewaar mijn plan")).to_be_focused()
