"""Stopping, wiping, leaving at once, and what time does by itself."""

import re

import pytest

from tests.web.browser import PLACE
from tests.web.plans import alone, ask, draft_in, give, open_too, site_of

KEEP, RESUME, CHECK = PLACE + "/bewaren/", PLACE + "/verder/", PLACE + "/controle/"


def rows(browser) -> int:
    """How many drafts the store holds."""
    with site_of(browser).store._connections.reading() as database:
        return database["draft"].count


def make_code(browser) -> str:
    browser.visit(KEEP)
    return re.search(r"(\d{4} ){4}", browser.press("Maak een code").text)[0]


def enter(browser, code, status=200):
    browser.visit(RESUME)
    browser.write(code, "Je code van 16 cijfers")
    return browser.press("Open mijn plan", status)


def replay(browser, token):
    """Use a stolen copy of a cookie."""
    browser.delete_cookie("plan")
    browser.set_cookie("plan", token)
    return browser.visit(CHECK, 401)


def test_stopping_with_a_code_ends_the_session_and_keeps_the_plan(client, other):
    give(client, alone())
    code = make_code(client)
    token = client.cookie("plan")
    client.visit(PLACE + "/stoppen")
    assert client.press("Ja, stop").heading == "Je bent gestopt"
    assert client.cookie("plan") == ""
    assert replay(client, token).heading == "Je plan is gesloten"
    assert enter(other, code).heading == "Welkom terug"


def test_stopping_without_a_code_warns_and_then_nothing_is_left(client):
    before = rows(client)
    give(client, alone())
    page = client.visit(PLACE + "/stoppen")
    assert "Stop je nu? Dan is je plan weg." in page.text
    client.press("Stop, en bewaar niets")
    assert rows(client) == before


def test_stopping_on_an_own_device_leaves_the_plan_there(client):
    give(client, alone())
    client.visit(KEEP)
    client.press("Bewaar op dit apparaat")
    client.visit(PLACE + "/stoppen")
    assert "Je plan blijft op dit apparaat." in client.page.text
    assert "Je plan staat nog op dit apparaat." in client.press("Ja, stop").text
    assert client.visit(CHECK).heading == "Klopt dit?"


@pytest.mark.parametrize("path", ["/stoppen", "/wissen", "/weg"])
def test_leaving_lets_the_browser_forget_its_pages(client, path):
    give(client, alone())
    client.visit(PLACE + "/stoppen")
    token = client.page.hidden()["csrf_token"]
    response = client.send(PLACE + path, [("csrf_token", token)])
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "plan=;" in response.headers["Set-Cookie"]


def test_wiping_ends_the_plan_for_everyone_who_had_it_open(client, other):
    before = rows(client)
    give(client, alone())
    code = make_code(client)
    open_too(client, other)
    client.visit(PLACE + "/wissen")
    assert client.press("Ja, wis alles").heading == "Alles is gewist"
    assert rows(client) == before
    assert other.visit(CHECK, 401).heading == "Je plan is gesloten"
    assert enter(client, code, 422).errors()


def test_a_save_that_crosses_a_wipe_saves_nothing_and_keeps_what_was_typed(client, other):
    give(client, alone())
    open_too(client, other)
    ask(client, "hope")
    client.write("Nog gauw dit")
    other.visit(PLACE + "/wissen")
    other.press("Ja, wis alles")
    assert client.press("Verder", 401).hidden()["text"] == "Nog gauw dit"


def test_the_quick_way_out_needs_no_token_and_leaves_a_dead_cookie(client, other):
    give(client, alone())
    make_code(client)
    token = client.cookie("plan")
    client.visit(CHECK)
    response = client.send(PLACE + "/weg", [])
    assert response.status_code == 200
    assert response.headers.getlist("Location") == []
    assert client.page.title == "Even geduld"
    assert 'content="0; url=https://www.buienradar.nl/"' in client.page.html
    assert client.cookie("plan") == ""
    assert replay(other, token).heading == "Je plan is gesloten"


def test_the_quick_way_out_is_on_every_page_of_the_questions(client):
    give(client, alone())
    ask(client, "hope")
    assert client.press("Snel weg").title == "Even geduld"


def test_a_session_ends_after_half_an_hour_without_a_press(client, pass_time):
    give(client, alone())
    pass_time(minutes=29)
    assert client.visit(CHECK).heading == "Klopt dit?"  # looking does not extend it
    pass_time(minutes=3)
    assert client.visit(CHECK, 401).heading == "Je plan is gesloten"
    assert client.cookie("plan") == ""


def test_every_press_extends_a_session_up_to_half_a_day(client, pass_time):
    give(client, alone())
    for _ in range(24):
        pass_time(minutes=29)
        ask(client, "hope")
        client.press("Verder")
    pass_time(minutes=29)
    assert client.visit(CHECK, 401).heading == "Je plan is gesloten"


def test_a_trial_keeps_a_plan_for_a_day(client, pass_time):
    give(client, alone())
    code = make_code(client)
    client.press("Stoppen")
    client.press("Ja, stop")
    pass_time(hours=23)
    assert enter(client, code).heading == "Welkom terug"
    pass_time(hours=26)
    assert enter(client, code, 422).errors() == [
        (
            "Wij vinden geen plan met deze code. Kijk de cijfers nog een keer na. "
            "Is het een hulpcode? Die kan ook zijn ingetrokken."
        )
    ]


def test_a_draft_is_what_it_was_after_all_that_looking(client):
    give(client, alone())
    for path in ("/stoppen", "/wissen", "/bewaren/", "/verder/welkom", "/plan/"):
        client.visit(PLACE + path)
    assert draft_in(client) == alone()
