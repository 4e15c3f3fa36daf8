"""Larger letters, more room, no pictures: how pages then look, without any script."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import PHONE
from tests.browser.conftest import NewPerson
from tests.browser.layout import scrolls_sideways, small_targets, verder_out_of_sight
from tests.browser.live import Live
from tests.browser.ready import Ready, full_draft
from tests.browser.walk import Person

SIZES = (PHONE, {"width": 320, "height": 640})
WIDE = {"width": 1280, "height": 900}
PLACES = (
    "/",
    "/zo-lees-je-fijn/",
    "question:wishes",
    "question:hope",
    "question:start_often",
    "question:work_style",
    "helper:want",
    "/controle/",
    "/plan/",
    "/volgende-stap/",
    "/bewaren/",
    "/verder/",
    "/vragen-op-papier",
)
BROWSER_LETTERS = {"standard": 32, "fixed": 26}
"""What a reader sets who wants letters of 200 % in all of their browser: WCAG 1.4.4."""


def hold(context: BrowserContext, live: Live, look: str) -> None:
    context.add_cookies([{"name": "weergave", "value": look, "url": live.origin}])


def misfits(page: Page) -> list[str]:
    """Complain about what does not fit or cannot be hit at any of the sizes."""
    complaints = []
    for size in SIZES:
        page.set_viewport_size(size)
        complaints += scrolls_sideways(page) + small_targets(page) + verder_out_of_sight(page)
    return complaints


def height_of(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box
    return box["height"]


@pytest.fixture
def reader(new_person: NewPerson) -> Person:
    return new_person(java_script_enabled=False)


@pytest.mark.parametrize(
    "look",
    ["heel-groot.gewoon.aan", pytest.param("heel-groot.meer.uit", marks=pytest.mark.matrix)],
)
def test_every_kind_of_page_fits_in_this_look(person: Person, live: Live, look: str):
    context = person.page.context
    ready, complaints = Ready(live, context, full_draft()), []
    hold(context, live, look)
    for place in PLACES:
        person.go(ready.find(place))
        complaints += misfits(person.page)
    assert complaints == []


def test_pages_fit_with_letters_of_200_percent_set_in_the_browser(person: Person, live: Live):
    ready = Ready(live, person.page.context, full_draft())
    session = person.page.context.new_cdp_session(person.page)
    session.send("Page.setFontSizes", {"fontSizes": BROWSER_LETTERS})
    complaints = []
    for place in PLACES:
        person.go(ready.find(place))
        complaints += scrolls_sideways(person.page)
    assert person.page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert complaints == []


def test_a_page_that_does_not_fit_is_seen(chromium: Browser):
    page = chromium.new_page()
    page.set_content("<title>Bad</title><p style='width: 60rem'><button>Small</button>")
    assert {complaint.split(" | ")[1] for complaint in misfits(page)} == {"sideways", "small"}
    page.close()


def test_letters_grow_by_a_quarter_and_by_a_half(person: Person, live: Live):
    sizes = []
    for look in ("gewoon.gewoon.aan", "groter.gewoon.aan", "heel-groot.gewoon.aan"):
        hold(person.page.context, live, look)
        person.go(live.at("/privacy"))
        size = person.page.locator("main p").first.evaluate("tag => getComputedStyle(tag).fontSize")
        sizes.append(float(size.removesuffix("px")))
    assert [size / sizes[0] for size in sizes] == pytest.approx([1, 1.25, 1.5], abs=0.01)


def test_the_sample_follows_each_pick_at_once_without_script(reader: Person, live: Live):
    page = reader.page
    reader.go(live.at("/zo-lees-je-fijn/"))
    heights = [height_of(page, ".sample")]
    for pick in ("Groter", "Heel groot", "Meer ruimte"):
        reader.tick(pick)
        heights.append(height_of(page, ".sample"))
    assert heights == sorted(set(heights))
    reader.tick("Uit")
    expect(page.locator(".sample img")).to_be_hidden()
    expect(page.get_by_role("button", name="Bekijk het eerst")).to_be_hidden()


def test_the_sample_can_also_show_less_than_the_page_has(reader: Person, live: Live):
    page = reader.page
    page.set_viewport_size(WIDE)
    reader.go(live.at("/zo-lees-je-fijn/"))
    plain = height_of(page, ".sample__row p")
    hold(page.context, live, "heel-groot.meer.uit")
    reader.go(live.at("/zo-lees-je-fijn/"))
    for pick in ("Gewoon", "Aan"):
        for box in page.get_by_label(pick, exact=True).all():
            box.check()
    expect(page.locator(".sample img")).to_be_visible()
    assert height_of(page, ".sample__row p") == plain


def test_without_pictures_every_answer_keeps_its_words(reader: Person, live: Live):
    page = reader.page
    ready = Ready(live, page.context, full_draft())
    reader.go(ready.step("question:wishes"))
    words = page.locator(".choice__label").all_inner_texts()
    expect(page.locator(".choice img").first).to_be_visible()
    hold(page.context, live, "gewoon.gewoon.uit")
    reader.go(ready.step("question:wishes"))
    assert page.locator(".choice__label").all_inner_texts() == words
    assert page.locator("main img:visible").count() == 0


def test_someone_sets_larger_letters_in_the_middle_and_goes_on(reader: Person, live: Live):
    ready = Ready(live, reader.page.context, full_draft())
    reader.go(ready.step("question:hope"))
    reader.write("Een moestuin")
    reader.press_in_menu("Tekst groter")
    reader.tick("Heel groot")
    reader.press("Zo wil ik het")
    reader.sees("Waar hoop je op?")
    expect(reader.page.locator("html")).to_have_class("letters-huge")
    expect(reader.page.locator("textarea")).to_have_value("Een moestuin")
