"""One person after another: a press clears all of the one before, and loses no plan."""

import pytest

from tests.web.browser import PLACE
from tests.web.codes import come_in, make_code
from tests.web.plans import HOPE, alone, ask, draft_in, give, together

BUTTON = "Nieuw plan met iemand anders"


@pytest.fixture
def client_of_coach(client):
    """A client's plan on the coach's own screen."""
    give(client, together())
    return client


@pytest.mark.parametrize("place", ["question", "plan"])
def test_one_press_clears_everything_of_the_client_before(client_of_coach, place):
    coach, code = client_of_coach, make_code(client_of_coach)
    if place == "question":
        ask(coach, "hope")
        coach.write("Toch iets anders")
    else:
        coach.visit(PLACE + "/plan/")
    page = coach.press(BUTTON)
    assert page.heading == "Maak je eigen plan."
    assert HOPE not in page.html
    assert not coach.cookie("plan")
    assert coach.visit(PLACE + "/plan/", 401)
    come_in(coach, code)
    words = draft_in(coach).answers["hope"].text
    assert words == ("Toch iets anders" if place == "question" else HOPE)


def test_the_browser_is_told_to_forget_its_pages(client_of_coach):
    make_code(client_of_coach)
    action, fields = client_of_coach.visit(PLACE + "/plan/").form_of(BUTTON)
    response = client_of_coach.send(action, fields)
    assert '"cache"' in response.headers["Clear-Site-Data"]


def test_a_plan_without_a_code_is_asked_about_first(client):
    give(client, together())
    ask(client, "hope")
    page = client.press(BUTTON)
    assert page.heading == "Wil je stoppen?"
    assert "Je hebt nog geen code" in page.text
    assert draft_in(client)


def test_who_is_alone_is_not_offered_another_person(client):
    give(client, alone())
    ask(client, "hope")
    assert BUTTON not in client.page.buttons()


def test_a_helper_leaves_the_clients_plan_in_one_press(resident, helper):
    helper.visit(PLACE + "/plan/")
    assert helper.press(BUTTON).heading == "Maak je eigen plan."
    assert helper.visit(PLACE + "/plan/", 401)
    assert draft_in(resident)


def test_a_helpers_menu_has_no_dead_entries(resident, helper):
    helper.visit(PLACE + "/plan/")
    offered = {*helper.page.buttons(), *helper.page.links()}
    assert not offered & {"Alles wissen", "Later verder"}
    assert {"Stoppen", BUTTON} <= offered
