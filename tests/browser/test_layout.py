"""Every question fits: on a phone, on a very small screen, with letters four times as large."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import PHONE
from tests.browser.conftest import NewPerson
from tests.browser.journeys import tell_everything, walk_to_the_plan
from tests.browser.layout import (
    clipped_when_spaced,
    near_targets,
    scrolls_sideways,
    small_targets,
    verder_out_of_sight,
)
from tests.browser.live import Live

NARROW = {"width": 320, "height": 640}
ZOOMED = {"width": 320, "height": 256}
"""1280 x 1024 at 400 %: WCAG 1.4.10."""

BAD_PAGE = """<!doctype html><title>Bad</title><body style="margin: 0">
<form id="question" style="padding-top: 2000px"><p class="actions">
<button class="nl-button--primary" style="width: 40px; height: 20px">Verder</button>
<button>Sla over</button></p></form>
<p style="width: 900px">Wide</p>
<p style="width: 90px; height: 20px; overflow: hidden">Just fits here</p>"""


class Inspector:
    """Looks at each page on the way at several sizes, and collects complaints."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.pages = 0

    def look(self, page: Page) -> None:
        self.pages += 1
        page.set_viewport_size(ZOOMED)
        self.complaints += scrolls_sideways(page)
        page.set_viewport_size(NARROW)
        self.complaints += scrolls_sideways(page) + clipped_when_spaced(page)
        page.set_viewport_size(PHONE)
        self.complaints += small_targets(page) + near_targets(page)
        self.complaints += verder_out_of_sight(page)


@pytest.mark.matrix
def test_every_page_on_the_way_fits_a_small_screen(new_person: NewPerson, live: Live):
    inspector = Inspector()
    person = new_person(inspector.look)
    person.go(live.start)
    person.press("Start")
    tell_everything(person)
    walk_to_the_plan(person, "Dit wil ik graag")
    assert inspector.complaints == []
    assert inspector.pages >= 45


def test_the_inspector_finds_what_is_wrong_on_a_bad_page(chromium: Browser):
    inspector, page = Inspector(), chromium.new_page()
    page.set_content(BAD_PAGE)
    inspector.look(page)
    page.close()
    kinds = {complaint.split(" | ")[1] for complaint in inspector.complaints}
    assert kinds == {"sideways", "small", "near", "scroll", "clipped"}
