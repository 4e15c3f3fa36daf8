"""Every failure is a page that says what happened, what became of the answers, what to do."""

import logging
from collections.abc import Callable

import pytest
from flask import Flask

from tests.web.browser import PLACE, Browser
from wizard import BODY_MOST_BYTES, create_app, errors
from wizard.settings import Settings

SECRET = "KANARIE 12000 euro schuld"
FAILURES = [
    (errors.Busy(3), 503, "Het is nu druk"),
    (errors.TooManyTries(1800), 429, "Er is te vaak een verkeerde code getypt"),
    (errors.StorageFull("disk full"), 507, "Wij kunnen nu niets bewaren of openen"),
    (errors.StorageBusy("stayed locked"), 503, "Het is nu druk"),
    (errors.StorageFailed("disk broken"), 503, "Wij kunnen nu niets bewaren of openen"),
    (errors.KeysMissing("no keys"), 503, "Wij kunnen nu niets bewaren of openen"),
    (errors.DraftNotFound("draft gone"), 404, "Dit plan is er niet meer"),
    (errors.PdfFailed("too slow"), 503, "Het bestand maken lukt nu niet"),
    (errors.BoxUnreadable("box damaged"), 500, "Wij kunnen je plan niet openen"),
    (ValueError(SECRET), 500, "Er ging iets mis"),
]
IDS = [type(error).__name__ for error, _, _ in FAILURES]

Breaker = Callable[[str, Exception], None]


@pytest.fixture
def break_page(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Breaker:
    """Return a function that makes one endpoint fail."""

    def breaking(endpoint: str, error: Exception) -> None:
        def fail(**_address: str) -> str:
            raise error

        monkeypatch.setitem(app.view_functions, endpoint, fail)

    return breaking


def post(client: Browser, path: str, status: int, **fields: str) -> None:
    """Send fields from the page that is open, as its own forms do."""
    token = client.page.hidden().get("csrf_token", "")
    response = client.send(PLACE + path, list({"csrf_token": token, **fields}.items()))
    assert response.status_code == status


@pytest.mark.parametrize("failure", FAILURES, ids=IDS)
def test_a_failure_has_a_page_in_plain_words(client, site, break_page, failure):
    error, status, heading = failure
    break_page("information.words", error)
    client.get_page("/woorden", status)
    assert client.page.heading == heading
    assert client.page.title == f"{heading} - Startplan"
    assert f"Noem dan dit getal: {status}." in client.page.text
    assert site.default_edition().municipality.phone_line in client.page.text


@pytest.mark.parametrize("failure", FAILURES, ids=IDS)
def test_a_message_is_never_repeated(client, break_page, caplog, failure):
    error, status, _ = failure
    break_page("information.words", error)
    with caplog.at_level(logging.DEBUG):
        client.get_page("/woorden", status)
    assert str(error) not in client.page.html + caplog.text
    assert (type(error).__name__ in caplog.text) == (status >= 500)


@pytest.mark.parametrize("error", [errors.Busy(3), errors.TooManyTries(3)])
def test_a_refusal_for_now_says_when_to_come_back(client, break_page, error):
    break_page("information.words", error)
    assert client.get(PLACE + "/woorden").headers["Retry-After"] == "3"


def test_a_page_that_could_not_be_shown_can_be_asked_for_again(client, break_page):
    break_page("information.words", errors.Busy(3))
    client.get_page("/woorden", 503)
    assert client.page.links()["Probeer opnieuw"] == PLACE + "/woorden"


@pytest.mark.parametrize(
    "error", [errors.Busy(3), errors.StorageFull("disk full"), ValueError(SECRET)]
)
def test_an_answer_that_was_not_saved_is_sent_again(client, break_page, monkeypatch, error):
    client.start()
    break_page("steps.save", error)
    client.tick("Ik doe het alleen")
    response = client.send(*client.page.form_of("Verder"))
    assert response.status_code >= 500
    monkeypatch.undo()
    client.press("Probeer opnieuw")
    client.press("Terug")
    assert client.page.ticked() == ["Ik doe het alleen"]


def test_a_code_does_not_come_along_but_is_typed_again(client, site, monkeypatch):
    def refuse(*_args: object, **_options: object) -> None:
        raise errors.Busy(3)

    monkeypatch.setattr(site.drafts, "open_with_code", refuse)
    client.get_page("/verder/")
    post(client, "/verder/", 503, code="1234 5678", own_words=SECRET)
    assert client.page.hidden()["own_words"] == SECRET
    assert "1234" not in client.page.html
    client.write("4821", "Typ je code nog een keer")
    assert ("code", "4821") in client.page.form_of("Probeer opnieuw")[1]


def test_a_pin_does_not_come_along_but_is_typed_again(client, break_page):
    client.start()
    break_page("keep.device", errors.Busy(3))
    post(client, "/bewaren/apparaat", 503, pin="4821")
    assert "4821" not in client.page.html
    client.write("1111", "Typ je pincode nog een keer")
    assert ("pin", "1111") in client.page.form_of("Probeer opnieuw")[1]


def test_what_another_site_sent_is_not_offered_again(client):
    sent = [("own_words", SECRET)]
    response = client.send(PLACE + "/verder/", sent, **{"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert client.page.heading == "Dit kwam niet van onze website"
    assert SECRET not in client.page.html


def test_an_old_page_can_be_sent_again_with_a_token_of_now(client):
    client.start()
    post(client, "/bewaren/code", 400, csrf_token="old", extra="kept")
    assert client.page.heading == "Deze pagina stond te lang open"
    assert client.page.hidden()["extra"] == "kept"
    client.press("Probeer opnieuw")
    assert client.page.url.endswith("/bewaren/code")


def test_an_old_page_never_wipes_the_plan_of_now(client):
    client.start()
    post(client, "/wissen", 400, csrf_token="old")
    assert "Probeer opnieuw" not in client.page.buttons()
    client.get_page("/wissen")


@pytest.mark.parametrize("path", ["/nergens", PLACE + "/nergens", "/nergens/nl/"])
def test_an_unknown_address_has_a_page(client, path):
    assert client.visit(path, 404).heading == "Deze pagina is er niet"


def test_an_address_to_post_to_cannot_be_opened(client):
    assert client.visit(PLACE + "/begin", 405).heading == "Deze pagina is er niet"


def test_a_text_that_is_too_long_has_a_page_without_the_text(client):
    client.start()
    post(client, "/bewaren/code", 413, own_words="x" * BODY_MOST_BYTES)
    assert client.page.heading == "Je tekst is te lang"
    assert "Ga terug met de pijl van je browser" in client.page.text
    assert "Probeer opnieuw" not in client.page.buttons()


def test_an_unknown_host_gets_a_refusal_not_a_fault(settings: Settings, tmp_path):
    url = f"sqlite:///{tmp_path}/drafts.db"
    hosts = ("startplan.example",)
    made = Settings(database_url=url, key_dir=tmp_path / "keys", trusted_hosts=hosts)
    client = create_app(made).test_client()
    assert client.get(PLACE + "/", headers={"Host": "elsewhere.example"}).status_code == 400
