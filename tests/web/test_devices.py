"""Whether a device keeps the plan is decided on that device alone."""

import pytest

from tests.web.browser import PLACE
from tests.web.plans import alone, ask, draft_in, give
from tests.web.test_keeping import OWN, enter, keep_here, make_code
from wizard.core.answers import Answer


@pytest.fixture
def code(client):
    """The code of a plan that somebody keeps on their own phone."""
    give(client, alone(device=Answer(picks=("own",), revision=1)))
    return make_code(client)


def test_a_plan_from_an_own_phone_does_not_stay_on_a_shared_computer(code, other):
    enter(other, code)
    ask(other, "hope")
    other.press("Verder")
    assert (bool(other.cookie("plan")), other.cookie("apparaat")) == (True, "")


def test_a_plan_from_a_shared_computer_stays_on_the_own_phone(client, other):
    give(client, alone())
    code = make_code(client)
    other.visit(PLACE + "/verder/")
    other.write(code, "Je code van 16 cijfers")
    other.tick(OWN)
    other.press("Open mijn plan")
    ask(other, "hope")
    other.press("Verder")
    assert (other.cookie("plan"), bool(other.cookie("apparaat"))) == ("", True)


def test_a_device_with_a_pin_keeps_the_plan_while_questions_are_answered(client):
    give(client, alone())
    keep_here(client, "4821")
    ask(client, "hope")
    client.press("Verder")
    assert client.cookie("apparaat")
    assert draft_in(client).shared == alone().shared


@pytest.mark.parametrize("kept", [False, True], ids=["to an own device", "to a session"])
def test_an_answer_of_the_site_that_never_arrives_keeps_nobody_out(client, kept):
    """A server that dies, or a phone in a tunnel, just when the token would change."""
    give(client, alone())
    if kept:
        keep_here(client)
    held = {name: client.cookie(name) for name in ("plan", "apparaat")}
    ask(client, "device")
    client.tick("Nee, of: weet ik niet" if kept else "Ja")
    client.send(*client.page.form_of("Verder"))
    assert {name: client.cookie(name) for name in held} != held
    for name, token in held.items():
        client.set_cookie(name, token)
    assert client.press("Verder").status == 200
    assert draft_in(client).answers["device"].picks == (("shared",) if kept else ("own",))


def test_an_answer_that_is_refused_changes_no_cookie(client):
    give(client, alone())
    ask(client, "device")
    action, fields = client.page.form_of("Verder")
    fields = [(name, "elsewhere" if name == "picks" else value) for name, value in fields]
    response = client.send(action, fields)
    assert response.status_code == 422
    assert not response.headers.getlist("Set-Cookie")


def test_the_code_page_says_that_another_plan_leaves_this_device(client, code, other):
    warning = "Dan gaat dat eerste plan hier weg."
    assert warning not in other.visit(PLACE + "/verder/").text
    give(other, alone())
    keep_here(other)
    assert warning in other.visit(PLACE + "/verder/").text
    enter(other, code)
    assert other.cookie("apparaat") == ""
