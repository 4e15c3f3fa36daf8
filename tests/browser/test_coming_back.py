"""Coming back: on an own device, with a PIN, with the code on another one; stopping, wiping."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import NewPerson
from tests.browser.live import Live
from tests.browser.lives import WISHES
from tests.browser.stage import Stage
from tests.browser.told import NOTHING
from tests.browser.walk import Person
from tests.browser.watch import Watch
from wizard.core.answers import Answer

AtProfile = Callable[..., Person]

A_WISH = Answer(text=WISHES.words, lang="nl")
WITH_A_WISH = NOTHING.with_answer("wishes", A_WISH, private=False)


def tell_a_wish(person: Person, live: Live, device: str) -> None:
    person.go(live.start)
    person.press("Start")
    person.answer("Doe je dit alleen of samen?", "Ik doe het alleen")
    person.answer("Is dit je eigen telefoon of computer?", device)
    person.tell_all([WISHES])


def make_code(person: Person) -> str:
    person.press_in_menu("Later verder")
    person.press("Maak een code")
    person.sees("Je code")
    return person.page.locator(".code").inner_text()


def enter_code(person: Person, live: Live, code: str) -> None:
    person.go(live.start)
    person.press("Verder met mijn code")
    person.write(code, "Je code van 16 cijfers")
    person.press("Open mijn plan")


def sees_the_wish(person: Person) -> None:
    person.press("Bekijk mijn antwoorden")
    person.sees("Klopt dit?")
    assert WISHES.words in person.text


@pytest.fixture
def shared(person: Person, live: Live) -> Person:
    """Someone with a wish, at a computer that is not their own."""
    stage = Stage(person.page, live)
    stage.give(WITH_A_WISH)
    for page in ("question:wishes", "question:hope"):
        stage.open(page)
    return person


def test_an_own_device_opens_the_plan_again_by_itself(at_profile: AtProfile, live: Live):
    first = at_profile()
    tell_a_wish(first, live, "Ja")
    first.page.context.close()
    again = at_profile()
    again.go(live.start)
    again.press("Ga verder met dit plan")
    again.sees("Wanneer wil je betaald werk?")
    again.press("Terug")
    again.sees(WISHES.question)
    assert again.page.locator("textarea").input_value() == WISHES.words


def test_a_pin_opens_the_plan_on_an_own_device(at_profile: AtProfile, live: Live):
    first = at_profile()
    tell_a_wish(first, live, "Ja")
    first.press_in_menu("Later verder")
    first.write("2468", "Pincode (mag je leeg laten)")
    first.press("Bewaar op dit apparaat")
    first.page.context.close()
    again = at_profile()
    again.go(live.start)
    again.press("Open het met je pincode")
    again.sees("Typ je pincode")
    again.write("1357", "Pincode")
    again.press("Open mijn plan")
    assert "Je kunt het nog 9 keer proberen." in again.text
    again.write("2468", "Pincode")
    again.press("Open mijn plan")
    again.sees("Welkom terug")
    sees_the_wish(again)


def test_a_shared_device_forgets_the_plan_when_the_browser_closes(
    at_profile: AtProfile, live: Live
):
    first = at_profile()
    tell_a_wish(first, live, "Nee, of: weet ik niet")
    first.page.context.close()
    again = at_profile()
    again.go(live.start)
    assert "Je hebt hier al een plan" not in again.text


def test_a_code_opens_the_plan_in_another_browser(
    shared: Person, new_person: NewPerson, live: Live
):
    code = make_code(shared)
    elsewhere = new_person()
    enter_code(elsewhere, live, code)
    elsewhere.sees("Welkom terug")
    sees_the_wish(elsewhere)


def test_a_mistyped_code_can_be_typed_again(shared: Person, new_person: NewPerson, live: Live):
    code = make_code(shared)
    elsewhere = new_person()
    enter_code(elsewhere, live, code[:-1] + str((int(code[-1]) + 1) % 10))
    assert "Deze code klopt niet." in elsewhere.text
    assert elsewhere.page.title().startswith("Fout: ")
    elsewhere.write(code, "Je code van 16 cijfers")
    elsewhere.press("Open mijn plan")
    elsewhere.sees("Welkom terug")


def test_after_stopping_the_code_still_works_and_back_shows_no_answers(shared: Person, live: Live):
    code = make_code(shared)
    shared.press("Ik heb de code. Verder")
    shared.press_in_menu("Stoppen")
    shared.sees("Wil je stoppen?")
    shared.press("Ja, stop")
    shared.sees("Je bent gestopt")
    for _ in range(5):
        shared.back()
        assert WISHES.words not in shared.page.content()
    enter_code(shared, live, code)
    sees_the_wish(shared)


def test_stopping_without_a_code_says_first_that_the_plan_goes(shared: Person, live: Live):
    shared.press_in_menu("Stoppen")
    assert "Stop je nu? Dan is je plan weg." in shared.text
    shared.press("Stop, en bewaar niets")
    shared.sees("Je bent gestopt")
    shared.go(live.start)
    assert "Je hebt hier al een plan" not in shared.text


def test_wiping_takes_the_plan_and_its_code(shared: Person, live: Live):
    code = make_code(shared)
    shared.press("Ik heb de code. Verder")
    shared.press_in_menu("Alles wissen")
    shared.press("Ja, wis alles")
    shared.sees("Alles is gewist")
    enter_code(shared, live, code)
    assert "Wij vinden geen plan met deze code." in shared.text


def test_leaving_in_a_hurry_shows_another_site_and_closes_the_plan(
    shared: Person, live: Live, watch: Watch
):
    exit_url = live.site.settings.exit_url
    watch.allow(exit_url)
    shared.page.route(f"{exit_url}**", lambda route: route.fulfill(body="<h1>Het weer</h1>"))
    shared.unfold("Nu hulp nodig?")
    shared.page.get_by_role("button", name="Snel weg").click()
    shared.page.wait_for_url(exit_url)
    shared.go(live.start)
    assert "Je hebt hier al een plan" not in shared.text
