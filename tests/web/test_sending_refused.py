"""What goes wrong on the way to sending: nothing typed is lost, and nothing goes by mistake."""

from collections.abc import Iterator

import pytest

from tests.web.browser import PLACE, Browser
from tests.web.codes import come_in, make_code, make_helper_code
from tests.web.deskroom import CAW, DeskRoom
from tests.web.plans import HOPE, alone, ask, draft_in, give, open_too
from tests.web.sendings import (
    CALL_ME,
    NUMBER,
    PRESS,
    SEND,
    be_reachable,
    cases_of,
    fill_in,
    rooms,
    send,
)
from wizard.core.answers import Answer
from wizard.core.sent import Way

CHOICES = {
    "Bel mij": "Schrijf hier je telefoonnummer, met cijfers.",
    "Mail mij": "Schrijf hier je mailadres. Er staat een @ in.",
    "Stuur een brief": "Schrijf hier je adres.",
    "Bel mijn helper": "Schrijf hier de naam van je helper.",
}


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, DeskRoom]]:
    with rooms(tmp_path_factory.mktemp("refused"), CAW) as found:
        yield found


@pytest.fixture
def sender(desks: dict[str, DeskRoom]) -> Browser:
    browser = desks[CAW].app.test_client()
    assert isinstance(browser, Browser)
    give(browser, alone())
    return browser


@pytest.fixture
def second(desks: dict[str, DeskRoom]) -> Browser:
    """Another phone, or a helper's laptop."""
    browser = desks[CAW].app.test_client()
    assert isinstance(browser, Browser)
    return browser


@pytest.mark.parametrize("way", CHOICES)
def test_every_way_without_its_field_is_told_and_the_rest_is_kept(sender, way):
    fill_in(sender, way, call_me=CALL_ME)
    page = sender.press("Verder", 422)
    assert CHOICES[way] in page.errors()
    assert CALL_ME in page.written()
    assert way in page.ticked()
    assert draft_in(sender).private.reach.call_me == CALL_ME


def test_nothing_filled_in_asks_for_a_name_and_a_way(sender):
    sender.visit(SEND + "bereiken")
    errors = sender.press("Verder", 422).errors()
    assert errors == ["Schrijf op hoe ze je mogen noemen.", "Kies een manier."]


def test_too_long_a_text_stays_on_the_page_to_be_made_shorter(sender):
    fill_in(sender, "Stuur een brief", call_me=CALL_ME, address="straat " * 300)
    page = sender.press("Verder", 422)
    assert "te lang" in page.errors()[0]
    assert ("straat " * 300).strip() in [text.strip() for text in page.written()]


def test_another_way_keeps_what_was_typed_for_the_first(sender):
    fill_in(sender, "Bel mij", call_me=CALL_ME, phone=NUMBER)
    sender.tick("Stuur een brief")
    sender.write("Straat 1, Arnhem", "Je adres")
    sender.press("Verder")
    assert "Straat 1, Arnhem" in sender.page.text
    assert NUMBER not in sender.page.text
    assert NUMBER in sender.visit(SEND + "bereiken").written()


def test_going_back_and_another_language_lose_nothing(sender):
    fill_in(sender, "Bel mij", call_me=CALL_ME)
    sender.press("Terug")
    assert sender.page.heading == "Dit lezen ze bij het CAW"
    sender.press("Verder")
    assert CALL_ME in sender.page.written()
    sender.write(NUMBER, "Je telefoonnummer")
    sender.langs = ("nl", "en")
    action, fields = sender.page.form_of("Verder")
    turned = [(name, "en" if name == "go" else value) for name, value in fields]
    sender.visit(sender.send(action, turned).location)
    assert sender.page.lang == "en"
    assert NUMBER in sender.page.written()


def test_what_was_typed_outlives_the_session(sender):
    code = make_code(sender)
    fill_in(sender, "Bel mij", call_me=CALL_ME, phone=NUMBER)
    sender.delete_cookie("plan")
    sender.press("Verder", 401)
    sender.write(code, "Je code van 16 cijfers")
    assert sender.press("Open mijn plan").heading == "Kijk nog een keer"
    assert draft_in(sender).private.reach.phone == NUMBER


def test_what_was_typed_does_not_get_into_the_plan_of_the_next_person(sender, second):
    give(second, alone())
    code = make_code(second)
    fill_in(sender, "Bel mij", call_me=CALL_ME, phone=NUMBER)
    sender.delete_cookie("plan")
    sender.press("Verder", 401)
    sender.write(code, "Je code van 16 cijfers")
    sender.press("Open mijn plan")
    assert not draft_in(second).private.reach


