"""Who may use which route, and what guards every one of them.

A route that is added must be added to tests/guards/routes.py, with its access rule; deny by
default.
"""

import hashlib
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.guards.routes import (
    DESK,
    DESK_METHODS,
    GOTTEN,
    METHODS,
    NEEDS_DRAFT,
    POSTED,
    PUBLIC,
    RESIDENT_ONLY,
    WITHOUT_TOKEN,
)
from tests.web.browser import PLACE, Browser
from tests.web.codes import come_in, make_code, make_helper_code
from tests.web.conftest import make_app
from tests.web.plans import give, part_url_of, site_of, together, url_of
from wizard.handout.workers import PdfWorkers
from wizard.settings import Settings
from wizard.web.desk.guard import admitted_to
from wizard.web.site import EXTENSION

ELSEWHERE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Referer": "https://localhost.evil.example/"},
    {},
]
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("routes")
    app = make_app(
        Settings(
            database_url=f"sqlite:///{folder}/drafts/drafts.db",
            key_dir=folder / "keys",
            security_contact="mailto:cert@plan.example",
        )
    )
    yield app
    app.extensions[EXTENSION].store.close()


@pytest.fixture(autouse=True)
def no_pdf_is_made(monkeypatch):
    """Guards are about the answer's envelope; making a PDF takes long."""
    monkeypatch.setattr(PdfWorkers, "render", lambda _self, _html: b"%PDF-1.7")


@pytest.fixture
def client(app) -> Browser:
    return app.test_client()


@pytest.fixture
def person(client) -> Browser:
    give(client, together())
    return client


def pattern(browser: Browser, endpoint: str) -> str:
    rule = next(r for r in browser.application.url_map.iter_rules() if r.endpoint == endpoint)
    path = rule.rule.replace("/<municipality>/<lang>", PLACE)
    return re.sub(r"<any\(([\w-]+).*?\):\w+>", r"\1", path)


def url_for(browser: Browser, endpoint: str) -> str:
    path = pattern(browser, endpoint)
    if endpoint.startswith("parts."):
        return part_url_of(browser, "want")
    return url_of(browser, "question:hope") if "<address>" in path else path


def rows_of(browser: Browser) -> str:
    """A digest of every byte that is stored about people."""
    digest = hashlib.sha256()
    with site_of(browser).store._connections.reading() as database:
        for table in ("draft", "wrap", "counter"):
            rows = database[table].rows_where(order_by="1")
            digest.update(repr([tuple(row.values()) for row in rows]).encode())
    return digest.hexdigest()


def token_of(browser: Browser) -> str:
    browser.visit(PLACE + "/bewaren/")
    return browser.page.hidden()["csrf_token"]


def refusal(browser: Browser, url: str, token: str, headers: dict[str, str]) -> TestResponse:
    """Post from somewhere, without the checks of our own browser."""
    return FlaskClient.open(
        browser, url, method="POST", data={"csrf_token": token}, headers=headers
    )


def test_every_route_is_listed_with_its_access_rule_and_its_methods(app):
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        found.setdefault(rule.endpoint, set()).update((rule.methods or set()) - {"HEAD", "OPTIONS"})
    assert found == METHODS | DESK_METHODS
    assert not PUBLIC & NEEDS_DRAFT


def test_every_route_below_the_desk_says_whom_it_admits_and_no_other_does(app):
    rules = {rule.endpoint: rule.rule for rule in app.url_map.iter_rules()}
    assert {endpoint for endpoint, rule in rules.items() if rule.startswith("/balie")} == {*DESK}
    with app.app_context():
        assert {endpoint: set(admitted_to(endpoint)) for endpoint in rules} == {
            endpoint: DESK.get(endpoint, set()) for endpoint in rules
        }


@pytest.mark.parametrize("endpoint", sorted(NEEDS_DRAFT))
def test_without_a_draft_a_route_asks_for_the_code(client, endpoint):
    path = pattern(client, endpoint).replace("<address>", "abcdefgh")
    for method in METHODS[endpoint]:
        response = client.open(path, method=method)
        assert response.status_code == 401
        assert client.page.heading in {"Je plan is gesloten", "Verder met je code"}


def test_a_helper_is_refused_just_what_only_the_resident_may_do(app, person):
    helper = app.test_client()
    make_code(person)
    come_in(helper, make_helper_code(person))
    sent = {"csrf_token": helper.visit(PLACE + "/na-het-gesprek/").hidden()["csrf_token"]}
    refused = {
        endpoint
        for endpoint in NEEDS_DRAFT - {"leave.next_person"}  # that one ends the session
        for method in METHODS[endpoint]
        if helper.open(url_for(person, endpoint), method=method, data=sent).status_code == 403
    }
    assert refused == RESIDENT_ONLY


