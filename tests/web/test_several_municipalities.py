"""One instance for several municipalities: which have pages, and whose a plan is."""

import re
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tests.web.browser import PLACE, Browser
from tests.web.codes import make_code
from tests.web.conftest import make_app
from tests.web.files import come_in_with, download
from tests.web.plans import alone, ask, draft_in, give, opened_in, url_of
from wizard.web.site import EXTENSION

ELSEWHERE = "/oss/nl"
OWN_PAGES = ("/plan/", "/plan/pdf", "/controle/", "/bewaren/", "/verder/welkom")


@pytest.fixture
def live(settings, site, request):
    """A live instance that serves the municipalities a test names, besides Arnhem.

    It stands beside the trial, with the same keys and drafts.
    """
    assert site.settings is settings
    wanted = msgspec.structs.replace(settings, mode="live", municipalities=request.param)
    app = make_app(wanted)
    yield app
    app.extensions[EXTENSION].store.close()


@pytest.fixture
def started(client) -> Browser:
    """Somebody who started a plan at Arnhem."""
    client.start()
    return client


@pytest.mark.parametrize("live", [(), ("oss",)], indirect=True, ids=["its own", "one more"])
def test_live_has_pages_for_those_it_serves_and_for_no_other(live):
    browser = live.test_client()
    browser.visit(PLACE + "/")
    site = live.extensions[EXTENSION]
    browser.visit(ELSEWHERE + "/", 200 if "oss" in site.served else 404)
    browser.visit("/nijmegen/nl/", 404)
    browser.visit("/nijmegen/xx/uitkomsten", 404)


def test_a_trial_has_pages_for_all(site, client):
    assert {*site.served} == {*site.editions.municipalities}
    for slug in site.served:
        name = site.editions.municipalities[slug].name
        assert name in client.visit(f"/{slug}/nl/").text


def test_a_new_plan_belongs_to_the_municipality_of_its_start(client):
    client.visit(ELSEWHERE + "/")
    client.press("Start")
    assert draft_in(client).shared.municipality == "oss"


@pytest.mark.parametrize("path", OWN_PAGES)
def test_a_page_of_the_plan_leads_to_the_plans_own_municipality(started, path):
    response = started.get(ELSEWHERE + path + "?van=x")
    assert (response.status_code, response.location) == (303, PLACE + path + "?van=x")


def test_a_step_under_another_municipality_is_the_same_step_at_home(started):
    step = url_of(started, "question:mode")
    assert started.visit(step.replace(PLACE, ELSEWHERE)).url == step


def test_a_plan_of_before_belongs_to_the_instances_own(client):
    give(client, alone())
    assert client.get(ELSEWHERE + "/plan/").location == PLACE + "/plan/"


def test_the_language_comes_along(started):
    started.langs = ("nl", "pl")
    assert started.get("/oss/pl/plan/").location == "/arnhem/pl/plan/"


def test_what_is_sent_under_another_municipality_changes_nothing(started):
    before = draft_in(started)
    ask(started, "mode")
    started.tick("Ik doe het alleen")
    action, fields = started.page.form_of("Verder")
    response = started.send(action.replace(PLACE, ELSEWHERE), fields)
    assert response.status_code == 303
    assert response.location.startswith(PLACE)
    assert draft_in(started) == before


def test_another_start_page_tells_whose_plan_there_is_and_leads_back(started):
    page = started.visit(ELSEWHERE + "/")
    assert "Dit plan hoort bij Arnhem." in page.text
    assert page.links()["Ga verder met dit plan"].startswith(PLACE)
    assert "Dit plan hoort bij" not in started.visit(PLACE + "/").text


def test_a_visitor_can_choose_a_municipality_where_there_are_several(client):
    client.visit(ELSEWHERE + "/")
    page = client.press("Kies je gemeente")
    assert {"Arnhem": PLACE + "/", "Het Rijk van Nijmegen": "/nijmegen/nl/"}.items() <= (
        page.links().items()
    )
    assert "Heumen" in page.text, "who lives in a region looks for the name of the own town"


@pytest.mark.parametrize("live", [()], indirect=True)
def test_where_there_is_one_no_page_offers_a_choice(live):
    assert "Kies je gemeente" not in live.test_client().visit(PLACE + "/").text


def test_a_new_plan_can_be_started_there(started):
    started.visit(ELSEWHERE + "/")
    started.press("Start een nieuw plan")
    assert draft_in(started).shared.municipality == "oss"


def test_a_code_leads_to_the_plans_own_municipality(started, other):
    code = make_code(started)
    other.visit(ELSEWHERE + "/verder/")
    other.write(code, "Je code van 16 cijfers")
    action, fields = other.page.form_of("Open mijn plan")
    assert other.send(action, fields).location == PLACE + "/verder/welkom"


def test_a_file_opens_in_the_municipality_that_it_is_from(started, other):
    raw = download(started)
    come_in_with(other, raw.replace(b'"municipality": "arnhem"', b'"municipality": "oss"'))
    assert draft_in(other).shared.municipality == "oss"
    assert "Alles uit je bestand is er weer." in other.page.text


def test_a_file_from_elsewhere_opens_here_and_says_so(started, other):
    raw = download(started)
    come_in_with(other, raw.replace(b'"municipality": "arnhem"', b'"municipality": "tiel"'))
    assert draft_in(other).shared.municipality == "arnhem"
    assert "je gemeente, want dit plan hoort nu bij Arnhem" in other.page.text


@pytest.mark.parametrize("live", [()], indirect=True)
def test_a_plan_of_a_municipality_that_left_is_not_shown_under_another(live, client):
    client.visit(ELSEWHERE + "/")
    client.press("Start")
    here = live.test_client()
    here.set_cookie("plan", client.cookie("plan"))
    page = here.visit(PLACE + "/plan/", 404)
    assert page.heading == "Dit plan hoort bij een andere gemeente"
    assert "Ga verder met dit plan" not in here.visit(PLACE + "/").text
    assert draft_in(client)


@pytest.mark.parametrize("live", [("almere",)], indirect=True)
def test_each_municipality_keeps_its_plans_as_long_as_it_says(live):
    municipalities = live.extensions[EXTENSION].editions.municipalities
    longer = msgspec.structs.replace(municipalities["arnhem"], retention_days=90)
    municipalities["arnhem"] = longer
    for slug, days in (("arnhem", 90), ("almere", 30)):
        browser = live.test_client()
        browser.visit(f"/{slug}/nl/")
        browser.press("Start")
        browser.tick("Ik doe het alleen")
        browser.press("Verder")
        left = opened_in(browser).expires_at - datetime.now(UTC)
        assert timedelta(days - 1) < left <= timedelta(days + 1)


def test_who_reads_about_another_municipality_can_stay(started, pass_time):
    pass_time(minutes=26)
    warning = started.get(ELSEWHERE + "/tijd/").json["warning"]
    token = re.search(r'name="csrf_token" value="([^"]+)"', warning)[1]

    told = started.send(ELSEWHERE + "/tijd/", [("csrf_token", token)]).json

    assert told["left"] > 29 * 60
