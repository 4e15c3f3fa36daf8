"""A screen reader gets what was listened to and found good, and hears nothing twice."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.live import Live
from tests.browser.spoken import Tree, announcements, listen
from tests.browser.spoken_scenes import FOLDER, SCENES, expected, heard, play
from tests.browser.standing import standing_clock

BAD_PAGE = """<!doctype html><title>Bad</title><main>
<label for="a">Ouder of 65</label><input id="a" type="checkbox" aria-describedby="b">
<p id="b">of 65</p>
<fieldset aria-describedby="c"><legend>Kies</legend><p id="c">Een vinkje te veel.</p>
<button aria-describedby="c">Weg</button></fieldset></main>"""
TALKING = """<!doctype html><p role="status"></p><p aria-live="assertive"></p>
<dialog aria-labelledby="t"><h2 id="t">Ben je er nog?</h2><button>Ja</button></dialog>"""


@pytest.fixture
def at(live: Live, chromium: Browser) -> Iterator:
    """Return a function that opens a page at a moment."""
    pages: list[Page] = []

    def open_at(name: str) -> Page:
        pages.append(play(live, chromium, name))
        return pages[-1]

    with standing_clock():
        yield open_at
    for page in pages:
        page.context.close()


@pytest.mark.parametrize("name", SCENES)
def test_a_screen_reader_gets_what_was_found_good(at, name: str):
    page = at(name)
    again = "read the difference, then run python -m tests.browser.spoken_scenes"
    assert heard(page, name) == expected(name), again
    if SCENES[name].within:
        assert list(Tree(page, SCENES[name].within).said_twice()) == []


def test_nothing_is_kept_that_no_moment_needs():
    assert {path.stem for path in FOLDER.iterdir()} == set(SCENES)


def test_what_is_said_twice_is_found(chromium: Browser):
    page = chromium.new_page()
    page.set_content(BAD_PAGE)
    tree = Tree(page)
    page.close()
    assert tree.lines() == [
        "main",
        '  checkbox, "Ouder of 65", described: of 65, not checked',
        "  paragraph",
        '    "of 65"',
        '  group, "Kies", described: Een vinkje te veel.',
        "    paragraph",
        '      "Een vinkje te veel."',
        '    button, "Weg", described: Een vinkje te veel.',
    ]
    assert [line.split(",")[0] for line in tree.said_twice()] == ["checkbox", "button"]


def test_what_is_announced_is_heard_in_order(chromium: Browser):
    page = chromium.new_page()
    listen(page)
    page.route("**/*", lambda route: route.fulfill(body=TALKING, content_type="text/html"))
    page.goto("http://talking.invalid/")
    page.evaluate("document.querySelector('[role=status]').textContent = 'Bewaard'")
    page.evaluate("document.querySelector('[aria-live]').textContent = 'Fout'")
    page.evaluate("document.querySelector('dialog').showModal()")
    page.evaluate("document.querySelector('dialog').close()")
    heard_now = announcements(page)
    page.close()
    assert heard_now == [
        "status: Bewaard",
        "assertive: Fout",
        "focus: Ja",
        "opens: Ben je er nog?",
        "closes: Ben je er nog?",
    ]
