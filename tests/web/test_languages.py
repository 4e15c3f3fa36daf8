"""Turning a page into another language: nothing is lost, whatever the page holds."""

import pytest

from tests.web.browser import PLACE
from tests.web.codes import make_code
from tests.web.languages import LANGUAGES
from tests.web.plans import (
    HOPE,
    alone,
    ask,
    draft_in,
    give,
    open_too,
    part_url_of,
    site_of,
    together,
    url_of,
)
from wizard.i18n import known_languages
from wizard.web.places import ASKED
from wizard.web.steps import AUTOSAVE, LEAVE, NEXT_PERSON

CONTROL, MENU = "Taal: Nederlands", "Andere taal"
MINE, THEIRS = "Wat ik typte", "Wat daar al stond"


@pytest.fixture(autouse=True)
def _in_all_languages(client):
    client.langs = LANGUAGES


@pytest.fixture
def stored(client, monkeypatch):
    """Collect each write to the store."""
    writes = []
    store, save = site_of(client).store, site_of(client).store.save
    monkeypatch.setattr(store, "save", lambda *a, **k: writes.append(a) or save(*a, **k))
    return writes


def turn(client, name, status=200):
    """Choose a language on the page of languages."""
    client.press(CONTROL)
    assert client.page.heading == "Kies je taal"
    return client.press(name, status)


def test_a_page_without_a_form_is_had_in_another_language(client):
    give(client, alone())
    client.visit(f"{PLACE}/plan/groot")
    page = turn(client, "العربية")
    assert (page.url, page.lang) == ("/arnhem/ar/plan/groot", "ar")


def test_the_menu_leads_to_the_languages_too(client):
    give(client, alone())
    client.visit(f"{PLACE}/plan/")
    client.press(MENU)
    assert client.press("English").url == "/arnhem/en/plan/"
    ask(client, "hope")
    client.press(MENU)
    assert client.press("English").url == url_of(client, "question:hope").replace("/nl/", "/en/")


def test_languages_are_named_in_themselves(client):
    page = client.visit(f"{PLACE}/taal")
    names = {tag.get("lang"): (tag.get("dir"), tag.text) for tag in page.tree.iter("a")}
    assert names["ar"] == ("rtl", "العربية")
    assert names["uk"] == ("ltr", "Українська")
    assert names.keys() >= set(LANGUAGES)


@pytest.mark.parametrize("back", ["https://evil.example/arnhem/nl/privacy", "/x", ""])
def test_the_page_of_languages_leads_to_our_own_pages_only(client, back):
    client.get(f"{PLACE}/taal", query_string={"van": back})
    assert client.page.links()["English"] in {"/arnhem/en/", "/arnhem/en/privacy"}


def test_what_was_typed_is_saved_first(client):
    give(client, alone())
    ask(client, "hope")
    client.write(MINE)
    page = turn(client, "English")
    assert (page.lang, page.written()) == ("en", [MINE])
    assert page.url == url_of(client, "question:hope").replace("/nl/", "/en/")
    answer = draft_in(client).answers["hope"]
    assert (answer.text, answer.lang, answer.skipped) == (MINE, "nl", False)


def test_a_choice_and_the_way_back_to_the_check_page_stay(client):
    give(client, alone())
    client.visit(url_of(client, "question:age") + "?terug=controle")
    client.tick("16 of 17")
    page = turn(client, "English")
    assert page.url.endswith("?terug=controle")
    assert len(page.ticked()) == 1
    assert draft_in(client).answers["age"].picks == ("16_17",)


def test_what_cannot_be_saved_is_shown_in_the_new_language_with_its_error(client):
    give(client, alone())
    ask(client, "hope")
    too_long = ("woord " * 500).strip()
    client.write(too_long)
    page = turn(client, "العربية", 422)
    assert (page.lang, page.errors()[0].isascii()) == ("ar", False)
    assert page.written() == [too_long]
    assert draft_in(client).answers["hope"].text == HOPE


