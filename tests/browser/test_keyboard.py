"""The whole short walk with a keyboard alone, and what the focus shows on the way."""

import pytest
from playwright.sync_api import Page

from tests.browser.focus import Focus
from tests.browser.live import Live
from tests.browser.stage import Stage
from tests.browser.told import NOTHING
from tests.browser.walk import Person
from tests.browser.warning import open_warning
from tests.browser.words import in_language
from wizard.i18n import SOURCE_LANGUAGE

STOPS_MOST = 60


class Typist:
    """A person without a mouse: Tab, Space, Enter and the arrows."""

    def __init__(self, page: Page, lang: str = SOURCE_LANGUAGE) -> None:
        self.page = page
        self.lang = lang
        self.hidden: list[str] = []

    def key(self, key: str) -> None:
        self.page.keyboard.press(key)

    def enter(self) -> None:
        with self.page.expect_navigation():
            self.key("Enter")

    def tab_to(self, name: str) -> Focus:
        """Go on with Tab to what has this Dutch name; note what cannot be seen on the way."""
        name = in_language(name, self.lang)
        for _ in range(STOPS_MOST):
            self.key("Tab")
            focus = Focus(self.page)
            if focus.covered or focus.outside:
                self.hidden.append(f"{self.page.title()}: {focus.name}")
            if focus.name == name:
                return focus
        raise AssertionError(f"Tab never came to {name} on {self.page.title()}")

    def tick(self, name: str) -> None:
        self.tab_to(name)
        self.key("Space")

    def fill(self, name: str, text: str) -> None:
        self.tab_to(name)
        self.page.keyboard.type(text)

    def follow(self, name: str) -> None:
        self.tab_to(name)
        self.enter()

    def sees(self, heading: str) -> None:
        assert self.page.locator("h1").inner_text() == in_language(heading, self.lang)

    def skip_until(self, heading: str) -> None:
        """Walk on from page to page with what stands at its end."""
        for _ in range(STOPS_MOST):
            if self.page.locator("h1").inner_text() == in_language(heading, self.lang):
                return
            words = in_language("Sla over", self.lang)
            pass_by = self.page.get_by_role("button", name=words, exact=True).count()
            self.follow("Sla over" if pass_by else "Verder")
        raise AssertionError(f"{heading} never came")


@pytest.fixture
def typist(person: Person, live: Live) -> Typist:
    person.go(live.start)
    return Typist(person.page)


def answer_the_first_questions(typist: Typist) -> None:
    typist.follow("Start")
    typist.tick("Ik doe het alleen")
    typist.enter()
    typist.sees("Is dit je eigen telefoon of computer?")
    typist.tab_to("Ja")
    typist.key("ArrowDown")
    no = in_language("Nee, of: weet ik niet", typist.lang)
    assert typist.page.get_by_label(no).is_checked()
    typist.enter()
    typist.sees("Wat wil je graag?")
    typist.tick("Iets leren")
    typist.fill("Iets anders? Schrijf het hier op.", "Lassen.")
    typist.key("Enter")
    typist.page.keyboard.type("En solderen.")
    typist.follow("Verder")


def test_the_whole_short_walk_works_with_a_keyboard_alone(typist: Typist):
    answer_the_first_questions(typist)
    typist.skip_until("Klopt dit?")
    assert "Lassen.\nEn solderen." in typist.page.locator("main").inner_text()
    typist.follow("Ja, dit klopt. Verder")
    typist.tick("Ja, dit mag op mijn papier : Wat wil je graag?")
    typist.follow("Verder")
    typist.follow("Naar mijn plan")
    typist.sees("Mijn plan")
    assert "Lassen." not in typist.page.locator("main").inner_text()
    typist.follow("Mijn volgende stap")
    typist.sees("Dit kun je nu doen")
    assert typist.hidden == []


@pytest.mark.matrix
@pytest.mark.parametrize("lang", ["ar", "uk"])
def test_the_questions_can_be_answered_with_a_keyboard_in_other_languages(
    person: Person, live: Live, lang: str
):
    person.go(live.at("/", lang))
    typist = Typist(person.page, lang)
    answer_the_first_questions(typist)
    typist.skip_until("Klopt dit?")
    assert "Lassen.\nEn solderen." in typist.page.locator("main").inner_text()
    assert typist.hidden == []


@pytest.fixture
def at_step(person: Person, live: Live) -> Typist:
    """Somebody at a question of which a word is explained."""
    stage = Stage(person.page, live)
    stage.give(NOTHING)
    stage.open("question:who_comes")
    return Typist(person.page)


