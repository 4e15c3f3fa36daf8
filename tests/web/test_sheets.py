"""Pages of questions are drawn once, for nobody in particular, and filled in for each person."""

import re

from tests.web.plans import alone, give, url_of
from wizard.core.answers import Answer
from wizard.web.questionpages import SHEETS, SHEETS_KEPT
from wizard.web.sheets import Sheet

HOSTILE = "</textarea><script>alert(1)</script>{{ 7*7 }}\0"


def sheets_of(app):
    return app.extensions[SHEETS]._kept


def page(browser, question):
    return browser.get(url_of(browser, f"question:{question}")).text


def test_a_sheet_holds_nothing_of_the_person_for_whom_it_was_drawn(app, client):
    sheets_of(app).clear()
    give(client, alone(hope=Answer(text="Iets met zebravinken", lang="nl", revision=1)))
    shown = page(client, "hope")
    held = "".join(piece for sheet in sheets_of(app).values() for piece in sheet._pieces)
    own = re.findall(r'name="(?:csrf_token|was|step)" value="([^"]+)"', shown)
    assert "zebravinken" in shown
    assert len(own) == 3
    assert not [words for words in (*own, "zebravinken") if words in held]


def test_a_second_person_gets_the_same_sheet_with_their_own_answer(app, client, other):
    sheets_of(app).clear()
    for browser, words in ((client, "Een zebravink"), (other, "Een kanarie")):
        give(browser, alone(hope=Answer(text=words, lang="nl", revision=1)))
    first, second = (page(browser, "hope") for browser in (client, other))
    assert len(sheets_of(app)) == 1
    assert ("Een zebravink" in first, "Een kanarie" in first) == (True, False)
    assert ("Een zebravink" in second, "Een kanarie" in second) == (False, True)


def test_words_on_a_sheet_are_escaped_and_never_read_as_a_template(client):
    give(client, alone(hope=Answer(text=HOSTILE, lang="nl", revision=1)))
    shown = page(client, "hope")
    assert "<script>alert" not in shown
    assert "&lt;/textarea&gt;" in shown
    assert "49" not in shown.split("<textarea", 1)[1].split("</textarea>", 1)[0]


def test_an_address_that_somebody_made_up_draws_no_sheet(app, client):
    give(client, alone())
    sheets_of(app).clear()
    for made_up in ("x", "y", '"><b>'):
        client.get(url_of(client, "question:hope"), query_string={"terug": made_up})
    assert not sheets_of(app)


def test_a_sheet_leaves_room_for_values_alone():
    sheet = Sheet(lambda blank: f"<p>{blank('a').__html__()}</p><b>{blank('b').__html__()}</b>")
    assert sheet.filled({"a": "<1>", "b": 2}) == "<p>&lt;1&gt;</p><b>2</b>"
    assert sheet.filled({"a": "0"}) == "<p>0</p><b></b>"


def test_there_are_no_more_sheets_than_fit_the_memory(app):
    assert app.extensions[SHEETS]._most == SHEETS_KEPT
