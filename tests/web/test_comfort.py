"""Larger letters, more room, no pictures: set by a press, and back to where the person was."""

import pytest

from tests.web.browser import PLACE, Browser
from tests.web.plans import HOPE, alone, ask, draft_in, give, together, url_of
from tests.web.test_cookies import set_by
from wizard.core.answers import Answer
from wizard.web.looks import CLASSES, STANDARD

PAGE = PLACE + "/zo-lees-je-fijn/"
LARGE = {"letters": "heel-groot", "ruimte": "meer", "plaatjes": "uit"}
EVERYWHERE = (
    "/",
    "/verder/",
    "/nu-hulp",
    "/privacy",
    "/woorden",
    "/gewist",
    "/bestaat-niet",
    "/controle/",
    "/plan/",
    "/volgende-stap/",
    "/bewaren/",
    "/stoppen",
)


def classes(browser: Browser) -> str:
    return browser.page.tree.get("class", "")


def want(browser: Browser, *labels: str) -> None:
    """Pick on the page about reading and press the one big button."""
    browser.tick(*labels)
    browser.press("Zo wil ik het")


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_page_offers_larger_text_and_gets_the_person_back(client, path):
    give(client, alone())
    client.visit(PLACE + path, 404 if path == "/bestaat-niet" else 200)
    heading = client.page.heading
    client.press("Tekst groter")
    assert client.page.heading == "Zo lees je fijn"
    want(client, "Heel groot")
    assert classes(client) == "letters-huge"
    assert client.page.heading == heading or path == "/bestaat-niet"


@pytest.mark.parametrize("key", ["question:wishes", "question:hope", "helper:want", "more:want"])
def test_a_step_saves_first_and_comes_back_as_it_was(client, key):
    give(client, together())
    client.visit(url_of(client, key))
    url, heading = client.page.url, client.page.heading
    client.press("Tekst groter")
    want(client, "Groter", "Uit")
    assert (client.page.url, client.page.heading) == (url, heading)
    assert classes(client) == "letters-large pictures-off"


def test_what_was_just_typed_is_saved_and_stands_there_again(client):
    give(client, alone(hope=Answer()))
    ask(client, "hope")
    client.write("Een moestuin")
    client.press("Tekst groter")
    assert draft_in(client).answers["hope"].text == "Een moestuin"
    client.press("Terug")
    assert client.page.written() == ["Een moestuin"]


def test_an_answer_that_is_being_changed_still_leads_back_to_the_check_page(client):
    give(client, alone())
    client.visit(url_of(client, "question:hope") + "?terug=controle")
    client.press("Tekst groter")
    want(client, "Groter")
    client.press("Bewaar en ga terug")
    assert client.page.heading == "Klopt dit?"
    assert HOPE in client.page.text


def test_the_private_part_stays_with_the_one_who_has_the_screen(client):
    give(client, together())
    private = url_of(client, "question:stopped")
    assert client.visit(private).heading == "De laatste vragen zijn alleen voor jou"
    client.press("Ja, ik ben alleen. Verder")
    client.visit(private)
    heading = client.page.heading
    client.press("Tekst groter")
    want(client, "Groter")
    assert (client.page.url, client.page.heading) == (private, heading)


def test_no_cookie_comes_before_the_press_nor_for_the_standard(client):
    client.visit(PLACE + "/")
    client.press("Tekst groter")
    assert not client.page.response.headers.getlist("Set-Cookie")
    assert client.page.ticked() == ["Gewoon", "Gewoon", "Aan"]
    want(client)
    assert client.cookie("weergave") == ""
    client.visit(PAGE)
    want(client, "Groter")
    assert client.cookie("weergave") == "groter.gewoon.aan"


def test_everything_can_be_as_it_was_in_one_press(client):
    client.set_cookie("weergave", "heel-groot.meer.uit")
    assert client.visit(PAGE).ticked() == ["Heel groot", "Meer ruimte", "Uit"]
    client.press("Alles weer gewoon")
    assert (client.cookie("weergave"), classes(client)) == ("", "")
    assert "Alles weer gewoon" not in client.visit(PAGE).buttons()


