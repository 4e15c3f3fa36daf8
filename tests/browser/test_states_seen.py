"""One state for each face of a page, in other colours, with larger letters, and while answering."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import CONTRAST, Report
from tests.browser.behaviour import broken_rules, leaves_by_itself
from tests.browser.chromium import PHONE, SETUP
from tests.browser.layout import clipped_when_spaced, scrolls_sideways
from tests.browser.live import Live
from tests.browser.sight import controls_without_edge, unseen_ticks
from tests.browser.stage import Stage
from tests.browser.states import OF_EACH_KIND, STATES

NARROW = {"width": 320, "height": 640}
LETTERS = {"standard": 16, "fixed": 13}
TWICE = {"standard": 32, "fixed": 26}


@pytest.fixture(scope="module")
def stage(chromium: Browser, live: Live) -> Iterator[Stage]:
    context = chromium.new_context(**SETUP)
    yield Stage(context.new_page(), live)
    context.close()


@pytest.fixture(scope="module", params=OF_EACH_KIND)
def face(request: pytest.FixtureRequest, stage: Stage) -> Page:
    stage.clear()
    STATES[request.param](stage)
    return stage.page


def test_it_can_be_read_in_the_dark(face: Page):
    face.emulate_media(color_scheme="dark")
    complaints = Report(face, *CONTRAST).complaints
    complaints += [one for one in broken_rules(face) if one.startswith("faint")]
    face.emulate_media(color_scheme="light")
    assert complaints == []


def test_controls_and_ticks_show_in_forced_colours(face: Page):
    face.emulate_media(forced_colors="active")
    complaints = controls_without_edge(face) + unseen_ticks(face)
    face.emulate_media(forced_colors="none")
    assert complaints == []


def test_ticks_show_without_colour(face: Page):
    assert unseen_ticks(face) == []


def test_nothing_is_cut_off_when_the_text_is_spaced_out(face: Page):
    face.set_viewport_size(NARROW)
    complaints = clipped_when_spaced(face)
    face.set_viewport_size(PHONE)
    assert complaints == []


def test_letters_can_be_twice_as_large(face: Page):
    settings = face.context.new_cdp_session(face)
    settings.send("Page.setFontSizes", {"fontSizes": TWICE})
    complaints = scrolls_sideways(face) + clipped_when_spaced(face)
    settings.send("Page.setFontSizes", {"fontSizes": LETTERS})
    settings.detach()
    assert complaints == []


def test_answering_sends_nothing(face: Page):
    assert leaves_by_itself(face) == []