def test_terug_on_the_page_of_languages_brings_back_what_was_typed(client):
    give(client, alone())
    ask(client, "hope")
    client.write(MINE)
    client.press(CONTROL)
    page = client.press("Terug")
    assert (page.lang, page.written()) == ("nl", [MINE])


def test_two_versions_are_shown_in_the_new_language_and_none_is_chosen(client, other):
    give(client, alone())
    open_too(client, other)
    for browser, words in ((client, MINE), (other, THEIRS)):
        ask(browser, "hope")
        browser.write(words)
    other.press("Verder")
    client.press("Verder", 409)
    page = turn(client, "English", 409)
    assert page.lang == "en"
    assert MINE in page.text
    assert THEIRS in page.text
    assert draft_in(client).answers["hope"].text == THEIRS
    client.press(next(text for text in page.buttons() if "just" in text))
    assert draft_in(client).answers["hope"].text == MINE


def test_two_versions_on_a_page_with_a_whole_part_wait_as_well(client, other):
    give(client, alone())
    open_too(client, other)
    for browser in (client, other):
        browser.visit(part_url_of(browser, "want"))
    client.write(MINE, "Waar hoop je op?")
    other.write(THEIRS, "Waar hoop je op?")
    other.press("Verder")
    client.press("Verder", 409)
    page = turn(client, "English", 409)
    assert (page.lang, MINE in page.written(), THEIRS in page.text) == ("en", True, True)
    assert draft_in(client).answers["hope"].text == THEIRS


def test_a_whole_part_is_saved_first(client):
    give(client, alone())
    client.visit(part_url_of(client, "want"))
    client.write(MINE, "Waar hoop je op?")
    page = turn(client, "English")
    assert page.url == part_url_of(client, "want").replace("/nl/", "/en/")
    assert MINE in page.written()


def test_turning_a_page_costs_no_write(client, stored):
    give(client, together())
    pages = [url_of(client, "question:hope"), url_of(client, "helper:want")]
    pages += [part_url_of(client, "want"), f"{PLACE}/controle/papier", f"{PLACE}/controle/praten"]
    pages += [f"{PLACE}/na-het-gesprek/", f"{PLACE}/hoe-gaat-het/", f"{PLACE}/zo-lees-je-fijn/"]
    for page in pages:
        client.visit(page)
        assert turn(client, "English").url.split("?")[0] == page.replace("/nl/", "/en/")
    assert stored == []


def test_the_end_of_a_session_keeps_what_was_typed_and_the_new_language(client):
    give(client, alone())
    code = make_code(client)
    ask(client, "hope")
    client.write(MINE)
    client.press(CONTROL)
    client.delete_cookie("plan")
    page = client.press("English", 401)
    assert (page.lang, page.hidden()["text"]) == ("en", MINE)
    client.send(page.form_of(page.buttons()[-2])[0], [("code", code), *page.hidden().items()])
    draft = draft_in(client)
    assert draft.answers["hope"].text == MINE


def test_the_page_that_asks_for_a_code_holds_what_waits_in_any_language(client):
    give(client, alone())
    ask(client, "hope")
    client.write(MINE)
    client.delete_cookie("plan")
    client.press("Verder", 401)
    page = turn(client, "العربية")
    assert (page.lang, page.hidden()["text"], page.url) == ("ar", MINE, "/arnhem/nl/verder/")


def test_the_way_to_dutch_counts_where_another_button_waits(client):
    give(client, alone())
    address = url_of(client, "question:hope").replace("/nl/", "/en/")
    client.delete_cookie("plan")
    client.send(address, [("text", MINE), ("go", "next")])
    assert client.page.hidden()["go"] == "next"
    page = client.press("Read this page in Dutch")
    assert (page.lang, page.hidden()["text"]) == ("nl", MINE)


def test_buttons_say_nothing_that_could_be_a_language():
    pressed = {AUTOSAVE, NEXT_PERSON, ASKED, "next", "back", "skip", "skip-part", "more", "part"}
    pressed |= {"one", "comfort", "remove", "off", "try", "standard", *LEAVE}
    assert pressed.isdisjoint(known_languages())
