"""A resident on a phone and a coach on a laptop, in one plan at the same time."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPerson
from tests.browser.live import Live
from tests.browser.ready import Ready, empty_draft
from tests.browser.walk import Person
from tests.browser.watch import Watch

LAPTOP = {"viewport": {"width": 1280, "height": 800}}
HOPE, OTHERS_SAY = "Waar hoop je op?", "Wat vinden andere mensen goed aan jou?"
MINE, THEIRS = "Een plek met dieren", "Zij lacht vaak"
SAVED = "Je antwoord is bewaard."
REFUSED = "Dit is nog niet bewaard. Druk op Verder. Dan zie je waarom."
FAILED = "Nog niet bewaard. Heb je internet? Wij proberen het opnieuw. Sluit deze pagina niet."


class Pair:
    """Both people, and the plan that lies open on the phone."""

    def __init__(self, live: Live, resident: Person, coach: Person) -> None:
        self.resident, self.coach = resident, coach
        self.ready = Ready(live, resident.page.context, empty_draft())
        self.ready.let_in(coach.page.context)

    def come_in(self) -> None:
        """Make a code for the coach, who is asked for one."""
        self.resident.go(self.ready.at("/hulpcode/"))
        self.resident.tick("Jobcoach")
        self.resident.press("Maak een hulpcode")
        code = self.resident.page.locator(".code").inner_text()
        self.coach.write(code, "Je code van 16 cijfers")
        self.coach.press("Open mijn plan")

    def both_at(self, question: str) -> None:
        for each in (self.resident, self.coach):
            each.go(self.ready.step(f"question:{question}"))

    def withdraw(self) -> None:
        self.resident.go(self.ready.at("/hulpcode/"))
        self.resident.press("Trek de hulpcode in")

    def stored(self, question: str) -> str:
        self.resident.go(self.ready.step(f"question:{question}"))
        return words(self.resident)


@pytest.fixture
def pair(new_person: NewPerson, live: Live) -> Pair:
    return Pair(live, new_person(), new_person(**LAPTOP))


def words(person: Person) -> str:
    return person.page.locator("textarea").input_value()


def says(person: Person, text: str) -> None:
    expect(person.page.get_by_role("status")).to_have_text(text)


def test_both_write_at_the_same_time_and_nothing_is_lost(pair: Pair):
    pair.resident.go(pair.ready.step("question:hope"))
    pair.coach.go(pair.ready.step("question:others_say"))
    pair.resident.write(MINE)
    pair.coach.write(THEIRS)
    for each in (pair.resident, pair.coach):
        says(each, SAVED)
    pair.coach.press("Verder")
    assert (pair.stored("hope"), pair.stored("others_say")) == (MINE, THEIRS)


def test_of_two_who_change_one_question_at_once_just_one_must_choose(pair: Pair, watch: Watch):
    watch.expect(409)
    pair.both_at("hope")
    for each, text in ((pair.resident, MINE), (pair.coach, THEIRS)):
        each.page.evaluate("text => document.querySelector('textarea').value = text", text)
    for each in (pair.resident, pair.coach):
        each.page.evaluate(PRESS)
    people = (pair.resident, pair.coach)
    for each in people:
        expect(each.page.locator("h1")).not_to_have_text(HOPE)
    (choosing,) = [one for one in people if one.heading == "Welk antwoord wil je houden?"]
    assert MINE in choosing.text
    assert THEIRS in choosing.text
    kept = MINE if choosing is pair.resident else THEIRS
    choosing.press("Houd wat ik net invulde")
    assert pair.stored("hope") == kept


PRESS = """() => { setTimeout(() => {
  const form = document.querySelector('#question');
  form.requestSubmit(form.querySelector('.actions .nl-button--primary'));
}) }"""


def test_withdrawing_while_the_coach_types_is_said_and_keeps_the_words(pair: Pair, watch: Watch):
    watch.expect(401)
    pair.both_at("others_say")
    pair.coach.write(THEIRS)
    says(pair.coach, SAVED)
    pair.withdraw()
    pair.coach.write(THEIRS + " en helpt graag")
    says(pair.coach, REFUSED)
    pair.coach.press("Verder")
    pair.coach.sees("Je plan is gesloten")
    assert "Wat je net typte, is er nog." in pair.coach.text
    assert pair.stored("others_say") == THEIRS
    pair.come_in()
    assert pair.stored("others_say") == THEIRS + " en helpt graag"


def test_a_device_that_was_offline_for_long_overwrites_nobody(pair: Pair, watch: Watch):
    watch.expect(409)
    pair.both_at("hope")
    pair.resident.page.context.set_offline(True)
    pair.resident.write(MINE)
    says(pair.resident, FAILED)
    pair.coach.write(THEIRS)
    pair.coach.press("Verder")
    pair.resident.page.context.set_offline(False)
    says(pair.resident, REFUSED)
    pair.resident.press("Verder")
    pair.resident.sees("Welk antwoord wil je houden?")
    assert MINE in pair.resident.text
    assert THEIRS in pair.resident.text
    pair.resident.press("Houd dit antwoord")
    assert pair.stored("hope") == THEIRS


def test_wiping_while_the_coach_types_says_that_the_plan_is_closed(pair: Pair, watch: Watch):
    watch.expect(401)
    pair.coach.go(pair.ready.step("question:hope"))
    pair.resident.go(pair.ready.at("/wissen"))
    pair.resident.press("Ja, wis alles")
    pair.coach.write(THEIRS)
    says(pair.coach, REFUSED)
    pair.coach.press("Verder")
    pair.coach.sees("Je plan is gesloten")
    pair.coach.go(pair.ready.at("/plan/"))
    pair.coach.sees("Verder met je code")


def test_what_is_the_residents_own_is_refused_plainly(pair: Pair):
    for path in ("/bewaren/", "/bewaren/code", "/hulpcode/", "/hulpcode/code", "/wissen"):
        pair.coach.go(pair.ready.at(path))
        pair.coach.sees("Dit kan alleen de persoon zelf")
    pair.coach.go(pair.ready.step("question:stopped"))
    assert "laatste jaar gestopt" not in pair.coach.page.content()
