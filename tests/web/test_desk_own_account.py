"""The own account at the desk: another password, another phone, and other places."""

from datetime import UTC, datetime

import pyotp
import pytest

from tests.web.deskroom import PASSWORD
from wizard.core.roles import Role

ACCOUNT, PHONE = "/balie/account/", "/balie/account/telefoon"
NEW = "de poes slaapt op zolder"


@pytest.fixture
def planner(room):
    return room.hire(Role.PLANNER)


@pytest.fixture
def browser(room, planner):
    return room.sit(planner)


def fill_in(browser, planner, status=200, **other):
    typed = {
        "Je wachtwoord van nu": PASSWORD,
        "Code uit je app": planner.code(),
        "Nieuw wachtwoord": NEW,
        "Nog een keer het nieuwe wachtwoord": NEW,
        **other,
    }
    browser.visit(ACCOUNT)
    for label, value in typed.items():
        browser.write(value, label)
    return browser.press("Verander mijn wachtwoord", status)


def test_the_name_above_every_page_leads_to_the_account(browser, planner):
    page = browser.visit("/balie/zaken/")
    assert page.soup.select_one(".desk-who a")["href"] == ACCOUNT
    assert planner.name in browser.visit(ACCOUNT).soup.main.text


def test_the_password_can_be_changed(browser, planner):
    page = fill_in(browser, planner)
    assert "Je wachtwoord is veranderd" in page.soup.main.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"Je wachtwoord van nu": "iets heel anders"}, "klopt niet"),
        ({"Code uit je app": "000000"}, "klopt niet"),
        ({"Nog een keer het nieuwe wachtwoord": "iets heel anders"}, "niet twee keer hetzelfde"),
        ({"Nieuw wachtwoord": "kort", "Nog een keer het nieuwe wachtwoord": "kort"}, "te kort"),
    ],
)
def test_a_mistake_is_told_and_no_password_is_sent_back(browser, planner, typed, told):
    page = fill_in(browser, planner, 422, **typed)
    assert told in page.soup.select_one(".utrecht-form-field-error-message").text
    assert all(not field.get("value") for field in page.soup.select("main input[type=password]"))
    assert PASSWORD not in str(page.soup)


def test_the_codes_move_to_another_phone(browser, planner):
    page = browser.visit(PHONE)
    new = pyotp.TOTP(page.soup.find("input", {"name": "secret"})["value"])
    browser.write(new.now(), "Code op de nieuwe telefoon")
    browser.write(PASSWORD, "Je wachtwoord")
    browser.write(planner.code(), "Code op de oude telefoon")
    assert "van deze telefoon" in browser.press("Neem de nieuwe telefoon").soup.main.text


def test_after_a_mistake_the_new_phone_is_still_right(browser):
    secret = browser.visit(PHONE).soup.find("input", {"name": "secret"})["value"]
    page = browser.press("Neem de nieuwe telefoon", 422)
    assert page.soup.find("input", {"name": "secret"})["value"] == secret


def test_who_is_signed_in_elsewhere_too_can_end_that(room, browser, planner):
    moment = datetime.now(UTC)
    assert "Alleen hier." in browser.visit(ACCOUNT).soup.main.text
    entry = room.site.accounts.sign_in(planner.name, PASSWORD, planner.code(), "", moment)
    assert "op 2 plekken" in browser.visit(ACCOUNT).soup.main.text
    assert "uitgelogd" in browser.press("Log uit op andere plekken").soup.main.text
    assert room.site.accounts.find(entry.token, moment) is None


def test_what_is_typed_here_waits_on_no_page_to_sign_in(room, browser, planner):
    browser.visit(ACCOUNT)
    room.site.accounts.sign_out(planner.token)
    browser.write(NEW, "Nieuw wachtwoord")
    page = browser.press("Verander mijn wachtwoord", 401)
    assert NEW not in str(page.soup)
