"""How long a session still lives, staying, and coming back to the question that was open."""

import re

import pytest

from tests.web.browser import PLACE
from tests.web.plans import alone, ask, draft_in, give

TIME = PLACE + "/tijd/"


def fields(browser):
    """What the form in the warning sends."""
    warning = browser.get(TIME).json["warning"]
    return [("csrf_token", re.search(r'name="csrf_token" value="([^"]+)"', warning)[1])]


def stay(browser):
    return browser.send(TIME, fields(browser))


@pytest.fixture
def waiting(client, pass_time):
    """Let somebody look at a question for 26 minutes."""
    give(client, alone())
    ask(client, "hope")
    pass_time(minutes=26)
    return client


def test_asking_tells_the_seconds_and_is_no_use_of_the_session(waiting, pass_time):
    assert 180 <= waiting.get(TIME).json["left"] <= 300
    pass_time(minutes=3)
    assert waiting.get(TIME).json["left"] <= 120
    pass_time(minutes=3)
    assert waiting.get(TIME).json == {"left": 0}


def test_staying_starts_the_time_anew_and_changes_no_answer(waiting):
    before = draft_in(waiting)
    assert stay(waiting).json["left"] > 29 * 60
    assert draft_in(waiting) == before


def test_a_session_cannot_stay_for_ever(client, pass_time):
    give(client, alone())
    ask(client, "hope")
    for _ in range(28):
        pass_time(minutes=25)
        assert stay(client).status_code == 200
    pass_time(minutes=18)
    assert stay(client).json["left"] < 300


def test_staying_too_late_opens_nothing(waiting, pass_time):
    sent = fields(waiting)
    pass_time(minutes=6)
    assert waiting.send(TIME, sent).status_code == 401


def test_another_site_cannot_keep_a_session_alive(waiting):
    assert waiting.send(TIME, [], **{"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_the_page_tells_the_time_only_where_it_runs_out(client):
    assert "data-left" not in client.visit(PLACE + "/").html
    give(client, alone())
    assert "data-left" in client.visit(PLACE + "/plan/").html
    client.visit(PLACE + "/bewaren/")
    client.press("Bewaar op dit apparaat")
    assert client.get(TIME).json["left"] is None
    assert "data-left" not in client.visit(PLACE + "/plan/").html


@pytest.mark.parametrize("wrong_first", [False, True])
def test_the_same_question_comes_back(client, pass_time, wrong_first):
    give(client, alone())
    client.visit(PLACE + "/bewaren/")
    code = re.search(r"(\d{4} ){4}", client.press("Maak een code").text)[0]
    ask(client, "wishes")
    pass_time(minutes=31)
    client.visit(client.page.url, 401)
    if wrong_first:
        client.write("1234 5678 9012 3456", "Je code van 16 cijfers")
        client.press("Open mijn plan", 422)
    client.write(code, "Je code van 16 cijfers")
    assert client.press("Open mijn plan").heading == "Wat wil je graag?"
    assert draft_in(client) == alone()
