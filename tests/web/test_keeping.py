"""Coming back: with a code, on an own device, with a PIN."""

import re

import pytest

from tests.web.browser import PLACE
from tests.web.plans import HOPE, alone, ask, draft_in, give, open_too, opened_in

KEEP, RESUME = PLACE + "/bewaren/", PLACE + "/verder/"
OWN = "Dit is mijn eigen telefoon of computer. Ik wil hier geen code meer typen."
PIN = "4821"


def make_code(browser) -> str:
    """Make a code by pressing, and read it off the page."""
    browser.visit(KEEP)
    browser.press("Maak een code")
    return shown_code(browser)


def shown_code(browser) -> str:
    found = re.search(r"\d{4} \d{4} \d{4} \d{4}", browser.page.text)
    assert found, browser.page.text
    return found[0]


def shown_code_at(browser) -> str:
    browser.visit(KEEP + "code")
    return shown_code(browser)


def enter(browser, code, status=200):
    browser.visit(RESUME)
    browser.write(code, "Je code van 16 cijfers")
    return browser.press("Open mijn plan", status)


def keep_here(browser, pin=""):
    browser.visit(KEEP)
    browser.write(pin, "Pincode (mag je leeg laten)")
    return browser.press("Bewaar op dit apparaat")


def forget_session(browser):
    """Close the browser: only what has a date stays."""
    browser.delete_cookie("plan")


@pytest.mark.parametrize("typed", ["{0}", "{1}", "{0:-}", " {1}. "])
def test_the_code_opens_the_plan_on_another_device(client, other, typed):
    give(client, alone())
    code = make_code(client)
    shapes = {"{0}": code, "{1}": code.replace(" ", ""), "{0:-}": code.replace(" ", "-")}
    page = enter(other, shapes.get(typed, f" {code}. "))
    assert page.heading == "Welkom terug"
    assert "groene fiets" in page.text
    assert HOPE in other.press("Bekijk mijn antwoorden").text


def test_the_code_is_shown_again_only_to_who_made_it(client, other):
    give(client, alone())
    code = make_code(client)
    assert shown_code_at(client) == code
    enter(other, code)
    assert other.visit(KEEP + "code").heading == "Bewaar je plan"
    assert code not in other.page.html


def test_without_a_press_there_is_no_code(client):
    give(client, alone())
    assert client.visit(KEEP + "code").heading == "Bewaar je plan"


def test_a_new_code_ends_the_old_one_everywhere(client, other):
    give(client, alone())
    old = make_code(client)
    open_too(client, other)
    new = make_code(other)
    assert client.visit(KEEP + "code").heading == "Bewaar je plan"
    forget_session(client)
    assert enter(client, old, 422).errors()
    assert enter(client, new).heading == "Welkom terug"


def test_an_own_device_opens_the_plan_by_itself(client):
    client.start()
    client.tick("Ik doe het alleen")
    client.press("Verder")
    client.tick("Ja")
    client.press("Verder")
    assert (client.cookie("plan"), bool(client.cookie("apparaat"))) == ("", True)
    assert client.visit(PLACE + "/").links()["Ga verder met dit plan"]


def test_the_page_says_whether_a_pin_is_set(client):
    give(client, alone())
    assert "op slot" not in keep_here(client).text
    assert "Je plan staat hier op slot." in keep_here(client, "2468").text


def test_taking_it_off_the_device_leaves_a_session(client):
    give(client, alone())
    keep_here(client)
    kept = client.cookie("apparaat")
    client.press("Haal mijn plan van dit apparaat af")
    assert client.cookie("apparaat") == ""
    assert draft_in(client) == alone()
    client.delete_cookie("plan")
    client.set_cookie("apparaat", kept)
    assert client.visit(KEEP, 401).heading == "Je plan is gesloten"


def test_the_answer_that_the_device_is_shared_takes_the_plan_off_it(client):
    give(client, alone())
    keep_here(client)
    ask(client, "device")
    client.tick("Nee, of: weet ik niet")
    client.press("Verder")
    assert client.cookie("apparaat") == ""
    assert client.cookie("plan")
    assert draft_in(client).shared == alone().shared


def test_the_code_can_keep_the_plan_on_an_own_device(client, other):
    give(client, alone())
    code = make_code(client)
    other.visit(RESUME)
    other.write(code, "Je code van 16 cijfers")
    other.tick(OWN)
    other.press("Open mijn plan")
    assert (other.cookie("plan"), bool(other.cookie("apparaat"))) == ("", True)
    assert opened_in(other).kind == "device"


def test_a_pin_asks_and_opens(client):
    give(client, alone())
    keep_here(client, PIN)
    forget_session(client)
    assert client.visit(PLACE + "/controle/", 401).heading == "Typ je pincode"
    client.write(PIN, "Pincode")
    assert client.press("Open mijn plan").heading == "Welkom terug"
    assert HOPE in client.visit(PLACE + "/controle/").text


def test_ten_wrong_pins_make_the_device_forget_the_plan(client):
    give(client, alone())
    keep_here(client, PIN)
    forget_session(client)
    client.visit(RESUME + "pin")
    for left in range(9, -1, -1):
        client.write("9999", "Pincode")
        client.press("Open mijn plan", 422)
        assert client.page.errors() == [
            f"Deze pincode klopt niet. Je kunt het nog {left} keer proberen."
        ]
    client.write(PIN, "Pincode")
    assert client.press("Open mijn plan", 401).heading == "Je plan is gesloten"
    assert client.cookie("apparaat") == ""


def test_a_right_pin_gives_all_tries_back(client):
    give(client, alone())
    keep_here(client, PIN)
    for _ in range(2):
        forget_session(client)
        client.visit(RESUME + "pin")
        for _ in range(6):
            client.write("9999", "Pincode")
            client.press("Open mijn plan", 422)
        client.write(PIN, "Pincode")
        assert client.press("Open mijn plan").heading == "Welkom terug"


@pytest.mark.parametrize("pin", ["123", "1234567890123", "abcd", "12 ab"])
def test_a_pin_that_cannot_be_one_is_refused_and_changes_nothing(client, pin):
    give(client, alone())
    client.visit(KEEP)
    client.write(pin, "Pincode (mag je leeg laten)")
    assert client.press("Bewaar op dit apparaat", 422).errors() == [
        "Kies een pincode van 4 tot 12 cijfers."
    ]
    assert client.cookie("apparaat") == ""
    assert draft_in(client) == alone()
