"""The faces of pages in other languages: some in one of them, and in the matrix in all."""

from collections.abc import Iterator
from itertools import cycle

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import Report
from tests.browser.behaviour import LANGUAGES, broken_rules, loses_focus, words_without_language
from tests.browser.chromium import PHONE, SETUP
from tests.browser.layout import (
    clipped_when_spaced,
    near_targets,
    scrolls_sideways,
    small_targets,
    verder_out_of_sight,
)
from tests.browser.live import Live
from tests.browser.pseudo_layout import clipped, not_mirrored, overlaps
from tests.browser.sight import unseen_ticks
from tests.browser.stage import ELSEWHERE, Stage
from tests.browser.states import OF_EACH_KIND, STATES
from tests.browser.told import TURKISH, WORDS
from tests.browser.watch import Watch
from wizard.i18n import SOURCE_LANGUAGE, text_direction

ZOOMED = {"width": 320, "height": 256}
"""1280 x 1024 at 400 %: WCAG 1.4.10."""
NARROW = {"width": 320, "height": 640}
TALL = {"width": 360, "height": 6000}
"""All of a page at once, so that the bar that sticks covers nothing of it."""
OTHERS = [lang for lang in LANGUAGES if lang != SOURCE_LANGUAGE]
WHOLE = ("ar", "uk")
"""The languages in which every state is looked at: one from right to left, one in other letters."""
TURNS = cycle(lang for other in OTHERS if other != "ar" for lang in ("ar", other))
"""Every second one from right to left: that changes most about how a page stands."""
PAIRS = list(zip(OF_EACH_KIND, TURNS, strict=False))
ALWAYS = PAIRS[::3]
SAMPLE = [
    pair if pair in ALWAYS else pytest.param(*pair, marks=pytest.mark.matrix) for pair in PAIRS
]
REST = [
    (state, lang)
    for lang in OTHERS
    for state in (STATES if lang in WHOLE else OF_EACH_KIND)
    if (state, lang) not in PAIRS
]


@pytest.fixture(scope="module")
def watch(live: Live) -> Watch:
    watch = Watch(live.origin)
    watch.allow(ELSEWHERE)
    watch.allow(live.site.settings.exit_url)
    watch.expect(422)  # an answer that autosave may not keep
    return watch


@pytest.fixture(scope="module")
def stages(chromium: Browser, live: Live, watch: Watch) -> Iterator[dict[str, Stage]]:
    """For each language somebody who reads it."""
    contexts = {lang: chromium.new_context(**{**SETUP, "locale": lang}) for lang in OTHERS}
    for context in contexts.values():
        watch.follow(context)
    yield {lang: Stage(context.new_page(), live, lang) for lang, context in contexts.items()}
    for context in contexts.values():
        context.close()


def look(stage: Stage, state: str) -> list[str]:
    """Bring the stage into a state and say what is wrong with the page."""
    stage.clear()
    STATES[state](stage)
    page = stage.page
    found = broken_rules(page) + words_without_language(page, WORDS, TURKISH)
    found += loses_focus(page) + unseen_ticks(page)
    page.set_viewport_size(TALL)
    found += Report(page).complaints
    page.set_viewport_size(ZOOMED)
    found += scrolls_sideways(page)
    page.set_viewport_size(NARROW)
    found += [*scrolls_sideways(page), *clipped(page), *clipped_when_spaced(page)]
    page.set_viewport_size(PHONE)
    found += [*small_targets(page), *near_targets(page), *overlaps(page)]
    if state.startswith("question:") and not state.endswith(("error", "errors")):
        found += verder_out_of_sight(page)
    if text_direction(stage.lang) == "rtl":
        found += not_mirrored(page)
    return found


@pytest.mark.parametrize(("state", "lang"), SAMPLE)
def test_each_kind_of_page_holds_in_one_other_language(stages, watch, state: str, lang: str):
    stage = stages[lang]
    assert look(stage, state) + watch.faults == []
    assert stage.page.locator("html").get_attribute("lang") == lang


@pytest.mark.matrix
@pytest.mark.parametrize(("state", "lang"), REST)
def test_every_page_holds_in_every_language(stages, watch, state: str, lang: str):
    assert look(stages[lang], state) + watch.faults == []


def test_every_language_is_looked_at():
    assert {lang for _, lang in ALWAYS} == set(OTHERS)
