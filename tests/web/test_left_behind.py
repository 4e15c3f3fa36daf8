"""What stays on a shared computer after a time-out, and the pages that follow a code or PIN."""

import pytest

from tests.web.browser import PLACE
from tests.web.plans import alone, ask, draft_in, give
from tests.web.test_keeping import PIN, enter, keep_here, make_code
from wizard.core.answers import Answer

LEFT = "Dit typte een ander"
RESUME = PLACE + "/verder/"


def time_out(browser, pass_time, typed):
    ask(browser, "hope")
    browser.write(typed)
    pass_time(minutes=31)
    browser.press("Verder", 401)


def test_what_somebody_left_does_not_get_into_the_plan_of_the_next(client, other, pass_time):
    give(other, alone(hope=Answer()))
    code = make_code(other)
    give(client, alone())
    time_out(client, pass_time, LEFT)
    client.write(code, "Je code van 16 cijfers")
    assert client.press("Open mijn plan").heading == "Welkom terug"
    assert draft_in(client) == alone(hope=Answer())


def test_a_page_refused_right_after_the_code_can_be_sent_again_at_once(client, pass_time):
    give(client, alone())
    code = make_code(client)
    time_out(client, pass_time, "woord " * 400)
    client.write(code, "Je code van 16 cijfers")
    client.press("Open mijn plan", 422)
    client.write("Kort")
    client.press("Verder")
    assert draft_in(client).answers["hope"].text == "Kort"


def test_an_old_page_for_the_pin_leaves_a_plan_without_pin_alone(client):
    give(client, alone())
    keep_here(client, PIN)
    client.delete_cookie("plan")
    client.visit(RESUME + "pin")
    asked = client.page
    client.write(PIN, "Pincode")
    client.press("Open mijn plan")
    keep_here(client)
    client.page = asked
    assert client.press("Open mijn plan").heading == "Welkom terug"
    assert client.cookie("apparaat")


def test_a_plan_that_is_open_needs_no_pin(client):
    give(client, alone())
    assert client.visit(RESUME + "pin").heading == "Welkom terug"


@pytest.mark.parametrize("origin", ["http://[", "null", "https://localhost.evil.example"])
def test_an_origin_that_is_not_ours_is_refused(client, origin):
    headers = {"Sec-Fetch-Site": "", "Origin": origin}
    assert client.send(PLACE + "/begin", [], **headers).status_code == 403


def test_a_flood_of_fields_is_not_written_back(client):
    fields = [(f"f{number}", "x") for number in range(600)]
    response = client.send(RESUME, fields)
    assert response.status_code == 422
    assert "f599" not in client.page.hidden()
    assert enter(client, "1", 422)
