"""Every answer over https passes what internet.nl checks; each of its rules sees a fault."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.attacks.raw import Request, ask
from tests.guards.internet_nl import header_faults, policy_faults, security_txt_faults
from tests.web.conftest import make_app
from wizard.handout.workers import PdfWorkers
from wizard.resources import built_files
from wizard.settings import Settings
from wizard.vault import KeyDirectory
from wizard.web.security import HEADERS, headers_of
from wizard.web.site import EXTENSION

HOST = "plan.example"
BASE = f"https://{HOST}"
PATH = "/.well-known/security.txt"
GZIP = {"Host": HOST, "Accept-Encoding": "compress, deflate, gzip, br"}


@pytest.fixture(scope="module", params=["demo", "live"])
def app(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("checked")
    KeyDirectory(folder / "keys", create=True)
    settings = Settings(
        database_url=f"sqlite:///{folder}/drafts/drafts.db",
        key_dir=folder / "keys",
        base_url=BASE,
        trusted_hosts=(HOST,),
        security_contact="mailto:cert@plan.example",
        mode=request.param,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PdfWorkers, "render", lambda _self, _html: b"%PDF-1.7")
        app = make_app(settings)
        yield app
        app.extensions[EXTENSION].store.close()


def test_every_route_passes(app):
    rules = [*app.url_map.iter_rules()]
    for rule in rules:
        path = rule.rule.replace("/<municipality>/<lang>", "/arnhem/nl")
        for method in ("GET", "POST", "PUT"):
            answer = ask(app, Request(path.encode(), method, headers=GZIP))
            assert [*header_faults(dict(answer.headers))] == [], (path, method, answer.status)
    assert len(rules) > 100


@pytest.mark.parametrize(
    "path", ["/static/", "/static/zq7x.css", "/nergens", "/healthz", "/readyz"]
)
def test_so_does_what_is_no_page(app, path):
    answer = ask(app, Request(path.encode(), headers=GZIP))
    assert [*header_faults(dict(answer.headers))] == []


@pytest.mark.parametrize("more", [{}, {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_file_passes_too_and_may_be_compressed(app, method, more):
    path = "/static/" + next(name for name in built_files().values() if name.endswith(".js"))
    answer = ask(app, Request(path.encode(), method, headers={**GZIP, **more}))
    faults = {*header_faults(dict(answer.headers))} - {"it is compressed"}
    assert faults == set()


def test_whom_to_tell_is_said_as_the_standard_asks(app):
    answer = ask(app, Request(PATH.encode(), headers=GZIP))
    assert answer.header("Content-Type") == "text/plain; charset=utf-8"
    assert [*security_txt_faults(answer.text, BASE + PATH, datetime.now(UTC))] == []


GOOD = headers_of(Settings(base_url=BASE))
WRONG = {
    "Content-Security-Policy": ["", "default-src 'none'"],
    "Strict-Transport-Security": ["", "max-age=31535999", "includeSubDomains"],
    "X-Frame-Options": ["", "ALLOW-FROM https://a.nl"],
    "X-Content-Type-Options": ["", "sniff"],
    "Referrer-Policy": ["", "unsafe-url", "origin"],
    "Content-Encoding": ["gzip"],
}


@pytest.mark.parametrize(("name", "text"), [(n, text) for n in WRONG for text in WRONG[n]])
def test_a_header_that_is_wrong_is_seen(name, text):
    assert [*header_faults(GOOD)] == []
    assert [*header_faults({**GOOD, name: text})]


@pytest.mark.parametrize(
    "more",
    [
        *("script-src 'unsafe-inline'", "style-src 'unsafe-hashes'", "script-src 'unsafe-eval'"),
        *("img-src *", "img-src http://a.nl", "connect-src https://*", "object-src data:"),
        *("script-src https:", "form-action https:", "frame-ancestors a.nl", "base-uri a.nl"),
    ],
)
def test_a_policy_that_allows_too_much_is_seen(more):
    assert [*policy_faults(f"{more}; {HEADERS['Content-Security-Policy']}")]


def said(**changed: str) -> str:
    ends = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    good = {"Contact": "mailto:a@b.nl", "Expires": ends, "Preferred-Languages": "nl"}
    fields = {**good, "Canonical": BASE + PATH, **changed}
    return "".join(f"{name}: {text}\n" for name, text in fields.items() if text)


@pytest.mark.parametrize(
    "changed",
    [
        {"Contact": ""},
        {"Contact": "a@b.nl"},
        {"Expires": ""},
        {"Expires": "2020-01-01T00:00:00Z"},
        {"Expires": "2090-01-01T00:00:00Z"},
        {"Preferred-Languages": ""},
        {"Canonical": "https://other.example" + PATH},
    ],
    ids=str,
)
def test_a_text_that_says_too_little_is_seen(changed):
    assert [*security_txt_faults(said(), BASE + PATH, datetime.now(UTC))] == []
    assert [*security_txt_faults(said(**changed), BASE + PATH, datetime.now(UTC))]
