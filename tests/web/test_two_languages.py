"""The plan in two languages: offered where the pages are not in Dutch, and nowhere else."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.browser import pseudo
from tests.browser.pseudo import LONG
from tests.web.browser import PLACE
from tests.web.conftest import make_app
from tests.web.plans import HELPER, HOPE, give, together
from wizard import resources
from wizard.handout.workers import PdfWorkers
from wizard.settings import Settings
from wizard.web.site import EXTENSION

ELSEWHERE = f"/arnhem/{LONG}"
PAGE = "/plan/twee-talen"


@pytest.fixture(scope="module")
def other_app(tmp_path_factory):
    """The site with a second language."""
    folder = tmp_path_factory.mktemp("languages")
    installed = folder / "installed"
    installed.mkdir()
    settings = Settings(
        content_dir=pseudo.offer_languages(folder / "content"),
        database_url=f"sqlite:///{folder}/drafts.db",
        key_dir=folder / "keys",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "PACKAGE", pseudo.make_installation(installed))
        app = make_app(settings)
        app.test_client_class = FlaskClient  # ours knows pages in Dutch only
        yield app
        app.extensions[EXTENSION].store.close()


@pytest.fixture
def plan(other_app):
    client = other_app.test_client()
    give(client, together())
    return client


def test_every_line_is_on_the_page_in_both_languages(plan):
    text = plan.get(ELSEWHERE + PAGE).text

    for words in (HOPE, HELPER, "Ik wil een vast ritme in mijn week."):
        assert words in text
    assert pseudo.stretch("Ik wil een vast ritme in mijn week.") in text


def test_the_page_and_the_pdf_are_offered_beside_the_other_papers(plan):
    page = BeautifulSoup(plan.get(f"{ELSEWHERE}/plan/papier").text, "html.parser")

    links = {link["href"] for link in page.select("main a")}
    assert {ELSEWHERE + PAGE, f"{ELSEWHERE}{PAGE}/pdf"} <= links


def test_the_pdf_is_sent_under_a_name_with_the_mark(plan, monkeypatch):
    papers = []
    monkeypatch.setattr(PdfWorkers, "render", lambda _, paper: papers.append(paper) or b"%PDF-1.7")

    answer = plan.get(f"{ELSEWHERE}{PAGE}/pdf")

    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert "mijn-plan-twee-talen-" in answer.headers["Content-Disposition"]
    assert BeautifulSoup(papers[0].html, "html.parser").html["lang"] == LONG


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/pdf"])
def test_in_dutch_there_is_no_second_language(client, path):
    give(client, together())

    client.visit(PLACE + path, 404)
    assert PLACE + PAGE not in client.visit(f"{PLACE}/plan/papier").links().values()
