"""Somebody helps from another screen: both write, and what is private stays the resident's."""

import pytest

from tests.web.browser import PLACE
from tests.web.plans import (
    HELPER,
    SECRET,
    TOGETHER,
    WORDS,
    alone,
    ask,
    draft_in,
    give,
    make_draft,
    url_of,
)
from wizard.core.draft import HelperWords

HELP = PLACE + "/hulpcode/"


def test_nobody_gets_a_helper_code_before_the_resident_has_a_code(client):
    give(client, alone())
    page = client.visit(HELP)
    assert "Maak eerst een code voor jezelf" in page.text
    assert "Maak een hulpcode" not in page.buttons()
    client.send(HELP, [("csrf_token", page.hidden().get("csrf_token", "")), ("role", "parent")])
    assert not draft_in(client).shared.helped


def test_the_helper_sees_the_questions_and_not_the_private_ones(resident, helper):
    assert "Fijn dat je helpt." in helper.page.text
    helper.visit(url_of(resident, "question:hope"))
    assert helper.page.heading == "Waar hoop je op?"
    private = url_of(resident, "question:how_it_went")
    assert helper.visit(private).heading != "Wil je er iets over zeggen?"
    for path in ("/controle/", "/controle/papier", "/controle/praten", "/plan/", "/volgende-stap/"):
        assert SECRET not in helper.visit(PLACE + path).html
    assert "Alleen voor jou" not in helper.visit(PLACE + "/controle/").text


def test_both_write_and_neither_loses_a_word(resident, helper):
    ask(resident, "hope")
    helper.visit(url_of(resident, "question:others_say"))
    resident.write("Een eigen moestuin")
    resident.press("Verder")
    helper.write("Zij lacht vaak")
    helper.press("Verder")
    answers = draft_in(resident).answers
    assert answers["hope"].text == "Een eigen moestuin"
    assert answers["others_say"].text == "Zij lacht vaak"
    assert answers["how_it_went"].text == SECRET


def test_the_helpers_words_wait_for_the_residents_yes(resident, helper):
    helper.visit(url_of(helper, "helper:want"))
    assert "mijn jobcoach" in helper.page.text
    assert "Nu weer jij: mag dit op jouw papier?" not in helper.page.text
    helper.write(HELPER)
    helper.press("Verder")
    assert HELPER in resident.visit(PLACE + "/controle/").text
    assert HELPER not in resident.visit(PLACE + "/plan/").text
    resident.visit(url_of(resident, "helper:want"))
    resident.tick("Ja")
    resident.press("Verder")
    assert HELPER in resident.visit(PLACE + "/plan/").text


def test_other_words_of_the_helper_need_another_yes(resident, helper):
    test_the_helpers_words_wait_for_the_residents_yes(resident, helper)
    helper.visit(url_of(helper, "helper:want"))
    helper.write("Nog iets heel anders")
    helper.press("Verder")
    assert draft_in(resident).shared.helper["want"].on_paper is False


@pytest.mark.parametrize(
    "path", ["/bewaren/", "/bewaren/code", "/hulpcode/", "/hulpcode/code", "/wissen"]
)
def test_what_only_the_resident_may_do_says_so(resident, helper, path):
    page = helper.visit(PLACE + path, 403)
    assert page.heading == "Dit kan alleen de persoon zelf"
    assert draft_in(resident)


@pytest.mark.parametrize(
    "path", ["/bewaren/code", "/bewaren/apparaat", "/hulpcode/", "/hulpcode/intrekken", "/wissen"]
)
def test_a_made_up_press_of_the_helper_does_nothing(resident, helper, path):
    before = draft_in(resident)
    token = helper.visit(PLACE + "/plan/").hidden()["csrf_token"]
    response = helper.send(PLACE + path, [("csrf_token", token), ("role", "parent")])
    assert response.status_code == 403
    assert draft_in(resident) == before
    assert helper.visit(PLACE + "/plan/").heading == "Mijn plan"


@pytest.mark.parametrize("question", ["how_it_went", "mode", "device"])
def test_a_made_up_answer_of_the_helper_is_not_kept(resident, helper, question):
    private = url_of(resident, f"question:{question}")
    helper.visit(url_of(resident, "question:hope"))
    sent = [*helper.page.form_of("Verder")[1], ("picks", "together"), ("picks", "own")]
    before = draft_in(resident)
    assert helper.send(private, sent).status_code == 303
    assert draft_in(resident) == before


def test_withdrawing_puts_the_helper_out_at_once_and_keeps_what_was_typed(resident, helper):
    helper.visit(url_of(resident, "question:others_say"))
    helper.write("Dit typte ik nog")
    resident.visit(HELP)
    resident.press("Trek de hulpcode in")
    page = helper.press("Verder", 401)
    assert page.hidden()["text"] == "Dit typte ik nog"
    assert "others_say" not in draft_in(resident).answers


def test_words_that_may_be_on_paper_stay_when_the_code_is_withdrawn(resident, helper):
    test_the_helpers_words_wait_for_the_residents_yes(resident, helper)
    resident.visit(HELP)
    resident.press("Trek de hulpcode in")
    page = resident.visit(PLACE + "/plan/")
    assert HELPER in page.text
    assert "mijn jobcoach" in page.text


def test_stopping_as_helper_ends_only_the_helpers_session(resident, helper):
    helper.visit(PLACE + "/stoppen")
    helper.press("Ja, stop")
    assert draft_in(resident)
    assert helper.visit(PLACE + "/plan/", 401)


def test_wiping_while_the_helper_types_says_that_the_plan_is_closed(resident, helper):
    helper.visit(url_of(resident, "question:others_say"))
    helper.write("Nog een zin")
    resident.visit(PLACE + "/wissen")
    resident.press("Ja, wis alles")
    assert helper.press("Verder", 401).heading == "Je plan is gesloten"


def test_the_resident_takes_the_helpers_words_away(resident, helper):
    helper.visit(url_of(helper, "helper:want"))
    helper.write(HELPER)
    helper.press("Verder")
    resident.visit(url_of(resident, "helper:want"))
    resident.press("Haal deze woorden weg")
    assert draft_in(resident).shared.helper["want"].text == ""
    assert HELPER not in resident.visit(PLACE + "/controle/").text


def test_the_words_of_somebody_beside_the_screen_need_no_helper_code(client):
    words = {"want": HelperWords(text=HELPER, on_paper=True, lang="nl")}
    give(client, make_draft({**TOGETHER, **WORDS}, helper=words))
    assert HELPER in client.visit(PLACE + "/plan/").text
