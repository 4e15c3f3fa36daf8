"""The short version with a client, as a coach does it eight times a week: how many presses."""

import pytest

from tests.browser.conftest import NewPerson
from tests.browser.focus import Focus
from tests.browser.live import Live
from tests.browser.walk import Person

LAPTOP = {"viewport": {"width": 1280, "height": 800}}
PRESSES_MOST = 60
WITHOUT_MOUSE_MOST = 200
"""Tab stops at every answer on the way, so that each can be read aloud."""
IN_THE_HEADER = ("Meer", "Alle vragen van dit deel")
STOPS_MOST = 120
HOPE, WORDS = "Een vaste plek met dieren", "Zij is altijd op tijd"


IS_NEAR = """name => [...document.querySelectorAll('input[type=radio]')].some(other =>
  other.name === document.activeElement.name && other.labels[0].innerText.trim() === name)"""
"""Tells whether the arrows lead there: Tab skips the rest of a group of which one is picked."""


class Mouse:
    """Somebody who clicks; `presses` counts everything but the typing itself."""

    def __init__(self, person: Person) -> None:
        self.page = person.page
        self.presses = 0
        self.spent: dict[str, int] = {}

    def choose(self, label: str) -> None:
        """Pick an answer."""
        self.page.locator("main").get_by_label(label, exact=True).first.check()
        self.presses += 1

    def write(self, text: str, label: str) -> None:
        """Go to a box and type in it."""
        self.page.locator("main").get_by_label(label, exact=True).click()
        self.presses += 1
        self.page.keyboard.insert_text(text)

    def unfold(self, name: str) -> None:
        """Open a menu."""
        self.page.locator("summary").get_by_text(name, exact=True).click()
        self.presses += 1

    def press(self, name: str) -> None:
        """Press a button that leads to another page."""
        with self.page.expect_navigation():
            self.page.locator("a:visible, button:visible").get_by_text(name, exact=True).click()
        self.presses += 1

    def ends(self, heading: str) -> None:
        """Note what was spent until this page."""
        assert self.page.locator("h1").inner_text() == heading
        self.spent[heading] = self.presses - sum(self.spent.values())


class Keyboard(Mouse):
    """Somebody who only uses Tab, Space and Enter."""

    def choose(self, label: str) -> None:
        self._reach(label)
        if not self.page.evaluate("document.activeElement.checked"):
            self._key("Space")

    def write(self, text: str, label: str) -> None:
        self._reach(label)
        self.page.keyboard.insert_text(text)

    def unfold(self, name: str) -> None:
        self._reach(name)
        self._key("Enter")

    def press(self, name: str) -> None:
        if name != "Verder" or Focus(self.page).tag != "input":
            self._reach(name)
        with self.page.expect_navigation():
            self._key("Enter")

    def _reach(self, name: str) -> None:
        if name not in IN_THE_HEADER and not Focus(self.page).name:
            self._key("Tab")
            self._key("Enter")  # Naar de inhoud
        for _ in range(STOPS_MOST):
            if Focus(self.page).name == name:
                return
            self._key("ArrowDown" if self.page.evaluate(IS_NEAR, name) else "Tab")
        raise AssertionError(f"Tab never came to {name} on {self.page.title()}")

    def _key(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.presses += 1


def begin(hand: Mouse) -> None:
    hand.press("Start")
    hand.choose("Wij doen het samen")
    hand.press("Verder")
    hand.choose("Jobcoach")
    hand.press("Verder")
    hand.choose("Nee, of: weet ik niet")
    hand.press("Verder")
    hand.ends("Wat wil je graag?")
    hand.unfold("Meer")
    hand.press("Alle vragen van dit deel")
    hand.ends("Ik wil")


def tell_the_parts(hand: Mouse) -> None:
    hand.choose("Meer mensen ontmoeten")
    hand.choose("Dieren")
    hand.write(HOPE, "Waar hoop je op?")
    hand.press("Verder")
    hand.ends("Ik kan")
    hand.choose("Precies werken")
    hand.write(WORDS, "Wil jij er iets bij zeggen?")
    hand.choose("Ja")
    hand.press("Verder")
    hand.ends("Ik heb nodig")
    hand.choose("Een rustige plek")
    hand.choose("Rustig, één ding tegelijk")
    hand.press("Verder")
    hand.ends("Mijn mensen")


def tell_the_rest(hand: Mouse) -> None:
    hand.choose("Ouder")
    hand.press("Verder")
    hand.ends("Het gesprek")
    hand.choose("Van ons samen")
    hand.choose("Familie of een vriend")
    hand.choose("Wat gebeurt er met mijn geld?")
    hand.press("Verder")
    hand.ends("Over mij")
    hand.choose("Ja")
    hand.choose("27 tot en met 66")
    hand.press("Verder")
    hand.ends("De laatste vragen zijn alleen voor jou")


def come_to_the_plan(hand: Mouse) -> None:
    hand.press("Sla deze vragen over")
    hand.press("Ja, dit klopt. Verder")
    hand.press("Verder")
    hand.choose("Dit wil ik graag")
    hand.press("Naar mijn plan")
    hand.ends("Mijn plan")


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        (Mouse, PRESSES_MOST),
        pytest.param(Keyboard, WITHOUT_MOUSE_MOST, marks=pytest.mark.matrix),
    ],
)
def test_the_short_version_takes_a_coach_few_presses(
    kind: type[Mouse], most: int, new_person: NewPerson, live: Live
):
    person = new_person(**LAPTOP)
    person.go(live.start)
    hand = kind(person)
    for chapter in (begin, tell_the_parts, tell_the_rest, come_to_the_plan):
        chapter(hand)
    assert HOPE in person.text
    assert WORDS in person.text
    assert hand.presses <= most, (hand.presses, hand.spent)
