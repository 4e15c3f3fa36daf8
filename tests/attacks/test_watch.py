"""The watch over attacked pages sees what is wrong, each kind by a seeded fault; and no more."""

import pytest
from flask import Response

from tests.attacks.corpus import MARK, MARKUP
from tests.attacks.raw import Answer, Request, ask
from tests.attacks.watch import faults_of
from tests.web.conftest import make_app
from wizard.web.security import HEADERS
from wizard.web.site import EXTENSION

GOOD = [*HEADERS.items(), ("Cache-Control", "no-store"), ("Content-Type", "text/html")]
SEEN = {
    "an element": (f"<p><{MARK}>", "element"),
    "an attribute": (f'<p title="" {MARK}="1">', f"attribute {MARK}"),
    "a handler": ('<p onclick="x()">', "attribute onclick"),
    "a style": ('<p style="x">', "attribute style"),
    "a class": (f'<p class="{MARK}">', "class of <p> repeats"),
    "a program": ('<a href="JavaScript:x()">', "is a program"),
    "a way out": (f'<a href="//{MARK}.example">', "leads away"),
    "a trace": ("Traceback (most recent call last)", "a traceback"),
}
PASSED = (
    f"<p>&lt;{MARK}&gt;",
    f'<input value="&quot; {MARK}=1">',
    f'<a href="/arnhem/nl/{MARK}">',
    "<p>onclick=1</p>",
    '<a href="https://www.example.nl/">',
)


@pytest.mark.parametrize(("page", "says"), SEEN.values(), ids=SEEN)
def test_it_sees(page, says):
    [fault] = faults_of(Answer(200, GOOD, page.encode()))
    assert says in fault


@pytest.mark.parametrize("page", PASSED)
def test_it_lets_pass(page):
    assert [*faults_of(Answer(200, GOOD, page.encode()))] == []


@pytest.mark.parametrize(
    "header", [("X-A", "b\r\nc"), ("Location", "//x.example"), (f"X-{MARK}", "1"), ("ETag", MARK)]
)
def test_it_sees_a_header_that_was_led_astray(header):
    assert len([*faults_of(Answer(303, [*GOOD, header], b""))]) == 1


@pytest.mark.parametrize("name", HEADERS)
def test_it_sees_that_a_header_is_missing(name):
    headers = [(key, text) for key, text in GOOD if key != name]
    assert [*faults_of(Answer(200, headers, b""))] == [f"without {name}"]


@pytest.mark.parametrize("text", MARKUP[:6])
def test_it_sees_a_page_that_fails_and_one_that_escapes_nothing(settings, text):
    app = make_app(settings)
    app.add_url_rule("/raw/<path:text>", "raw", lambda text: Response(f'<p title="{text}">'))
    app.add_url_rule("/fails", "fails", lambda: 1 / 0)
    assert [*faults_of(ask(app, Request(b"/raw/" + text.encode())))]
    assert "status 500" in [*faults_of(ask(app, Request(b"/fails")))]
    app.extensions[EXTENSION].store.close()