def test_a_browser_that_cannot_show_the_sample_shows_the_page_first(client):
    client.visit(PLACE + "/privacy")
    client.press("Tekst groter")
    client.tick("Heel groot")
    client.press("Bekijk het eerst")
    assert (client.page.heading, classes(client)) == ("Zo lees je fijn", "letters-huge")
    want(client)
    assert client.page.url == PLACE + "/privacy"


@pytest.mark.parametrize(
    "held", ["", "groter", "groter.meer", "groter.meer.uit.uit", "Groter.meer.uit", '"><b>', "\xe9"]
)
def test_a_cookie_that_is_not_ours_counts_as_the_standard(app, held):
    client = app.test_client(use_cookies=False)
    response = client.get(PLACE + "/", headers={"Cookie": f"weergave={held}"})
    assert (response.status_code, classes(client)) == (200, "")


def test_every_value_that_we_write_is_read_back(app):
    client = app.test_client(use_cookies=False)
    for look, names in CLASSES.items():
        client.get(PLACE + "/gewist", headers={"Cookie": f"weergave={look}"})
        assert classes(client) == names
    assert len(CLASSES) == 3 * 2 * 2
    assert CLASSES[STANDARD] == ""


def test_what_a_form_should_not_hold_counts_as_the_standard(client):
    response = client.post(PAGE, data={"letters": "reuze", "ruimte": "meer", "plaatjes": "x" * 999})
    assert response.status_code == 303
    assert client.cookie("weergave") == "gewoon.meer.aan"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/arnhem/nl/privacy",
        "//evil.example/arnhem/nl/privacy",
        "///evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://[",
        "/arnhem/nl/begin",
        "/arnhem/xx/privacy",
        "/arnhem/nl/nergens",
        "/",
        "\r\nSet-Cookie: a=b",
        "",
    ],
)
def test_the_way_back_never_leaves_our_own_pages(client, elsewhere):
    client.get(PAGE, query_string={"van": elsewhere})
    back = client.page.links()["Terug"]
    sent = client.post(PAGE, data={"van": elsewhere, **LARGE})
    ours = PLACE + "/privacy" if "/privacy" in elsewhere else PLACE + "/"
    assert (back, sent.location) == (ours, ours)


def test_the_way_back_takes_along_nothing_that_was_added(client):
    given = PLACE + "/privacy?antwoord=geheim&terug=controle#geheim"
    assert client.post(PAGE, data={"van": given}).location == PLACE + "/privacy"


def test_the_look_goes_with_the_browser_unless_the_device_is_ones_own(client):
    give(client, alone())
    line = set_by(client.post(PAGE, data=LARGE))["weergave"]
    assert {"HttpOnly", "Path=/", "SameSite=Strict"} <= set(line.split("; "))
    assert "Expires" not in line
    client.visit(PLACE + "/bewaren/")
    action, fields = client.page.form_of("Bewaar op dit apparaat")
    assert "Expires=" in set_by(client.send(action, fields))["weergave"]
    assert "Expires=" in set_by(client.post(PAGE, data=LARGE))["weergave"]
    client.visit(PLACE + "/bewaren/")
    action, fields = client.page.form_of("Haal mijn plan van dit apparaat af")
    assert "Expires" not in set_by(client.send(action, fields))["weergave"]


@pytest.mark.parametrize("way", ["/wissen", "/weg"])
def test_wiping_and_leaving_fast_take_the_look_along(client, way):
    give(client, alone())
    client.post(PAGE, data=LARGE)
    client.visit(PLACE + "/bewaren/")
    token = client.page.hidden()["csrf_token"]
    assert client.cookie("weergave") == "heel-groot.meer.uit"
    client.post(PLACE + way, data={"csrf_token": token})
    assert (client.cookie("weergave"), client.cookie("plan")) == ("", "")


def test_no_menu_leads_away_from_words_that_wait(client, pass_time):
    give(client, alone(hope=Answer()))
    ask(client, "hope")
    client.write("Een moestuin")
    pass_time(minutes=31)
    client.press("Verder", 401)
    assert "Tekst groter" not in client.page.links()
    client.visit(PLACE + "/verder/")
    assert "Tekst groter" in client.page.links()
