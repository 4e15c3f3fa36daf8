"""A page loads the letters of its own language, and of no other, whatever names stand on it."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import PHONE, SETUP
from tests.browser.live import Live
from wizard.i18n import SOURCE_LANGUAGE, letters_of
from wizard.languages import translations

LANGUAGES = (SOURCE_LANGUAGE, *translations())
SCRIPT = re.compile(r"/fonts/([a-z-]+)-[47]00\.")
LATIN = {"latin", "latin-ext"}
SPACED = """() => [...document.querySelectorAll('body *')]
  .filter(tag => getComputedStyle(tag).letterSpacing !== 'normal').length"""


def opened(live: Live, chromium: Browser, lang: str) -> tuple[Page, set[str]]:
    """Open the start page and return it with the scripts whose letters it loaded."""
    page, loaded = chromium.new_page(**{**SETUP, "viewport": PHONE}), set[str]()
    page.on("request", lambda sent: loaded.update(SCRIPT.findall(sent.url)))
    page.goto(live.at("/", lang))
    page.evaluate("document.fonts.ready")
    return page, loaded


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_loads_the_letters_that_it_shows(live: Live, chromium: Browser, lang: str):
    page, loaded = opened(live, chromium, lang)
    page.close()

    own = letters_of(lang) or "latin"
    assert own in loaded
    assert loaded <= {own} | LATIN


def test_no_space_comes_between_arabic_letters(live: Live, chromium: Browser):
    spaced = {}
    for lang in ("ar", "nl"):
        page, _ = opened(live, chromium, lang)
        page.evaluate("document.documentElement.classList.add('room-more')")
        spaced[lang] = page.evaluate(SPACED)
        page.close()

    assert spaced["ar"] == 0 < spaced["nl"]
