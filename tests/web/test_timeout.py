"""A page that outlived its session loses nothing, and takes nothing from strangers."""

import re

import pytest

from tests.web.browser import PLACE
from tests.web.plans import alone, ask, draft_in, give, together, url_of

TYPED = "Dit typte ik net nog"
RESUME = PLACE + "/verder/"


@pytest.fixture
def code(client):
    """The code of the plan that the browser has open."""
    give(client, alone())
    client.visit(PLACE + "/bewaren/")
    return re.search(r"(\d{4} ){4}", client.press("Maak een code").text)[0]


@pytest.fixture
def too_late(client, code, pass_time):
    """Type an answer, and press Verder when the session is over."""
    ask(client, "hope")
    client.write(TYPED)
    pass_time(minutes=31)
    return client.press("Verder", 401)


def test_the_page_says_so_and_keeps_what_was_typed(client, too_late):
    assert too_late.heading == "Je plan is gesloten"
    assert "Wat je net typte, is er nog." in too_late.text
    assert too_late.hidden()["text"] == TYPED
    assert TYPED not in too_late.text


def test_the_code_saves_it_and_goes_on_where_the_person_was(client, code, too_late):
    client.write(code, "Je code van 16 cijfers")
    assert client.press("Open mijn plan").heading == "Dit deel is klaar: Ik wil"
    assert draft_in(client).answers["hope"].text == TYPED


def test_a_wrong_code_first_still_keeps_it(client, code, too_late):
    client.write("1234 5678 9012 3456", "Je code van 16 cijfers")
    assert client.press("Open mijn plan", 422).hidden()["text"] == TYPED
    client.write(code, "Je code van 16 cijfers")
    client.press("Open mijn plan")
    assert draft_in(client).answers["hope"].text == TYPED


def test_what_cannot_be_kept_is_shown_again_once_the_plan_is_open(client, code, pass_time):
    ask(client, "hope")
    client.write("woord " * 400)
    pass_time(minutes=31)
    client.press("Verder", 401)
    client.write(code, "Je code van 16 cijfers")
    page = client.press("Open mijn plan", 422)
    assert page.heading == "Waar hoop je op?"
    assert page.written() == [("woord " * 400).strip()]
    assert draft_in(client) == alone()


def test_the_helpers_words_come_along_as_well(client, pass_time):
    give(client, together())
    client.visit(PLACE + "/bewaren/")
    code = re.search(r"(\d{4} ){4}", client.press("Maak een code").text)[0]
    client.visit(url_of(client, "helper:can"))
    client.write(TYPED)
    client.tick("Ja")
    pass_time(minutes=31)
    client.press("Verder", 401)
    client.write(code, "Je code van 16 cijfers")
    client.press("Open mijn plan")
    words = draft_in(client).shared.helper["can"]
    assert (words.text, words.on_paper) == (TYPED, True)


def test_a_pin_opens_it_as_well(client, pass_time):
    give(client, alone())
    client.visit(PLACE + "/bewaren/")
    client.write("4821", "Pincode (mag je leeg laten)")
    client.press("Bewaar op dit apparaat")
    ask(client, "hope")
    client.write(TYPED)
    pass_time(minutes=31)
    assert client.press("Verder", 401).heading == "Typ je pincode"
    client.write("4821", "Pincode")
    client.press("Open mijn plan")
    assert draft_in(client).answers["hope"].text == TYPED


def test_a_browser_without_its_cookie_is_asked_for_the_code_too(client, code):
    ask(client, "hope")
    client.write(TYPED)
    client.delete_cookie("plan")
    assert client.press("Verder", 401).hidden()["text"] == TYPED


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_another_site_cannot_lay_words_ready_for_the_next_code(client, other, site):
    address = PLACE + "/stap/abcdefgh"
    fields = [("text", "Ik wil niets"), ("step", "question:hope")]
    for path in (address, RESUME, RESUME + "pin"):
        headers = {"Sec-Fetch-Site": site, "Origin": "https://evil.example"}
        response = other.send(path, fields, **headers)
        assert response.status_code == 403
        assert "Ik wil niets" not in response.text


def test_words_laid_ready_in_a_link_are_not_taken(client):
    page = client.visit(RESUME + "?text=Ik+wil+niets&step=question:hope")
    assert "Ik wil niets" not in page.html


def test_a_step_that_does_not_exist_saves_nothing(client, code, other):
    fields = [("code", code), ("step", "question:geheim"), ("text", TYPED)]
    response = other.send(RESUME, fields)
    assert response.location == RESUME + "welkom"
    assert draft_in(other) == alone()
