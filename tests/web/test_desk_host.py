"""A desk under a name of its own shares no origin with residents' pages."""

import pytest

from tests.web.browser import PLACE
from tests.web.deskroom import DeskRoom, desk_app

OWN, PUBLIC = "http://balie.example", "http://plan.example"
HOSTS = {"desk_host": "balie.example", "trusted_hosts": ("plan.example",)}


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with desk_app(tmp_path_factory.mktemp("desk"), **HOSTS) as app:
        yield DeskRoom(app)


@pytest.mark.parametrize(
    ("base", "path", "status"),
    [
        (OWN, "/balie/inloggen", 200),
        (OWN + ":8443", "/balie/inloggen", 200),
        (OWN.upper().replace("HTTP", "http"), "/balie/inloggen", 200),
        (PUBLIC, "/balie/inloggen", 404),
        (PUBLIC, "/balie/", 404),
        (PUBLIC, PLACE + "/", 200),
        (PUBLIC, "/", 302),
        (OWN, PLACE + "/", 404),
        (OWN, PLACE + "/plan/", 404),
        (OWN, "/nergens", 404),
        (OWN, "/baliekluiver", 404),
        ("http://evil.example", "/balie/inloggen", 400),
    ],
)
def test_each_name_has_its_own_pages(room, base, path, status):
    assert room.app.test_client().get(path, base_url=base).status_code == status


def test_the_bare_address_of_the_desk_leads_to_the_desk(room):
    response = room.app.test_client().get("/", base_url=OWN)
    assert response.location == "/balie/"


def test_what_is_missing_under_the_desks_name_says_so_as_the_desk(room):
    browser = room.app.test_client()
    browser.get(PLACE + "/", base_url=OWN)
    assert "Startplan Balie" in browser.page.soup.text
    browser.get("/balie/inloggen", base_url=PUBLIC)
    assert "Naar het begin van de balie" not in browser.page.soup.text


def test_a_post_for_the_desk_under_the_public_name_is_no_page(room):
    sent = {"name": room.lead.name}
    browser = room.app.test_client()
    assert browser.post("/balie/inloggen", data=sent, base_url=PUBLIC).status_code == 404


def test_styles_come_under_both_names(room):
    browser = room.app.test_client()
    browser.get("/balie/inloggen", base_url=OWN)
    sheet = browser.page.soup.select_one("link[rel=stylesheet]")["href"]
    for base in (OWN, PUBLIC):
        with browser.get(sheet, base_url=base) as response:
            assert response.status_code == 200


def test_without_a_name_of_its_own_the_desk_stands_beside_the_rest(tmp_path):
    with desk_app(tmp_path, trusted_hosts=("plan.example",)) as app:
        for path in ("/balie/inloggen", PLACE + "/"):
            assert app.test_client().get(path, base_url=PUBLIC).status_code == 200
        assert app.test_client().get("/balie/", base_url=OWN).status_code == 400


def test_with_no_names_given_every_name_is_answered(tmp_path):
    with desk_app(tmp_path, desk_host="balie.example") as app:
        assert app.test_client().get("/balie/inloggen", base_url=OWN).status_code == 200
        assert app.test_client().get(PLACE + "/", base_url="http://10.0.0.1").status_code == 200
