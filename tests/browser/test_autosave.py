"""What somebody types is saved while they type, and the page says whether it was."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NewPerson
from tests.browser.live import Live
from tests.browser.ready import Ready, empty_draft
from tests.browser.walk import Person
from tests.browser.watch import Watch

TYPED = "Een moestuin met Bikkel"
SAVED = "Je antwoord is bewaard."
FAILED = "Nog niet bewaard. Heb je internet? Wij proberen het opnieuw. Sluit deze pagina niet."
REFUSED = "Dit is nog niet bewaard. Druk op Verder. Dan zie je waarom."


@pytest.fixture
def typing(new_person: NewPerson, live: Live) -> Person:
    """Somebody at the question what they hope for."""
    person = new_person()
    person.go(Ready(live, person.page.context, empty_draft()).step("question:hope"))
    return person


def says(page: Page, text: str) -> None:
    expect(page.get_by_role("status")).to_have_text(text)


def words(page: Page) -> str:
    return page.locator("textarea").input_value()


def test_what_is_half_typed_is_there_after_closing_the_page(typing: Person):
    says(typing.page, "")
    typing.page.locator("textarea").press_sequentially(TYPED)
    says(typing.page, SAVED)
    address = typing.page.url
    typing.page.goto("about:blank")
    typing.go(address)
    assert words(typing.page) == TYPED


def test_leaving_for_another_app_saves_at_once(typing: Person):
    typing.write(TYPED)
    with typing.page.expect_response(lambda answer: answer.request.method == "POST"):
        typing.page.evaluate("""() => {
          Object.defineProperty(document, 'hidden', {value: true});
          document.dispatchEvent(new Event('visibilitychange'));
        }""")
    says(typing.page, SAVED)


def test_without_internet_it_says_so_and_saves_when_that_is_back(typing: Person, watch: Watch):
    typing.page.context.set_offline(True)
    typing.write(TYPED)
    says(typing.page, FAILED)
    typing.page.get_by_role("button", name="Verder").click()
    typing.sees("Waar hoop je op?")
    assert words(typing.page) == TYPED
    typing.page.context.set_offline(False)
    says(typing.page, SAVED)
    typing.page.reload()
    assert words(typing.page) == TYPED


def test_a_server_in_trouble_is_tried_again(typing: Person, watch: Watch):
    watch.expect(503)
    tries = []

    def fail_once(route: Route) -> None:
        tries.append(1)
        route.fulfill(status=503) if len(tries) == 1 else route.continue_()

    typing.page.route("**/stap/*", fail_once)
    typing.write(TYPED)
    says(typing.page, FAILED)
    says(typing.page, SAVED)
    assert len(tries) == 2


def test_verder_in_the_middle_of_a_save_loses_nothing(typing: Person):
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    typing.page.route("**/stap/*", hold, times=1)
    with typing.page.expect_request("**/stap/*"):
        typing.write(TYPED)
    typing.write(TYPED + " en kippen")
    typing.page.get_by_role("button", name="Verder").click()
    with typing.page.expect_navigation():
        held[0].continue_()
    typing.sees("Wat doe je nu in een gewone week?")
    typing.back()
    assert words(typing.page) == TYPED + " en kippen"


def test_what_only_the_person_can_solve_waits_for_verder(typing: Person, watch: Watch):
    watch.expect(422)
    typing.write("woord " * 400)
    says(typing.page, REFUSED)
    typing.press("Verder")
    assert typing.page.title().startswith("Fout:")
    assert words(typing.page) == ("woord " * 400).strip()


def test_a_question_can_be_changed_after_it_was_saved(typing: Person):
    typing.write(TYPED)
    says(typing.page, SAVED)
    typing.write("Toch iets anders")
    typing.press("Verder")
    typing.back()
    assert words(typing.page) == "Toch iets anders"
