"""What a colleague typed when their session ended goes on for them, and for nobody else."""

import pytest

from tests.web.deskroom import PASSWORD, new_name
from tests.web.test_desk_entry import sign_in
from wizard.core.roles import Role

INVITE = "/balie/collegas/uitnodigen"


@pytest.fixture
def lead(room):
    return room.hire(Role.LEAD)


@pytest.fixture
def typed():
    return new_name(Role.PLANNER)


@pytest.fixture
def timed_out(room, lead, typed, pass_time):
    """A lead whose session ended while they filled in whom to invite."""
    browser = room.sit(lead)
    browser.visit(INVITE)
    browser.write(typed, "Naam van je collega")
    browser.tick("Planner")
    pass_time(minutes=31)
    browser.press("Maak een uitnodiging", 401)
    pass_time(minutes=-31)
    return browser


def test_what_was_typed_goes_on_after_signing_in(timed_out, lead, typed):
    assert "Wat je net typte, is er nog." in timed_out.page.text
    sign_in(timed_out, lead)
    assert timed_out.page.heading == "Je bent weer ingelogd"
    timed_out.press("Sla het op en ga verder")
    assert timed_out.page.heading == f"Uitnodiging voor {typed}"
    assert "Rol: planner" in timed_out.page.text


def test_it_waits_while_the_password_is_mistyped(timed_out, lead, typed):
    sign_in(timed_out, lead, 422, password="een ander wachtwoord")
    sign_in(timed_out, lead)
    timed_out.press("Sla het op en ga verder")
    assert timed_out.page.heading == f"Uitnodiging voor {typed}"


def test_the_next_colleague_at_that_computer_does_not_save_it(timed_out, room, typed):
    next_one = room.hire(Role.LEAD)
    sign_in(timed_out, next_one)
    assert "was van iemand anders" in timed_out.page.text
    assert typed not in str(timed_out.page.soup)
    assert typed not in timed_out.visit("/balie/collegas/").text


def test_without_the_cookie_of_before_nobody_knows_whose_it_was(timed_out, lead):
    timed_out.delete_cookie("balie")
    sign_in(timed_out, lead)
    assert "was van iemand anders" in timed_out.page.text


def test_a_mark_that_was_copied_from_another_session_proves_nothing(timed_out, room):
    other = room.hire(Role.LEAD)
    token = timed_out.cookie("balie").partition(".")[0]
    mark = room.sit(other).cookie("balie").partition(".")[2]
    timed_out.set_cookie("balie", f"{token}.{mark}")
    sign_in(timed_out, other)
    assert "was van iemand anders" in timed_out.page.text


def test_a_cookie_that_has_gone_asks_to_sign_in_too(room, lead, typed):
    browser = room.sit(lead)
    browser.visit(INVITE)
    browser.write(typed, "Naam van je collega")
    browser.delete_cookie("balie")
    assert browser.press("Maak een uitnodiging", 401).heading == "Inloggen bij de balie"


def test_a_page_that_was_asked_for_opens_after_signing_in(room, lead):
    browser = room.app.test_client()
    browser.visit(INVITE, 401)
    sign_in(browser, lead)
    assert browser.page.heading == "Nodig een collega uit"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/balie/", "//evil.example/balie/", "/balie", "/arnhem/nl/"]
)
def test_signing_in_leads_nowhere_else(room, elsewhere):
    lead = room.hire(Role.LEAD)
    form = {"name": lead.name, "password": PASSWORD, "code": lead.code(), "back_to": elsewhere}
    response = room.app.test_client().post("/balie/inloggen", data=form)
    assert response.location == "/balie/"
