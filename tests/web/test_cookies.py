"""Two cookies with a token and one about reading; none before a press, none of others."""

import re

import pytest

from tests.web.browser import PLACE, Browser
from tests.web.conftest import make_app
from tests.web.plans import alone, draft_in, give
from wizard.settings import Settings

PRESET = "A" * 43


@pytest.fixture(scope="module")
def secure_app(tmp_path_factory):
    """A site behind TLS, as residents have it."""
    folder = tmp_path_factory.mktemp("https")
    url = f"sqlite:///{folder}/drafts.db"
    app = make_app(
        Settings(database_url=url, key_dir=folder / "keys", base_url="https://plan.example")
    )
    yield app
    app.extensions["startplan"].store.close()


def set_by(response) -> dict[str, str]:
    lines = response.headers.getlist("Set-Cookie")
    return {line.split("=", 1)[0]: line for line in lines if not re.match(r"[\w-]+=;", line)}


def own_device(browser):
    """Walk to the question about the device and say that it is one's own."""
    browser.start()
    browser.tick("Ik doe het alleen")
    browser.press("Verder")
    browser.tick("Ja")
    action, fields = browser.page.form_of("Verder")
    return browser.send(action, fields)


@pytest.mark.parametrize("path", ["/", "/privacy", "/verder/", "/controle/", "/bestaat-niet"])
def test_no_cookie_before_start(client, path):
    response = client.get(PLACE + path)
    assert not set_by(response)


def test_behind_tls_the_session_cookie_is_bound_to_the_host_and_goes_with_the_browser(secure_app):
    line = set_by(secure_app.test_client().post(PLACE + "/begin"))["__Host-plan"]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(line.split("; "))
    assert "Expires" not in line
    assert "Max-Age" not in line
    assert "Domain" not in line


def test_behind_tls_the_device_cookie_stays_as_long_as_the_draft(secure_app):
    browser: Browser = secure_app.test_client()
    line = set_by(own_device(browser))["__Host-apparaat"]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(line.split("; "))
    assert "Expires=" in line
    assert "Domain" not in line


def test_behind_tls_the_cookie_about_reading_has_the_same_care(secure_app):
    browser: Browser = secure_app.test_client()
    line = set_by(browser.post(PLACE + "/zo-lees-je-fijn/", data={"letters": "groter"}))
    parts = set(line["__Host-weergave"].split("; "))
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= parts
    assert browser.visit(PLACE + "/").tree.get("class") == "letters-large"


def test_behind_tls_browsers_are_told_to_stay_there(secure_app, client):
    told = secure_app.test_client().get(PLACE + "/").headers["Strict-Transport-Security"]
    assert told == "max-age=63072000; includeSubDomains"
    assert "Strict-Transport-Security" not in client.get(PLACE + "/").headers


def test_over_tls_a_cookie_without_the_prefix_opens_nothing(secure_app):
    browser = secure_app.test_client()
    browser.post(PLACE + "/begin")
    browser.set_cookie("plan", browser.cookie("__Host-plan"))
    browser.delete_cookie("__Host-plan")
    browser.visit(PLACE + "/controle/", 401)


def test_on_loopback_the_cookies_have_the_same_care_but_for_tls(client):
    line = set_by(client.post(PLACE + "/begin"))["plan"]
    assert {"HttpOnly", "Path=/", "SameSite=Strict"} <= set(line.split("; "))


@pytest.mark.parametrize("name", ["plan", "apparaat"])
def test_a_cookie_that_somebody_planted_is_never_taken_over(client, other, name):
    client.set_cookie(name, PRESET)
    client.start()
    assert PRESET not in (client.cookie("plan"), client.cookie("apparaat"))
    other.set_cookie(name, PRESET)
    assert other.visit(PLACE + "/controle/", 401).heading == "Je plan is gesloten"


def test_a_token_planted_from_a_live_plan_does_not_lead_into_the_next_one(client, other):
    give(other, alone())  # the attacker's own plan, planted in the victim's browser
    client.set_cookie("plan", other.cookie("plan"))
    client.visit(PLACE + "/")
    client.press("Start een nieuw plan")
    assert client.cookie("plan") != other.cookie("plan")
    assert other.visit(PLACE + "/controle/", 401)


def test_coming_back_makes_a_new_token_and_ends_the_old_one(client, other):
    give(client, alone())
    client.visit(PLACE + "/bewaren/")
    code = re.search(r"(\d{4} ){4}", client.press("Maak een code").text)[0]
    give(other, alone())
    planted = other.cookie("plan")
    other.visit(PLACE + "/verder/")
    other.write(code, "Je code van 16 cijfers")
    other.press("Open mijn plan")
    assert other.cookie("plan") not in {planted, client.cookie("plan")}
    other.set_cookie("plan", planted)
    other.visit(PLACE + "/controle/", 401)


@pytest.mark.parametrize(
    "token", ["", "x", "\xe9\xff", "A" * 5000, "%00", '"', "../../etc", "\\355\\240\\200"]
)
def test_a_forged_cookie_opens_nothing(app, token):
    client = app.test_client(use_cookies=False)  # so that the header below is what is sent
    forged = {"Cookie": f"plan={token}; apparaat={token}"}
    assert client.get(PLACE + "/controle/", headers=forged).status_code == 401
    assert client.get(PLACE + "/", headers=forged).status_code == 200


def test_a_code_of_another_site_opens_nothing(secure_app, client):
    give(client, alone())
    client.visit(PLACE + "/bewaren/")
    code = re.search(r"(\d{4} ){4}", client.press("Maak een code").text)[0]
    stranger = secure_app.test_client()
    stranger.visit(PLACE + "/verder/")
    stranger.write(code, "Je code van 16 cijfers")
    assert stranger.press("Open mijn plan", 422).errors() == [
        (
            "Wij vinden geen plan met deze code. Kijk de cijfers nog een keer na. "
            "Is het een hulpcode? Die kan ook zijn ingetrokken."
        )
    ]


def test_a_cookie_holds_nothing_but_a_random_token(client):
    give(client, alone())
    assert re.fullmatch(r"[\w-]{43}", client.cookie("plan"))
    assert draft_in(client) == alone()
