"""The moments of which `spoken/` keeps what a screen reader gets.

`python -m tests.browser.spoken_scenes` writes the expected files anew. Read the difference as if
you heard it before you commit it.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import SETUP, SWITCHES, find_program
from tests.browser.live import Live, serve_site
from tests.browser.ready import Ready, empty_draft, full_draft
from tests.browser.spoken import Tree, announcements, listen
from tests.browser.standing import MOMENT, standing_clock
from tests.browser.warning import open_warning

FOLDER = Path(__file__).parent / "spoken"
TYPED = "Een moestuin"
TOO_LONG = "woord " * 400
SAVE_SOON = 2_000
"""Milliseconds that the page's clock moves on, to come past a script's waiting."""


@dataclass(frozen=True)
class Scene:
    """A page, what somebody does there, and which part of it is kept ("" keeps announcements)."""

    place: str
    do: Callable[[Page], None] = lambda page: None
    within: str = "main"
    filled: bool = True


def verder(page: Page) -> None:
    """Press Verder, and wait until the page has led the focus to what went wrong."""
    with page.expect_navigation():
        page.get_by_role("button", name="Verder", exact=True).click()
    expect(page.locator(".utrecht-alert--error")).to_be_focused()


def type_too_much(page: Page) -> None:
    """Type more than fits, and go on."""
    page.locator("textarea").fill(TOO_LONG)
    verder(page)


def tick_what_clashes(page: Page) -> None:
    """Tick two answers that exclude each other, and go on."""
    page.get_by_label("Niets", exact=True).check()
    page.get_by_label("Drukte", exact=True).check()
    verder(page)


def open_help(page: Page) -> None:
    """Open the panel of urgent help."""
    page.locator(".help-now summary").click()


def open_more(page: Page) -> None:
    """Open the menu Meer."""
    page.locator(".more-menu summary").click()


def type_on_and_off_line(page: Page) -> None:
    """Type something, lose the internet while typing on, and get it back."""
    said = page.get_by_role("status")
    page.locator("textarea").fill(TYPED)
    page.clock.fast_forward(SAVE_SOON)
    expect(said).to_have_text("Je antwoord is bewaard.")
    page.context.set_offline(True)
    page.locator("textarea").fill(TYPED + " met kippen")
    page.clock.fast_forward(SAVE_SOON)
    expect(said).to_contain_text("Nog niet bewaard.")
    page.context.set_offline(False)
    expect(said).to_have_text("Je antwoord is bewaard.")


def type_too_much_and_wait(page: Page) -> None:
    """Type more than fits, and let the page try to save it."""
    page.locator("textarea").fill(TOO_LONG)
    page.clock.fast_forward(SAVE_SOON)
    expect(page.get_by_role("status")).to_contain_text("Dit is nog niet bewaard.")


def wait_for_warning(page: Page) -> None:
    """Do nothing until the page asks whether somebody is there."""
    open_warning(page)


def wait_and_stay(page: Page) -> None:
    """Ask for more time, first without internet, then with."""
    page.locator("textarea").focus()
    wait_for_warning(page)
    stay = page.get_by_role("button", name="Ik ga verder")
    page.context.set_offline(True)
    stay.click()
    expect(page.get_by_role("alertdialog")).to_contain_text("Dat lukte niet.")
    page.context.set_offline(False)
    stay.click()
    expect(page.get_by_role("alertdialog")).to_be_hidden()


SCENES = {
    "start": Scene("/", within="body", filled=False),
    "one": Scene("question:age", filled=False),
    "one-answered": Scene("question:age"),
    "several": Scene("question:my_questions"),
    "follow-up": Scene("question:talk_with_me"),
    "tiles": Scene("question:support"),
    "scale": Scene("question:work_skills"),
    "pairs": Scene("question:work_style"),
    "week": Scene("question:start_often"),
    "people": Scene("question:people"),
    "text": Scene("question:hope", filled=False),
    "text-error": Scene("question:hope", type_too_much),
    "several-error": Scene("question:exciting", tick_what_clashes),
    "helper": Scene("helper:want"),
    "check": Scene("/controle/"),
    "plan": Scene("/plan/"),
    "next-step": Scene("/volgende-stap/"),
    "help-panel": Scene("question:age", open_help, ".help-now"),
    "more-menu": Scene("question:age", open_more, ".more-menu"),
    "time-out-dialog": Scene("question:hope", wait_for_warning, "dialog"),
    "autosave-announced": Scene("question:hope", type_on_and_off_line, "", filled=False),
    "autosave-refused-announced": Scene("question:hope", type_too_much_and_wait, "", filled=False),
    "error-announced": Scene("question:hope", type_too_much, ""),
    "time-out-announced": Scene("question:hope", wait_and_stay, ""),
}
TIMED = {name for name, scene in SCENES.items() if scene.do.__name__.count("wait")}
TIMED |= {"autosave-announced"}


def play(live: Live, browser: Browser, name: str) -> Page:
    """Return a page at a moment; the site's clock has to stand."""
    scene = SCENES[name]
    page = browser.new_context(**SETUP).new_page()
    listen(page)
    if name in TIMED:
        page.clock.install()
    draft = full_draft() if scene.filled else empty_draft()
    ready = Ready(live, page.context, draft, moment=MOMENT)
    if scene.place == "/":
        page.context.clear_cookies()
    page.goto(ready.find(scene.place))
    scene.do(page)
    return page


def heard(page: Page, name: str) -> list[str]:
    """Return what a screen reader gets at a moment, line by line."""
    within = SCENES[name].within
    return Tree(page, within).lines() if within else announcements(page)


def expected(name: str) -> list[str]:
    """Return what was heard when somebody last listened."""
    return _path(name).read_text(encoding="utf-8").splitlines()


def _path(name: str) -> Path:
    return FOLDER / f"{name}.txt"


def _every(live: Live, browser: Browser) -> Iterator[tuple[str, list[str]]]:
    for name in SCENES:
        page = play(live, browser, name)
        yield name, heard(page, name)
        page.context.close()


def main() -> None:
    """Write all expected files anew."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    with (
        standing_clock(),
        tempfile.TemporaryDirectory() as folder,
        serve_site(Path(folder)) as live,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_program(), args=SWITCHES)
        for name, lines in _every(live, browser):
            _path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        browser.close()


if __name__ == "__main__":
    main()
