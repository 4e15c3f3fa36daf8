"""Hostile headers, cookies, methods, addresses and kinds of body, at every route."""

import json
import random
from collections.abc import Iterator

import pytest

from tests.attacks.corpus import COOKIES, EVERY, HEADERS, MARK, RAW, TEXTS, one_line
from tests.attacks.raw import FORM, HERE, Request, ask
from tests.attacks.watch import faults_of
from tests.web.browser import PLACE
from tests.web.conftest import make_app
from wizard.web.site import EXTENSION

CHANCE = random.Random(8)  # noqa: S311 - the same attacks each time
METHODS = (
    "GET",
    "HEAD",
    "POST",
    "OPTIONS",
    "PUT",
    "DELETE",
    "PATCH",
    "TRACE",
    "CONNECT",
    "PROPFIND",
)
METHODS += ("DEBUG", "get", "ZQ7X", "\u00a0")
KINDS = ("", "text/plain", "application/json", "application/xml", "multipart/form-data", FORM)
KINDS += ("multipart/form-data; boundary=", "multipart/form-data; boundary=zq7x", "zq7x/<zq7x>")
KINDS += (
    f"{FORM}; charset=utf-7",
    f"{FORM}; charset=zq7x",
    "application/json; charset=utf-16",
    "/",
)
PART = b'--zq7x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n<zq7x>\r\n'
BODIES = (
    b"",
    b"<zq7x>",
    b"{" * 5000,
    json.dumps({"text": f"<{MARK}>"}).encode(),
    b"[" * 20_000 + b"]" * 20_000,
    b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'zq7x'><!ENTITY b '&a;&a;'>]><x>&b;</x>",
    PART % b"text" + b"--zq7x--\r\n",
    PART % b"text",
    PART % b"a" * 300 + b"--zq7x--\r\n",
    (PART % b"file").replace(b"\r\n\r\n", b'; filename="../../zq7x"\r\n\r\n') + b"--zq7x--",
    b"--zq7x\r\nContent-Disposition: form-data; name\r\nX: " + b"y" * 9000 + b"\r\n\r\n--zq7x--",
    b"--zq7x\r\n" * 2000,
    b"text=zq7x&" * 400,
    bytes(range(256)) * 8,
)


def by_method(stage, methods) -> Iterator[Request]:
    people = [*stage.people.values()]
    for _, path, _ in stage.paths():
        for method in methods:
            cookie = CHANCE.choice(people)
            yield Request(path.encode(), method, cookie=cookie, headers=CHANCE.choice(({}, HERE)))


def test_no_method_breaks_a_route(stage, attack):
    assert attack(by_method(stage, CHANCE.sample(METHODS, 3))) > 350


@pytest.mark.matrix
def test_no_method_at_all_breaks_a_route(stage, attack):
    assert attack(by_method(stage, METHODS)) > 1800


def in_headers(stage, texts, paths) -> Iterator[Request]:
    for path in paths:
        for name in HEADERS:
            for text in texts:
                cookie = stage.people["resident"] if name != "Cookie" else ""
                yield Request(path.encode(), cookie=cookie, headers={name: text})


SHORT = (f"{PLACE}/taal", f"{PLACE}/begin", "/static/zq7x.css")


def test_no_header_breaks_a_page(stage, attack):
    texts = [one_line(text) for text in CHANCE.sample(TEXTS, 4)]
    assert attack(in_headers(stage, texts, SHORT)) > 300


@pytest.mark.parametrize("host", ["a..b", "@x.example", "x" * 64, "[::1", "a b", "x:y"])
def test_a_host_that_is_no_name_gets_no_page_where_any_name_will_do(settings, host):
    app = make_app(settings)
    for method, path in (("GET", f"{PLACE}/taal"), ("POST", f"{PLACE}/begin"), ("GET", "/zq7x")):
        answer = ask(app, Request(path.encode(), method, headers={"Host": host}))
        assert (answer.status, answer.body) == (400, b"")
        assert [*faults_of(answer)] == []
    app.extensions[EXTENSION].store.close()


