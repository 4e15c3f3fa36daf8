"""What a page saves by itself while somebody types: kept like a press of Verder, but it stays."""

import re

import pytest

from tests.web.browser import PLACE
from tests.web.plans import alone, ask, draft_in, give, open_too, together, url_of
from wizard.core.answers import Answer

TYPED = "Half getypt"


def autosave(browser, *told):
    """Send what the page's script sends: the form as it is, with `autosave` for a button."""
    action, fields = browser.page.form_of("Verder")
    fields = [pair for pair in fields if pair[0] not in {"go", *(name for name, _ in told)}]
    return browser.send(action, [*fields, *told, ("go", "autosave")])


@pytest.fixture
def typing(client):
    """Let somebody be on the page of a question with a box to write in."""
    give(client, alone(hope=Answer()))
    ask(client, "hope")
    return client


def test_it_saves_and_tells_the_next_revision_without_leaving(typing):
    reply = autosave(typing, ("text", TYPED))
    stored = draft_in(typing).answers["hope"]
    assert (reply.status_code, int(reply.json["revision"])) == (200, stored.revision)
    assert stored.text == TYPED
    assert reply.location is None


def test_verder_builds_on_what_was_saved_meanwhile(typing):
    held = autosave(typing, ("text", TYPED)).json
    action, fields = typing.page.form_of("Verder")
    sent = dict(fields) | {"text": TYPED + " en af"} | held
    assert typing.send(action, list(sent.items())).status_code == 303
    assert draft_in(typing).answers["hope"].text == TYPED + " en af"


def test_a_question_left_empty_stays_open(client):
    give(client, alone())
    ask(client, "work_kinds")
    assert autosave(client).status_code == 200
    assert "work_kinds" not in draft_in(client).answers


def test_another_device_is_not_overwritten(typing, other):
    open_too(typing, other)
    ask(other, "hope")
    other.write("Daar stond al iets")
    other.press("Verder")
    reply = autosave(typing, ("text", TYPED))
    assert (reply.status_code, reply.data) == (409, b"")
    assert draft_in(typing).answers["hope"].text == "Daar stond al iets"


def test_a_change_taken_back_makes_an_old_page_no_newer(typing, other):
    open_too(typing, other)
    ask(other, "hope")
    other.write("Daar stond al iets")
    other.press("Verder")
    before = dict(typing.page.form_of("Verder")[1])
    held = autosave(typing).json
    action, _ = typing.page.form_of("Verder")
    changed = before | held | {"text": TYPED}
    assert typing.send(action, list(changed.items())).status_code == 409


def test_what_cannot_be_kept_says_only_that(typing):
    reply = autosave(typing, ("text", "woord " * 400))
    assert (reply.status_code, reply.data) == (422, b"")


def test_the_helpers_words_are_saved_too(client):
    give(client, together())
    client.visit(url_of(client, "helper:can"))
    assert autosave(client, ("text", TYPED)).status_code == 200
    assert draft_in(client).shared.helper["can"].text == TYPED


def test_only_questions_of_a_part_save_themselves(client):
    give(client, alone())
    ask(client, "device")
    assert "data-autosave" not in client.page.html
    ask(client, "hope")
    assert "data-autosave" in client.page.html


def test_after_the_time_out_it_is_saved_and_the_same_question_comes_back(client, pass_time):
    give(client, alone())
    client.visit(PLACE + "/bewaren/")
    code = re.search(r"(\d{4} ){4}", client.press("Maak een code").text)[0]
    ask(client, "hope")
    pass_time(minutes=31)
    assert autosave(client, ("text", TYPED)).status_code == 401
    client.write(code, "Je code van 16 cijfers")
    page = client.press("Open mijn plan")
    assert (page.heading, page.written()) == ("Waar hoop je op?", [TYPED])


def test_going_back_to_the_words_of_before_is_a_change_too(client):
    give(client, alone())
    ask(client, "hope")
    before = dict(client.page.form_of("Verder")[1])
    held = autosave(client, ("text", TYPED)).json
    action, _ = client.page.form_of("Verder")
    client.send(action, list((before | held).items()))
    assert draft_in(client).answers["hope"].text == before["text"]
