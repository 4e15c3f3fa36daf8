"""Whom to tell about a hole: security.txt as RFC 9116 asks, and none where nobody is named."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from tests.web.conftest import make_app
from wizard.web.site import EXTENSION

CONTACT = "mailto:cert@plan.example"
PATH = "/.well-known/security.txt"
LINE_END = "\r\n"


@pytest.fixture
def named(settings):
    """A site that names whom to tell, behind TLS."""
    named = replace(settings, security_contact=CONTACT, base_url="https://plan.example/")
    app = make_app(named)
    yield app.test_client()
    app.extensions[EXTENSION].store.close()


def fields_of(text: str) -> dict[str, str]:
    """The fields of a security.txt; each must stand on a line of its own, and once."""
    assert text.endswith(LINE_END)
    pairs = [line.split(": ", 1) for line in text.removesuffix(LINE_END).split(LINE_END)]
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def test_it_says_whom_to_tell_for_how_long_and_in_which_languages(named, pass_time):
    response = named.get(PATH)
    assert response.content_type == "text/plain; charset=utf-8"
    fields = fields_of(response.text)
    expires = datetime.fromisoformat(fields.pop("Expires"))
    assert timedelta(days=179) < expires - datetime.now(UTC) <= timedelta(days=180)
    assert fields == {
        "Contact": CONTACT,
        "Preferred-Languages": "nl, en",
        "Canonical": "https://plan.example" + PATH,
    }


def test_a_day_later_it_holds_a_day_longer_and_within_a_day_it_is_the_same(named, pass_time):
    first = fields_of(named.get(PATH).text)["Expires"]
    assert first.endswith("T00:00:00Z")
    pass_time(days=1)
    later = fields_of(named.get(PATH).text)["Expires"]
    assert datetime.fromisoformat(later) - datetime.fromisoformat(first) == timedelta(days=1)


def test_where_it_was_before_leads_to_it(named):
    response = named.get("/security.txt")
    assert (response.status_code, response.location) == (302, PATH)


def test_without_tls_it_claims_no_address(settings):
    app = make_app(replace(settings, security_contact=CONTACT, base_url="http://localhost"))
    assert "Canonical" not in fields_of(app.test_client().get(PATH).text)
    app.extensions[EXTENSION].store.close()


def test_where_nobody_is_named_there_is_no_such_page(client):
    assert client.visit("/security.txt", 404).heading == "Deze pagina is er niet"
