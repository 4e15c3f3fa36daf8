"""Making an account with an invitation: nothing is stored before the last press."""

import re
from datetime import UTC, datetime

import pyotp
import pytest

from tests.web.browser import Browser
from tests.web.deskroom import PASSWORD, new_name
from wizard.core.roles import Role
from wizard.errors import Busy
from wizard.vault import Accounts

INVITATION = "/balie/uitnodiging/"


@pytest.fixture
def browser(room) -> Browser:
    return room.app.test_client()


@pytest.fixture
def name() -> str:
    return new_name(Role.PLANNER)


@pytest.fixture
def code(room, name) -> str:
    now = datetime.now(UTC)
    return room.site.accounts.invite(room.lead.signed_in, name, Role.PLANNER, now)


def open_invitation(browser: Browser, code: str, status: int = 200) -> None:
    browser.visit(INVITATION)
    browser.page.write(code, "Code van je uitnodiging")
    browser.press("Verder", status)


def secret_on(browser: Browser) -> str:
    """The secret as somebody types it over from the page."""
    return "".join(browser.page.soup.select_one(".desk-secret").text.split())


def make_account(
    browser: Browser, status: int = 200, password: str = PASSWORD, again: str = "", code: str = ""
) -> None:
    code = code or pyotp.TOTP(secret_on(browser)).at(datetime.now(UTC))
    browser.page.write(password, "Wachtwoord")
    browser.page.write(again or password, "Nog een keer hetzelfde wachtwoord")
    browser.page.write(code, "Code die je app nu geeft")
    browser.press("Maak mijn account", status)


def test_an_invitation_makes_an_account_that_is_signed_in(browser, code, name):
    open_invitation(browser, code.lower().replace(" ", "-"))
    assert browser.page.heading == f"Account maken voor {name}"
    make_account(browser)
    assert "Je account is klaar" in browser.page.text
    assert name in browser.visit("/balie/collegas/").text


def test_whoever_stops_half_way_starts_again_with_the_same_code(room, browser, code):
    open_invitation(browser, code)
    before = secret_on(browser)
    other = room.app.test_client()
    open_invitation(other, code)
    assert secret_on(other) != before
    make_account(other)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"password": "kort"}, "te kort of te makkelijk"),
        ({"again": "iets heel anders"}, "niet twee keer hetzelfde"),
        ({"code": "000000"}, "Deze code klopt niet"),
    ],
)
def test_after_a_mistake_the_phone_is_still_right(browser, code, wrong, told):
    open_invitation(browser, code)
    secret = secret_on(browser)
    make_account(browser, 422, **wrong)
    assert told in browser.page.text
    assert secret_on(browser) == secret
    assert PASSWORD not in str(browser.page.soup)
    make_account(browser)


def test_an_invitation_works_once(browser, code):
    open_invitation(browser, code)
    make_account(browser)
    open_invitation(browser, code, 422)
    assert "Met deze code kan het niet" in browser.page.text


def test_an_invitation_ends_while_it_is_filled_in(browser, code, pass_time):
    open_invitation(browser, code)
    pass_time(hours=25)
    make_account(browser, 422)
    assert "Met deze code kan het niet" in browser.page.text


@pytest.mark.parametrize("code", ["", "ABCD", "\x00", "é" * 500])
def test_a_code_that_is_none_is_told_plainly(browser, code):
    response = browser.post(INVITATION, data={"invitation": code})
    assert response.status_code == 422


def test_a_secret_that_was_not_ours_is_replaced(browser, code):
    for secret in ("", "A", "ABCDEFGH", "kort!" * 7):
        sent = {"invitation": code, "secret": secret, "password": PASSWORD, "again": PASSWORD}
        assert browser.post(INVITATION + "account", data=sent).status_code == 422
        assert re.fullmatch("[A-Z2-7]{32}", secret_on(browser))


def test_a_busy_site_loses_nothing(browser, code, monkeypatch):
    def refuse(*_args: object) -> None:
        raise Busy(3)

    open_invitation(browser, code)
    monkeypatch.setattr(Accounts, "accept", refuse)
    make_account(browser, 422)
    assert "Het is nu druk" in browser.page.text
    monkeypatch.undo()
    make_account(browser)


def test_the_picture_and_the_letters_are_the_same_secret(browser, code):
    open_invitation(browser, code)
    assert browser.page.hidden()["secret"] == secret_on(browser)
    assert browser.page.soup.select_one(".desk-qr svg path")["d"].startswith("M")
