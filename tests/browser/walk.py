"""A person in front of a browser: reads headings, ticks labels, types words, presses buttons."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.words import in_language
from wizard.i18n import SOURCE_LANGUAGE

Look = Callable[[Page], None]
"""What a person checks on each page that opens."""


@dataclass(frozen=True)
class Told:
    """What someone answers to one question, all of it by the words that stand on the page.

    `rows` picks one answer under each small heading, `lines` fills the boxes with a label of
    their own, `words` the one big box.
    """

    question: str
    picks: tuple[str, ...] = ()
    words: str = ""
    rows: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, str] = field(default_factory=dict)


class Person:
    """One person with one open page. Each press waits until the next page has come.

    Who reads the pages in another language finds there what is asked for in Dutch.
    """

    def __init__(self, page: Page, look: Look | None = None, lang: str = SOURCE_LANGUAGE) -> None:
        """Take the page; `look` is called with every page that opens."""
        self.page = page
        self.lang = lang
        self._look = look

    def reads(self, text: str) -> str:
        """Return what a Dutch text is on the pages of this person."""
        return in_language(text, self.lang)

    @property
    def heading(self) -> str:
        """The one heading of the page."""
        return self.page.locator("h1").inner_text().strip()

    @property
    def text(self) -> str:
        """What stands on the page below the header."""
        return self.page.locator("main").inner_text()

    def go(self, address: str) -> None:
        """Type an address."""
        self.page.goto(address)
        self._looks()

    def press(self, text: str) -> None:
        """Press the button or follow the link with this text."""
        with self.page.expect_navigation():
            self._pressable(text).click()
        self._looks()

    def back(self) -> None:
        """Use the back button of the browser."""
        self.page.go_back()
        self._looks()

    def unfold(self, text: str) -> None:
        """Open a menu or an explanation."""
        self.page.locator("summary").get_by_text(self.reads(text), exact=True).first.click()

    def press_in_menu(self, text: str) -> None:
        """Open the menu Meer and press what stands there."""
        self.unfold("Meer")
        self.press(text)

    def sees(self, heading: str) -> None:
        """Check that this is the page with this heading."""
        expect(self.page.locator("h1")).to_have_text(self.reads(heading))

    def tick(self, label: str, within: Locator | None = None) -> None:
        """Tick a box or pick an answer by its label."""
        (within or self.page.locator("main")).get_by_label(self.reads(label), exact=True).check()

    def write(self, text: str, label: str = "") -> None:
        """Type into the box with this label; without a label, into the one big box."""
        main = self.page.locator("main")
        named = main.get_by_label(self.reads(label), exact=True)
        (named if label else main.locator("textarea")).fill(text)

    def tell(self, told: Told) -> None:
        """Answer the question on the page, without pressing anything yet."""
        self.sees(told.question)
        for label in told.picks:
            self.tick(label)
        for legend, label in told.rows.items():
            self.tick(label, self.page.get_by_role("group", name=self.reads(legend), exact=True))
        for label, text in told.lines.items():
            self._open_around(label)
            self.write(text, label)
        if told.words:
            self.write(told.words)

    def answer(self, question: str, *picks: str, words: str = "") -> None:
        """Answer a question and press Verder."""
        self.tell(Told(question, picks, words))
        self.press("Verder")

    def tell_all(self, told: Iterable[Told]) -> None:
        """Answer these questions one after the other."""
        for one in told:
            self.tell(one)
            self.press("Verder")

    def skip_until(self, heading: str, most: int = 60) -> None:
        """Press Sla over, or Verder where nothing is asked, until this heading comes."""
        for _ in range(most):
            if self.heading == self.reads(heading):
                return
            pass_by = self.page.get_by_role("button", name=self.reads("Sla over"), exact=True)
            self.press("Sla over" if pass_by.count() else "Verder")
        raise AssertionError(f"{heading} never came; the last page was {self.heading}")

    def back_until(self, heading: str, most: int = 10) -> None:
        """Press Terug until this heading comes."""
        for _ in range(most):
            if self.heading == self.reads(heading):
                return
            self.press("Terug")
        raise AssertionError(f"{heading} never came; the last page was {self.heading}")

    def download(self, text: str) -> Path:
        """Press a link that gives a file, and return where the file is."""
        with self.page.expect_download() as coming:
            self._pressable(text).click()
        return Path(coming.value.path())

    def _pressable(self, text: str) -> Locator:
        name = re.compile(rf"^{re.escape(self.reads(text))}(:|$)")
        buttons = self.page.get_by_role("button", name=name)
        return buttons.or_(self.page.get_by_role("link", name=name)).first

    def _open_around(self, label: str) -> None:
        """Unfold what hides a box, as a person does who sees its title."""
        box = self.page.get_by_label(self.reads(label), exact=True)
        if not box.is_visible():
            self.page.locator("details", has=box).locator("summary").click()

    def _looks(self) -> None:
        if self._look:
            self._look(self.page)
