"""The papers of a plan: which there are, what is sent, and when the code is on them."""

from datetime import UTC, date, datetime

import pytest

from tests.web.browser import PLACE
from tests.web.codes import make_code, make_helper_code
from tests.web.plans import HELPER, HOPE, alone, give, together, url_of
from wizard.core.answers import Answer
from wizard.handout.workers import PdfWorkers
from wizard.web import visit

PLAN = f"{PLACE}/plan/"
CARD = f"{PLACE}/bewaren/code/pdf"
STRIP = f"{PLAN}pdf?strook=ja"
NAMES = {
    "pdf": "mijn-plan-groene-fiets.pdf",
    "groot/pdf": "mijn-plan-groot-groene-fiets.pdf",
    "makkelijk/pdf": "mijn-plan-makkelijk-groene-fiets.pdf",
}


@pytest.fixture
def sent(monkeypatch):
    """Keep what goes to the workers instead of printing it."""
    papers = []

    def render(_workers, paper):
        papers.append(paper)
        return b"%PDF-1.7"

    monkeypatch.setattr(PdfWorkers, "render", render)
    return papers


@pytest.fixture
def plan(client):
    give(client, together())
    return client


@pytest.mark.parametrize("path", NAMES)
def test_each_kind_is_sent_under_a_name_with_the_mark(plan, sent, path):
    answer = plan.get(PLAN + path)

    assert answer.headers["Content-Disposition"] == f"attachment; filename={NAMES[path]}"
    assert answer.headers["Cache-Control"] == "no-store"
    assert HOPE in sent[0].html


@pytest.mark.parametrize("path", ["groot", "makkelijk"])
def test_each_kind_is_a_page_too_and_says_the_same(plan, path):
    page = plan.visit(PLAN + path)

    for words in (HOPE, HELPER, "Ik wil een vast ritme in mijn week."):
        assert words in page.text


def test_all_papers_are_offered_on_one_page(plan):
    links = plan.visit(PLAN + "papier").links().values()

    assert {PLAN + path for path in NAMES} <= set(links)
    assert {PLAN, PLAN + "groot", PLAN + "makkelijk"} <= set(links)


def test_without_a_code_the_page_leads_to_making_one(plan):
    links = plan.visit(PLAN + "papier").links().values()

    assert f"{PLACE}/bewaren/" in links
    assert {CARD, STRIP}.isdisjoint(links)


@pytest.mark.parametrize("path", [CARD, STRIP])
def test_the_code_is_printed_in_the_session_that_made_it(plan, sent, path):
    code = make_code(plan)
    assert path in plan.visit(PLAN + "papier").links().values()

    answer = plan.get(path)

    assert answer.mimetype == "application/pdf"
    assert "-code-" in answer.headers["Content-Disposition"]
    assert code in sent[0].html


def test_the_code_is_on_no_other_paper(plan, sent):
    code = make_code(plan)
    for path in NAMES:
        plan.get(PLAN + path)

    assert [code in paper.html for paper in sent] == [False] * len(NAMES)


@pytest.mark.parametrize("path", [CARD, STRIP])
def test_without_a_code_of_this_session_nothing_is_printed(plan, sent, path):
    answer = plan.get(path)

    assert (answer.status_code, answer.location) == (303, f"{PLACE}/bewaren/")
    assert sent == []


def test_whoever_helps_from_another_screen_gets_the_plan_and_never_the_code(plan, other, sent):
    make_code(plan)
    helper_code = make_helper_code(plan)
    other.visit(f"{PLACE}/verder/")
    other.write(helper_code, "Je code van 16 cijfers")
    other.press("Open mijn plan")

    assert [other.get(path).status_code for path in (CARD, STRIP)] == [403, 403]
    assert "Je code op papier" not in other.visit(PLAN + "papier").text
    assert other.get(PLAN + "groot/pdf").status_code == 200
    assert [helper_code in paper.html for paper in sent] == [False]


def test_paper_is_at_hand_at_every_question_and_saves_it_first(client):
    give(client, alone())
    client.visit(url_of(client, "question:hope"))
    client.write("Een hond")

    assert client.press("Op papier").heading == "Kies je papier"
    assert "Een hond" in client.visit(PLAN).text


def test_before_the_first_wish_there_is_nothing_to_print(client):
    assert "Op papier" not in client.start().buttons()


def test_the_signs_that_cannot_be_printed_are_named_beside_the_papers(client):
    give(client, alone(hope=Answer(text="Blij 😀 en 漢字", lang="nl", revision=1)))
    assert "Deze tekens kunnen wij niet printen: 😀 漢字 Schrijf ze" in client.visit(PLAN).text

    give(client, alone())
    assert "kunnen wij niet printen" not in client.visit(PLAN).text


def test_a_sign_in_an_answer_that_is_off_paper_is_not_named(client):
    draft = alone(hope=Answer(text="Blij 😀", lang="nl", revision=1))
    give(client, draft.with_paper("hope", on_paper=False, private=False))

    assert "kunnen wij niet printen" not in client.visit(PLAN).text


def test_the_card_leads_to_the_start_page_of_its_own_municipality(plan, sent, monkeypatch):
    monkeypatch.setattr("wizard.web.codecards.public_start_url", lambda edition: edition.lang)
    make_code(plan)
    plan.get(CARD)

    assert "Ga naar nl." in sent[0].html


def test_after_midnight_the_paper_has_the_day_that_people_count(monkeypatch):
    monkeypatch.setattr(visit, "now", lambda: datetime(2026, 11, 22, 23, 30, tzinfo=UTC))
    assert visit.Visit.today.fget(None) == date(2026, 11, 23)