def test_the_help_panel_opens_and_closes_with_a_keyboard(at_step: Typist):
    at_step.tab_to("Nu hulp nodig?")
    at_step.key("Enter")
    assert at_step.tab_to("Snel weg").is_ringed()
    at_step.tab_to("Terug")
    for _ in range(STOPS_MOST):
        at_step.key("Shift+Tab")
        if Focus(at_step.page).name == "Nu hulp nodig?":
            break
    at_step.key("Space")
    at_step.key("Tab")
    assert Focus(at_step.page).name == "Terug"
    assert at_step.hidden == []


def test_the_menu_and_a_word_open_with_a_keyboard(at_step: Typist):
    word = at_step.page.locator(".term > summary").first.inner_text()
    at_step.tab_to(word)
    at_step.key("Enter")
    assert at_step.page.locator(".term[open] p").is_visible()
    at_step.page.locator("body").evaluate("() => document.activeElement.blur()")
    at_step.tab_to("Meer")
    at_step.key("Space")
    assert at_step.tab_to("Alles wissen").is_ringed()
    at_step.key("Shift+Tab")
    at_step.enter()
    at_step.sees("Wil je stoppen?")
    assert at_step.hidden == []


def test_the_warning_holds_the_focus_until_it_is_answered(at_step: Typist):
    at_step.tab_to("Ik kom alleen")
    open_warning(at_step.page)
    names = set()
    for _ in range(5):
        focus = Focus(at_step.page)
        names.add(focus.name)
        assert not focus.name or focus.is_ringed()
        at_step.key("Tab")
    assert names - {""} == {"Ik ga verder", "Bewaar mijn plan"}
    at_step.page.get_by_role("button", name="Ik ga verder").focus()
    at_step.key("Enter")
    at_step.page.locator("#time-out").wait_for(state="hidden")
    assert Focus(at_step.page).name == "Ik kom alleen"


def test_the_focus_shows_in_forced_colours(person: Person, live: Live):
    person.page.emulate_media(forced_colors="active")
    stage = Stage(person.page, live)
    stage.give(NOTHING)
    stage.open("question:work_kinds")
    assert faint_stops(person.page, set()) == []


def test_tab_follows_the_page_from_top_to_bottom(typist: Typist):
    typist.follow("Start")
    typist.sees("Doe je dit alleen of samen?")
    names = []
    while (focus := Focus(typist.page)).name != "Sla over":
        names.append(focus.name)
        typist.key("Tab")
    assert names == [
        "",
        "Naar de inhoud",
        "Startplan Arnhem",
        "Nu hulp nodig?",
        "Terug",
        "Taal: Nederlands",
        "Meer",
        "Ik doe het alleen",
        "Verder",
    ]


PAGES = (
    "question:mode",
    "question:wishes",
    "question:work_kinds",
    "question:hope",
    "question:people",
    "/controle/",
)


def test_the_focus_is_a_ring_that_can_be_seen(person: Person, live: Live):
    tested: set[str] = set()
    person.go(live.start)
    unseen = faint_stops(person.page, tested)
    stage = Stage(person.page, live)
    stage.give(NOTHING)
    for page in PAGES:
        stage.open(page)
        unseen += faint_stops(person.page, tested)
    assert unseen == []
    assert len(tested) > 3 * len(PAGES)


def faint_stops(page: Page, tested: set[str]) -> list[str]:
    """Go through the page with Tab; return the stops at which no ring shows.

    What was tested on an earlier page, such as the footer, is not looked at again.
    """
    faint, here = [], set()
    for _ in range(STOPS_MOST):
        page.keyboard.press("Tab")
        focus = Focus(page)
        if not focus.name or focus.name in here:
            return faint
        here.add(focus.name)
        if focus.name not in tested and not focus.is_ringed():
            faint.append(f"{page.title()}: {focus.name}")
        tested.add(focus.name)
    raise AssertionError("Tab found no end")


def test_a_page_without_rings_is_found_faint(person: Person):
    person.page.set_content("<button style='outline: 0'>Bad</button><button>Good</button>")
    assert faint_stops(person.page, set()) == [": Bad"]


def test_a_language_is_chosen_with_the_keyboard_alone(typist: Typist):
    typist.follow("Start")
    typist.tick("Ik doe het alleen")
    while Focus(typist.page).name != "Taal: Nederlands":
        typist.key("Shift+Tab")
    typist.enter()
    typist.sees("Kies je taal")
    typist.follow("العربية")
    assert typist.page.locator("html").get_attribute("dir") == "rtl"
    assert typist.page.locator("[value=alone]").is_checked()
    assert typist.hidden == []