@pytest.mark.parametrize("endpoint", sorted(PUBLIC - {*POSTED}))
def test_a_public_page_opens_for_everyone(client, endpoint):
    response = client.get(url_for(client, endpoint), follow_redirects=True)
    assert response.status_code == 200


@pytest.mark.parametrize("endpoint", POSTED)
def test_a_post_without_a_token_is_refused(person, endpoint):
    before = rows_of(person)
    response = person.post(url_for(person, endpoint))
    if endpoint in WITHOUT_TOKEN:
        assert response.status_code != 400
    else:
        assert response.status_code == 400
        assert rows_of(person) == before


@pytest.mark.parametrize("endpoint", sorted({*POSTED} - {*WITHOUT_TOKEN}))
def test_a_wrong_token_is_no_better_than_none(app, person, endpoint):
    other = app.test_client()
    give(other, together())
    before = rows_of(person)
    for token in ("", "x", token_of(other)):
        sent = refusal(person, url_for(person, endpoint), token, {"Sec-Fetch-Site": "same-origin"})
        assert sent.status_code == 400
    assert rows_of(person) == before


@pytest.mark.parametrize("endpoint", POSTED)
def test_a_post_from_elsewhere_is_refused_even_with_a_token(person, endpoint):
    token, url, before = token_of(person), url_for(person, endpoint), rows_of(person)
    for headers in ELSEWHERE:
        sent = refusal(person, url, token, headers)
        assert sent.status_code == 403
        assert "Set-Cookie" not in sent.headers
    assert rows_of(person) == before


def test_looking_at_every_page_changes_no_byte(person):
    before = rows_of(person)
    for endpoint in GOTTEN:
        person.get(url_for(person, endpoint))
    assert rows_of(person) == before
    person.visit(url_of(person, "question:hope"))
    person.write("iets nieuws")
    person.press("Verder")
    assert rows_of(person) != before  # so that the digest is known to see a save


@pytest.mark.parametrize("endpoint", GOTTEN)
def test_every_page_has_its_guarding_headers(person, endpoint):
    headers = person.get(url_for(person, endpoint)).headers
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    rules = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert rules == POLICY
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Server" not in headers
    kind, _, letters = headers["Content-Type"].partition("; ")
    assert letters == "charset=utf-8" or not kind.startswith("text/")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413])
def test_every_refusal_has_them_too(app, person, status):
    client = app.test_client()
    ways = {
        400: lambda: person.post(PLACE + "/wissen"),
        401: lambda: client.get(PLACE + "/plan/"),
        403: lambda: client.post(PLACE + "/begin", headers={"Sec-Fetch-Site": "cross-site"}),
        404: lambda: client.get("/nergens"),
        405: lambda: client.post(PLACE + "/privacy"),
        413: lambda: client.post(PLACE + "/verder/", data={"x": "y" * 2**20}),
    }
    response = ways[status]()
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_a_built_file_may_be_kept_for_ever_and_comes_as_small_as_it_can(client, encoding):
    client.visit(PLACE + "/")
    sheet = next(
        tag.get("href") for tag in client.page.tree.iter("link") if ".css" in tag.get("href")
    )
    with client.get(sheet, headers={"Accept-Encoding": encoding}) as response:
        headers = response.headers
    assert "immutable" in headers["Cache-Control"]
    assert headers.get("Content-Encoding", "identity") == encoding
    guarding = {name: value for name, value in HEADERS.items() if name != "Cache-Control"}
    assert {name: headers.get(name) for name in guarding} == guarding


def test_a_foreign_host_name_is_refused_where_hosts_are_named(tmp_path):
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/d/drafts.db",
        key_dir=tmp_path / "keys",
        trusted_hosts=("plan.example",),
    )
    app = make_app(settings)
    client = app.test_client()
    assert client.get(PLACE + "/", base_url="https://plan.example").status_code == 200
    assert client.get(PLACE + "/", base_url="https://evil.example").status_code == 400
    app.extensions[EXTENSION].store.close()


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded"])
def test_what_a_visitor_says_about_proxies_is_not_believed(client, header):
    value = "host=evil.example;for=1.2.3.4" if header == "Forwarded" else "evil.example"
    response = client.get("/", headers={header: value})
    assert response.location == PLACE + "/"
