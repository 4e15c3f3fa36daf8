"""The browser of these tests sees what is wrong with a page."""

import pytest
from flask import Flask, redirect

from tests.web.browser import Browser
from tests.web.pages import errors_in

GOOD = """<!doctype html>
<html lang="nl" dir="ltr"><head><title>Vraag - Startplan</title></head>
<body><main><h1 id="top">Vraag</h1><form method="post" action="/save">
<label for="a">Naam</label><input id="a" name="a"><a href="#top">op</a>
<label for="b">Ja</label><input type="checkbox" id="b" name="b" value="yes">
<textarea name="c" aria-label="Verhaal">
een
twee</textarea>
<button name="go" value="next">Verder</button><button name="go" value="back">Terug</button>
</form></main></body></html>"""
FAULTS = {
    "an element that is not closed": ("</form>", "</form><p><b>dik</p>"),
    "an attribute twice": ('id="a"', 'id="a" id="x"'),
    "no doctype": ("<!doctype html>", ""),
    "a second main heading": ("<form ", "<h1>Nog een</h1><form "),
    "no main heading": ('<h1 id="top">Vraag</h1>', '<h2 id="top">Vraag</h2>'),
    "an empty heading": (">Vraag</h1>", "></h1>"),
    "an id twice": ('id="b"', 'id="a"'),
    "a label for nothing": ('for="b"', 'for="z"'),
    "a link to nothing": ("#top", "#bottom"),
    "another language": ('lang="nl"', 'lang="en"'),
    "a title without the name": ("Vraag - Startplan", "Vraag"),
    "a script": ("</main>", "</main><script>1</script>"),
    "a style": ("<form ", '<form style="color:red" '),
    "an event": ("<form ", '<form onsubmit="x()" '),
}


@pytest.fixture
def browser() -> Browser:
    """A browser on a site that sends what its own address says."""
    app = Flask("sample")
    app.test_client_class = Browser
    app.add_url_rule("/", "home", lambda: GOOD)
    app.add_url_rule("/titled", "titled", lambda: GOOD.replace("Vraag - ", "Bikkel - "))
    app.add_url_rule("/leads", "leads", lambda: redirect("/?q=Bikkel"))
    return app.test_client()


def test_a_good_page_is_read_as_a_person_reads_it(browser):
    page = browser.visit("/")
    assert (page.heading, page.title) == ("Vraag", "Vraag - Startplan")
    assert page.buttons() == ["Verder", "Terug"]
    assert page.links() == {"op": "#top"}


def test_a_form_sends_what_a_browser_would_send(browser):
    page = browser.visit("/")
    page.tick("Ja")
    page.write("Sam", "Naam")
    sent = [("a", "Sam"), ("b", "yes"), ("c", "een\r\ntwee"), ("go", "next")]
    assert page.form_of("Verder") == ("/save", sent)
    page.tick("Ja")
    assert ("b", "yes") not in page.form_of("Verder")[1]


@pytest.mark.parametrize(("part", "fault"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_seen(browser, part, fault):
    assert part in GOOD
    bad = GOOD.replace(part, fault, 1)
    browser.application.view_functions["home"] = lambda: bad
    with pytest.raises((AssertionError, StopIteration)):
        browser.visit("/")


def test_the_same_tags_with_other_words_are_judged_once():
    first = errors_in(GOOD)
    assert errors_in(GOOD.replace("Vraag", "Antwoord")) is first
    assert errors_in(GOOD.replace("</form>", "")) is not first


@pytest.mark.parametrize("path", ["/?q=Bikkel", "/titled", "/leads"])
def test_own_words_in_a_title_or_an_address_are_seen(browser, path):
    browser.visit(path)
    browser.typed = {"Bikkel"}
    with pytest.raises(AssertionError):
        browser.visit(path)
