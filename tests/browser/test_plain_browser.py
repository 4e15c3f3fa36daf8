"""A browser without JavaScript, and what every browser may and may not be made to do."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import NewPerson
from tests.browser.live import Live
from tests.browser.lives import WISHES
from tests.browser.ready import Ready, full_draft
from tests.browser.walk import Person
from tests.browser.watch import Watch

MATRIX = pytest.mark.matrix
TYPED = "Wat ik net typte"
LINE_OF_HEADING = 250
"""Pixels on a small phone above which the question begins, whatever stands in the bars."""

BAD_PAGE = """<!doctype html><title>Bad</title><h1 style="color: red">Bad</h1>
<script>document.title = "ran"</script><img src="/static/none.svg" alt="">
<img src="http://localhost:1/pixel.gif" alt="">"""


@pytest.mark.parametrize("lang", ["nl", *(pytest.param(x, marks=MATRIX) for x in ("ar", "uk"))])
def test_the_whole_short_walk_works_without_javascript(
    new_person: NewPerson, live: Live, lang: str
):
    person = new_person(java_script_enabled=False)
    person.lang = lang
    person.go(live.at("/", lang))
    person.press("Start")
    person.answer("Doe je dit alleen of samen?", "Ik doe het alleen")
    person.answer("Is dit je eigen telefoon of computer?", "Nee, of: weet ik niet")
    person.tell_all([WISHES])
    person.skip_until("Klopt dit?")
    assert WISHES.words in person.text
    person.press("Ja, dit klopt. Verder")
    person.press("Verder")
    person.press("Naar mijn plan")
    assert WISHES.words in person.text
    assert person.download("Download mijn plan (PDF)").read_bytes().startswith(b"%PDF-")
    person.press("Mijn volgende stap")
    person.sees("Dit kun je nu doen")


def test_a_page_is_turned_without_javascript_on_the_smallest_phone(
    new_person: NewPerson, live: Live
):
    person = new_person(java_script_enabled=False, viewport={"width": 320, "height": 640})
    person.go(Ready(live, person.page.context, full_draft()).find("question:hope"))
    person.page.locator("textarea").fill(TYPED)
    heading = person.page.locator("h1").bounding_box()
    assert heading
    assert heading["y"] < LINE_OF_HEADING
    person.press("Taal: Nederlands")
    person.press("العربية")
    assert person.page.locator("html").get_attribute("lang") == "ar"
    assert person.page.locator("textarea").input_value() == TYPED


def test_nothing_is_kept_in_a_browser_before_start(person: Person, live: Live):
    for path in ("/", "/privacy", "/zo-kiezen-wij", "/verder/", "/vragen-op-papier", "/nowhere"):
        person.go(live.at(path))
    context = person.page.context
    assert context.cookies() == []
    assert context.storage_state()["origins"] == []
    person.go(live.start)
    person.press("Start")
    assert [cookie["name"] for cookie in context.cookies()] == ["plan"]


def test_the_watch_over_all_pages_sees_what_is_wrong(chromium: Browser, live: Live):
    context, watch = chromium.new_context(), Watch(live.origin)
    watch.follow(context)
    page = context.new_page()
    policy = page.request.get(live.start).headers["content-security-policy"]
    headers = {"content-type": "text/html", "content-security-policy": policy}
    page.route("**/bad", lambda route: route.fulfill(body=BAD_PAGE, headers=headers))
    page.goto(live.at("/bad"))
    context.close()
    faults = "\n".join(watch.faults)
    assert "404 for" in faults
    assert "inline style" in faults
    assert "inline script" in faults
    assert "localhost:1/pixel.gif" in faults
