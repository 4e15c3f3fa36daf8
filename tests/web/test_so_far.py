"""The plan so far: half-filled at any moment, and never more than who asks may see."""

import pytest

from tests.web.browser import PLACE
from tests.web.plans import HOPE, SECRET, alone, give, make_draft
from wizard.core.answers import Answer
from wizard.handout.workers import PdfWorkers

SO_FAR = PLACE + "/plan/tot-nu-toe"
PRIVATE_QUESTION = "Wil je ook hulp bij iets anders?"


@pytest.fixture
def papers(monkeypatch):
    """Keep what would go to the press."""
    sent = []
    monkeypatch.setattr(
        PdfWorkers, "render", lambda _self, paper: sent.append(paper.html) or b"%PDF-1.7"
    )
    return sent


def both(browser, papers) -> list[str]:
    """What the page and the PDF show."""
    page = browser.visit(SO_FAR).html
    assert browser.get(SO_FAR + "/pdf").data == b"%PDF-1.7"
    return [page, papers[-1]]


def test_what_was_told_comes_with_what_is_still_open(client, papers):
    give(client, alone())
    for html in both(client, papers):
        assert HOPE in html
        assert "Deze vragen zijn nog open" in html
        assert "Waar ben je goed in?" in html
        assert "Waar hoop je op?" not in html
        assert PRIVATE_QUESTION in html


def test_it_works_before_anything_was_told(client, papers):
    give(client, make_draft({}))
    for html in both(client, papers):
        assert "Wat wil je graag?" in html


def test_a_skipped_question_is_not_asked_again(client, papers):
    give(client, alone(strengths=Answer(skipped=True)))
    assert all("Waar ben je goed in?" not in html for html in both(client, papers))


def test_a_switched_off_answer_is_as_good_as_none(resident, papers):
    for html in both(resident, papers):
        assert SECRET not in html
        assert "Wat ging daar goed? En wat niet?" in html


def test_a_helper_gets_no_private_question_and_no_private_answer(resident, helper, papers):
    for html in both(helper, papers):
        assert HOPE in html
        assert "Waar ben je goed in?" in html
        assert PRIVATE_QUESTION not in html
        assert SECRET not in html


def test_the_file_is_named_after_the_mark_and_kept_by_nobody(client, papers):
    give(client, alone())
    response = client.get(SO_FAR + "/pdf")
    assert "mijn-plan-tot-nu-toe-" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "no-store"
    assert HOPE not in str(response.headers)