def test_sending_twice_shows_the_reference_that_exists(sender):
    be_reachable(sender)
    action, fields = sender.page.form_of(PRESS)
    sender.press(PRESS)
    reference = draft_in(sender).reference
    assert sender.send(action, fields).location.endswith("/sturen/gestuurd")
    for path in ("", "bereiken", "kijken"):
        assert sender.visit(SEND + path).heading == "Je plan is gestuurd"
    assert draft_in(sender).reference == reference
    assert len(cases_of(sender)) == 1


def test_two_tabs_that_send_at_once_make_one_case(sender, second):
    open_too(sender, second)
    for tab in (sender, second):
        be_reachable(tab)
    sender.press(PRESS)
    assert second.press(PRESS).heading == "Je plan is gestuurd"
    assert draft_in(sender).reference == draft_in(second).reference


def test_what_changed_after_the_last_look_is_shown_before_it_goes(sender, second):
    be_reachable(sender)
    open_too(sender, second)
    ask(second, "hope")
    second.write("Ik hoop op iets anders")
    second.press("Verder")
    page = sender.press(PRESS, 409)
    assert "Er is net iets veranderd" in page.text
    assert "Ik hoop op iets anders" in page.text
    assert cases_of(sender) == []
    assert sender.press(PRESS).heading == "Je plan is gestuurd"


def test_the_last_look_comes_after_the_page_before_it(sender):
    assert sender.visit(SEND + "kijken").heading == "Hoe kunnen ze je bereiken?"


def test_a_helper_neither_sends_nor_sees_what_was_sent(sender, second):
    make_code(sender)
    come_in(second, make_helper_code(sender))
    reference = send(sender)
    assert "Stuur mijn plan" not in second.visit(PLACE + "/volgende-stap/").text
    assert reference[:4] not in second.visit(PLACE + "/plan/").text
    assert "Je plan is gestuurd" not in second.page.text
    for path in ("", "bereiken", "kijken", "gestuurd", "intrekken", "ingetrokken"):
        second.visit(SEND + path, 403)
    for path in ("", "bereiken", "kijken", "intrekken", "bewindvoerder"):
        assert second.send(SEND + path, []).status_code in {400, 403}
    assert draft_in(sender).reference == reference


@pytest.mark.parametrize(
    ("question", "choice", "said"),
    [
        ("age", "under_16", "Je bent jonger dan 16."),
        ("who_comes", "representative", "Je hebt een mentor of curator."),
        ("residence", "no", "Je woont niet in Arnhem."),
    ],
)
def test_who_may_not_send_is_told_so_kindly(sender, question, choice, said):
    give(sender, alone(**{question: Answer(picks=(choice,), revision=1)}))
    for path in ("", "bereiken", "kijken"):
        page = sender.visit(SEND + path)
        assert said in page.text
        assert "Print je plan en geef het zelf." in page.text


def test_a_bewindvoerder_keeps_nobody_from_sending(sender):
    give(sender, alone(who_comes=Answer(picks=("representative",), revision=1)))
    sender.visit(SEND)
    assert HOPE in sender.press("Ik heb alleen een bewindvoerder").text
    assert send(sender)


def test_sending_has_a_limit_for_each_address(sender):
    for _ in range(10):
        give(sender, alone())
        send(sender)
    give(sender, alone())
    be_reachable(sender)
    page = sender.press(PRESS, 429)
    assert page.heading == "Er is hier te vaak iets gestuurd"
    assert cases_of(sender) == []
    assert draft_in(sender).private.reach.way is Way.PHONE


def test_a_confirmation_is_offered_only_where_mail_is_sent(sender):
    assert "Wil je een mail" not in sender.visit(SEND + "bereiken").text


def test_without_a_desk_for_the_wmo_nothing_is_said_of_one(sender):
    text = sender.visit(SEND + "bereiken").text
    assert "Dan kan dit tellen als melding" in text
    assert "het wijkteam" not in text


def test_where_no_desk_has_a_key_there_is_no_button_and_no_dead_page(client):
    give(client, alone())
    assert "Stuur mijn plan" not in client.visit(PLACE + "/volgende-stap/").text
    assert client.visit(SEND, 404).heading == "Sturen kan hier nu niet"
    assert "Als je je plan stuurt" not in client.visit(PLACE + "/privacy").text
    assert client.visit(SEND + "gestuurd").heading == "Mijn plan"
