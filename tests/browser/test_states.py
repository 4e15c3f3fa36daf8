"""Every state of every page: what rule engines find, and what they do not."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import states_desk, states_failures, states_municipalities, states_sending
from tests.browser.axe import CONTRAST, Report
from tests.browser.behaviour import (
    answers_given,
    broken_rules,
    loses_focus,
    words_without_language,
)
from tests.browser.chromium import PHONE, SETUP
from tests.browser.layout import (
    clipped_when_spaced,
    near_targets,
    scrolls_sideways,
    small_targets,
    verder_out_of_sight,
)
from tests.browser.live import Live
from tests.browser.stage import ELSEWHERE, Stage
from tests.browser.states import STATES
from tests.browser.states_alike import SIBLINGS
from tests.browser.states_desk import DESK
from tests.browser.states_municipalities import LEADING, MUNICIPALITIES, QUESTIONS, led
from tests.browser.told import TURKISH, WORDS
from tests.browser.watch import Watch
from tests.core.municipalities import EDITIONS
from tests.core.routes import routed

EVERY = {**STATES, **MUNICIPALITIES, **DESK}
ALIKE = states_failures.ALIKE | states_sending.ALIKE | states_desk.ALIKE
ALIKE |= states_municipalities.ALIKE | SIBLINGS
NAMES = [pytest.param(name, marks=pytest.mark.matrix) if name in ALIKE else name for name in EVERY]
ZOOMED = {"width": 320, "height": 256}
"""1280 x 1024 at 400 %: WCAG 1.4.10."""
WIDTHS = (320, 768, 1280)
THEMES = (
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"forced_colors": "active"},
)


@dataclass
class Shown:
    """A page in one state, and what watches over it."""

    name: str
    page: Page
    watch: Watch


@pytest.fixture(scope="module")
def watch(live: Live) -> Watch:
    watch = Watch(live.origin)
    watch.allow(ELSEWHERE)
    watch.allow(live.site.settings.exit_url)
    watch.expect(422)  # an answer that autosave may not keep
    return watch


@pytest.fixture(scope="module")
def stage(chromium: Browser, live: Live, watch: Watch) -> Iterator[Stage]:
    context = chromium.new_context(**SETUP)
    watch.follow(context)
    yield Stage(context.new_page(), live)
    context.close()


@pytest.fixture(scope="module", params=NAMES)
def shown(request: pytest.FixtureRequest, stage: Stage, watch: Watch) -> Shown:
    stage.clear()
    EVERY[request.param](stage)
    return Shown(request.param, stage.page, watch)


def test_what_is_left_to_the_matrix_is_there():
    assert EVERY.keys() >= ALIKE


def test_every_main_card_of_every_municipality_is_looked_at():
    for slug in QUESTIONS:
        municipality = EDITIONS[slug].municipality
        mains = {card.id for card in municipality.cards if card.main}
        shown = {routed(EDITIONS[slug], led(way).answers).main.card.id for way in LEADING.values()}
        assert shown == mains


def hard_to_hit(shown: Shown) -> list[str]:
    """Name what is too small or too near; the desk, at work with a mouse, may be denser."""
    if shown.name in DESK:
        return small_targets(shown.page, least=44)
    return small_targets(shown.page) + near_targets(shown.page)


def test_it_behaves(shown: Shown):
    complaints = broken_rules(shown.page) + words_without_language(shown.page, WORDS, TURKISH)
    if shown.name.endswith(", empty"):
        complaints += answers_given(shown.page)
    assert complaints == []


def test_axe_finds_nothing(shown: Shown):
    assert Report(shown.page).complaints == []


def test_it_fits(shown: Shown):
    shown.page.set_viewport_size(ZOOMED)
    complaints = scrolls_sideways(shown.page)
    shown.page.set_viewport_size(PHONE)
    complaints += scrolls_sideways(shown.page) + hard_to_hit(shown)
    if shown.name.startswith("question:"):
        complaints += verder_out_of_sight(shown.page)
    assert complaints == []


def test_each_error_leads_to_its_field(shown: Shown):
    assert loses_focus(shown.page) == []


def test_nothing_came_from_elsewhere_and_nothing_was_refused(shown: Shown):
    faults = list(shown.watch.faults)
    shown.watch.faults.clear()
    assert faults == []


@pytest.mark.matrix
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: next(iter(theme.values())))
def test_it_is_as_good_in_other_widths_and_colours(shown: Shown, width: int, theme: dict[str, str]):
    page = shown.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(**theme)
    faint = [one for one in broken_rules(page) if one.startswith("faint")]
    complaints = Report(page, *CONTRAST).complaints + faint + scrolls_sideways(page)
    complaints += clipped_when_spaced(page) + hard_to_hit(shown)
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.set_viewport_size(PHONE)
    assert complaints == []