@pytest.mark.matrix
def test_no_header_at_all_breaks_a_page(stage, attack):
    paths = (*SHORT, f"{PLACE}/", f"{PLACE}/plan/", "/", "/balie/inloggen", f"{PLACE}/verder/")
    texts = [one_line(text) for text in EVERY]
    assert attack(in_headers(stage, texts, paths)) > 15_000


def with_cookies(stage, texts, paths) -> Iterator[Request]:
    good = stage.people["resident"]
    for path in paths:
        for name in COOKIES:
            for text in map(one_line, texts):
                yield Request(path.encode(), cookie=f"{name}={text}")
                yield Request(path.encode(), cookie=f"{good}; {name}={text}; {name}=zq7x")
        for odd in ("; " * 500, "=" * 500, f"{good}; " * 90, "plan", "=zq7x", 'plan="zq7x\\"'):
            yield Request(path.encode(), cookie=odd)


def test_no_cookie_breaks_a_page_or_lets_anybody_in(stage, attack):
    assert attack(with_cookies(stage, CHANCE.sample(TEXTS, 3), (f"{PLACE}/taal", "/balie/"))) > 80
    for name in ("plan", "apparaat", "balie"):
        path = ("/balie/collegas/" if name == "balie" else f"{PLACE}/plan/").encode()
        tossed = [Request(path, cookie=f"{name}={one_line(text)}") for text in TEXTS[::6]]
        assert {ask(stage.app, request).status for request in tossed} == {401}


@pytest.mark.matrix
def test_no_cookie_at_all_breaks_a_page(stage, attack):
    paths = (f"{PLACE}/taal", "/balie/", f"{PLACE}/zo-lees-je-fijn/", f"{PLACE}/plan/")
    assert attack(with_cookies(stage, EVERY, paths)) > 5000


def at_odd_addresses(texts) -> Iterator[Request]:
    """In the place of a step, a language, a municipality, a case, a query, and of everything."""
    for text in texts:
        odd = text.encode("utf-8", "surrogatepass")
        for before in (b"/", b"//", PLACE.encode() + b"/stap/", b"/arnhem/", b"/balie/zaken/"):
            yield Request(before + odd)
        yield Request(b"/" + odd + b"/nl/")
        yield Request(b"/static/" + odd)
        for name in (b"van", b"terug", b"gedaan", b"zq7x"):
            yield Request(f"{PLACE}/taal".encode(), query=name + b"=" + odd.replace(b"\n", b"%0A"))


def test_no_address_breaks_the_site(attack):
    assert attack(at_odd_addresses(CHANCE.sample(EVERY, 18))) > 150
    assert attack(Request(f"{PLACE}/taal".encode(), query=b"van=" + raw) for raw in RAW) > 10
    assert attack(Request(b"/" + raw + b"x" * 9000) for raw in RAW) > 10


@pytest.mark.matrix
def test_no_address_at_all_breaks_the_site(attack):
    assert attack(at_odd_addresses(EVERY)) > 900


def with_bodies(stage, kinds, bodies) -> Iterator[Request]:
    posted = [path.encode() for _, path, methods in stage.paths() if "POST" in methods]
    for path in posted:
        for kind in kinds:
            cookie = CHANCE.choice([stage.people["alone"], stage.people["reader"], ""])
            body = CHANCE.choice(bodies)
            yield Request(path, "POST", b"", body, kind, cookie, HERE)


def test_no_kind_of_body_breaks_a_route(stage, attack):
    assert attack(with_bodies(stage, CHANCE.sample(KINDS, 4), BODIES)) >= 200


@pytest.mark.matrix
def test_no_kind_of_body_at_all_breaks_a_route(stage, attack):
    sent = (r for body in BODIES for r in with_bodies(stage, KINDS, [body]))
    assert attack(sent) > 9000
