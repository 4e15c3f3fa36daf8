"""Signing in at the desk and out again, and what keeps everybody else out."""

import pytest
from flask import request

from tests.web.browser import Browser
from tests.web.deskroom import PASSWORD, DeskRoom, Hired, desk_app
from wizard.core.roles import Role
from wizard.errors import Busy, StorageBusy
from wizard.vault import Accounts

PRESET = "A" * 43 + "." + "0" * 32
SIGN_IN, COLLEAGUES = "/balie/inloggen", "/balie/collegas/"


@pytest.fixture
def stranger(room) -> Browser:
    return room.app.test_client()


@pytest.fixture
def planner(room) -> Hired:
    return room.hire(Role.PLANNER)


def fields(hired: Hired, **other: str) -> dict[str, str]:
    return {"name": hired.name, "password": PASSWORD, "code": hired.code(), **other}


def sign_in(browser: Browser, hired: Hired, status: int = 200, **other: str) -> None:
    """Fill in the page that is open now."""
    labels = {"name": "Naam", "password": "Wachtwoord", "code": "Code uit je app"}
    for name, text in fields(hired, **other).items():
        browser.page.write(text, labels[name])
    browser.press("Log in", status)


def test_a_colleague_signs_in_and_out(stranger, planner):
    stranger.visit(SIGN_IN)
    sign_in(stranger, planner)
    assert planner.name in stranger.visit(COLLEAGUES).text
    action, sent = stranger.page.form_of("Uitloggen")
    left = stranger.send(action, sent)
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert stranger.cookie("balie") == ""
    assert "Je bent uitgelogd." in stranger.visit(left.location).text
    stranger.visit(COLLEAGUES, 401)


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(room, planner):
    browser, thief = room.sit(planner), room.app.test_client()
    thief.set_cookie("balie", browser.cookie("balie"))
    thief.visit(COLLEAGUES)
    browser.visit(COLLEAGUES)
    browser.press("Uitloggen")
    thief.visit(COLLEAGUES, 401)


def test_whatever_is_wrong_the_answer_is_the_same(stranger, planner):
    wrong = (
        {"name": "Niemand"},
        {"password": "een ander wachtwoord"},
        {"code": "000000"},
        {"code": planner.code(-3)},
        {"name": "", "password": "", "code": ""},
    )
    said = set()
    for other in wrong:
        stranger.visit(SIGN_IN)
        sign_in(stranger, planner, 422, **other)
        said.add((stranger.page.text, stranger.page.title))
        assert PASSWORD not in str(stranger.page.soup)
        assert not stranger.cookie("balie")
    assert len(said) == 1
    assert "klok van je telefoon" in stranger.page.text


def test_a_code_works_once(room, planner):
    code = planner.code()
    for status in (200, 422):
        browser = room.app.test_client()
        browser.visit(SIGN_IN)
        sign_in(browser, planner, status, code=code)


def test_a_phone_whose_clock_is_far_off_is_told_to_look_at_its_clock(stranger, planner):
    stranger.visit(SIGN_IN)
    sign_in(stranger, planner, 422, code=planner.code(3))
    assert "klok van je telefoon" in stranger.page.text


def test_too_many_tries_for_a_name_close_it_from_every_address(room, planner):
    for _ in range(5):
        room.app.test_client().post(SIGN_IN, data=fields(planner, code="000000"))
    other = room.app.test_client()
    response = other.post(SIGN_IN, data=fields(planner))
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 3600
    assert "Er is te vaak geprobeerd" in other.page.text


def test_a_busy_site_says_so_and_keeps_the_name(stranger, planner, monkeypatch):
    def refuse(*_args: object) -> None:
        raise Busy(3)

    monkeypatch.setattr(Accounts, "sign_in", refuse)
    response = stranger.post(SIGN_IN, data=fields(planner))
    assert (response.status_code, response.headers["Retry-After"]) == (503, "3")
    assert stranger.page.soup.select_one("#name")["value"] == planner.name


def test_a_preset_cookie_is_neither_accepted_nor_kept(stranger, planner):
    stranger.set_cookie("balie", PRESET)
    stranger.visit(COLLEAGUES, 401)
    sign_in(stranger, planner)
    assert stranger.cookie("balie").partition(".")[0] != PRESET.partition(".")[0]
    stranger.visit(COLLEAGUES)


def test_signing_in_again_ends_the_session_before(room, planner):
    browser = room.sit(planner)
    before = browser.cookie("balie")
    browser.visit(SIGN_IN)
    sign_in(browser, planner)
    thief = room.app.test_client()
    thief.set_cookie("balie", before)
    thief.visit(COLLEAGUES, 401)


def test_a_session_ends_after_half_an_hour_without_a_page(room, planner, pass_time):
    browser = room.sit(planner)
    for _ in range(3):
        pass_time(minutes=29)
        browser.visit(COLLEAGUES)
    pass_time(minutes=31)
    assert "Je was even weg" in browser.visit(COLLEAGUES, 401).text


def test_a_session_ends_after_twelve_hours_however_busy(room, planner, pass_time):
    browser = room.sit(planner)
    for _ in range(25):
        browser.visit(COLLEAGUES)
        pass_time(minutes=29)
    browser.visit(COLLEAGUES, 401)


def test_behind_tls_the_cookie_is_bound_to_the_host_and_goes_with_the_browser(tmp_path):
    with desk_app(tmp_path, base_url="https://plan.example") as app:
        hired = DeskRoom(app).lead
        response = app.test_client().post(
            SIGN_IN, data=fields(hired), base_url="https://plan.example"
        )
    (line,) = response.headers.getlist("Set-Cookie")
    assert line.startswith("__Host-balie=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(line.split("; "))
    assert not {"Expires", "Max-Age", "Domain"} & set(line.replace("=", "; ").split("; "))


def test_no_page_of_the_desk_sets_a_cookie_before_signing_in(stranger):
    for path in (SIGN_IN, COLLEAGUES, "/balie/uitnodiging/", "/balie/nergens"):
        assert "Set-Cookie" not in stranger.get(path).headers


def test_the_fields_say_to_a_password_manager_what_they_are(stranger):
    stranger.visit(SIGN_IN)
    told = {tag["name"]: tag["autocomplete"] for tag in stranger.page.soup.select("input[id]")}
    expected = {"name": "username", "password": "current-password", "code": "one-time-code"}
    assert told == expected


def test_a_page_without_its_slash_leads_to_the_page(room, planner):
    assert room.sit(planner).get("/balie/collegas").location.endswith(COLLEAGUES)


def test_a_view_that_says_nothing_is_for_nobody(tmp_path):
    with desk_app(tmp_path) as app:
        app.add_url_rule("/balie/vergeten", "forgotten", lambda: str(request.path))
        room = DeskRoom(app)
        for role in Role:
            room.browser_of(role).visit("/balie/vergeten", 403)
        app.test_client().visit("/balie/vergeten", 401)


def test_a_failing_store_says_so_at_the_desk_and_keeps_what_was_sent(room, monkeypatch):
    browser = room.sit(room.lead)
    browser.visit("/balie/collegas/uitnodigen")
    browser.write("Fatma Yildiz", "Naam van je collega")

    def refuse(*_args: object) -> None:
        raise StorageBusy("locked")

    monkeypatch.setattr(Accounts, "invite", refuse)
    browser.tick("Lezer")
    browser.press("Maak een uitnodiging", 503)
    assert browser.page.hidden()["name"] == "Fatma Yildiz"
    monkeypatch.undo()
    assert browser.press("Probeer opnieuw").heading == "Uitnodiging voor Fatma Yildiz"
