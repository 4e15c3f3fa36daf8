"""The table that holds our questions against article 2.3.2 of the Wmo 2015 stays true."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from msgspec import Struct

from tests.core.municipalities import QUESTIONNAIRE, each_municipality
from tests.handout.samples import TODAY, everything
from wizard.core.answers import Answer
from wizard.core.draft import Draft, SharedDocument
from wizard.core.municipality import Edition
from wizard.core.plan import build_plan
from wizard.core.questionnaire import Pairs, Question, Questionnaire, Scale
from wizard.handout.plan import plan_paper

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "wmo-persoonlijk-plan.md"
POINTS = {"2", *(f"4 {letter}" for letter in "abcdefg")}
FIXED_TEXTS = {"4 e": "Mijn volgende stap", "4 g": "Tips voor het gesprek"}


class Row(Struct, frozen=True):
    """One line of the table; `question` is "–" for a text of ours."""

    point: str
    about: str
    question: str
    heading: str
    paper: str
    checked: str


def rows() -> list[Row]:
    lines = [line for line in DOCUMENT.read_text().splitlines() if line.startswith("| ")]
    return [Row(*(cell.strip(" `") for cell in line[2:-2].split(" | "))) for line in lines[2:]]


ROWS = rows()


def faults_in(table: Sequence[Row], questionnaire: Questionnaire) -> Iterator[str]:
    """Yield each point, question and fixed text that the table should have, or has wrong."""
    yield from POINTS - {row.point for row in table}
    spoken = {q.id: q.sensitive for q in questionnaire.questions() if q.chapter and not q.retired}
    named = {row.question: row.paper for row in table if row.question != "–"}
    common = {q.id for q in QUESTIONNAIRE.questions()}
    yield from (spoken.keys() & common) ^ named.keys()
    yield from (id_ for id_, paper in named.items() if spoken.get(id_) is not (paper == "off"))
    fixed = {row.point: row.heading for row in table if row.paper == "fixed"}
    yield from (point for point, text in FIXED_TEXTS.items() if fixed.get(point) != text)


def answered(question: Question) -> Answer:
    match question:
        case Scale():
            return Answer(items={item.id: question.scale[0].id for item in question.items})
        case Pairs():
            return Answer(items={pair.id: pair.choices[0].id for pair in question.items})
    return everything(question, "Dit wil ik zeggen.")


def told_everything(edition: Edition, *, private: bool = False) -> Draft:
    answers = {question.id: answered(question) for question in edition.questionnaire.questions()}
    answers["mode"] = Answer(picks=("alone",))
    paper = dict.fromkeys(answers, True) if private else {}
    opened = tuple(part.id for part in edition.questionnaire.parts)
    shared = SharedDocument(answers=answers, paper=paper, opened=opened, mark=("green", "bicycle"))
    return Draft(shared=shared)


def headings_on_paper(edition: Edition, draft: Draft) -> set[str]:
    page = plan_paper(build_plan(edition, draft, TODAY), demo=False).html
    return {tag.get_text().strip() for tag in BeautifulSoup(page, "html.parser").select("h2, h3")}


def questions_on_paper(edition: Edition, draft: Draft) -> set[str]:
    chapters = build_plan(edition, draft, TODAY).chapters.values()
    return {item.question for chapter in chapters for item in chapter.items}


@each_municipality
def test_every_point_and_every_question_of_the_plan_stands_in_the_table(edition):
    assert list(faults_in(ROWS, edition.questionnaire)) == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.question} {row.heading}")
def test_a_table_without_one_of_its_rows_is_found_out(row):
    assert list(faults_in([each for each in ROWS if each != row], QUESTIONNAIRE))


@each_municipality
def test_whoever_told_everything_has_what_is_on_and_not_what_is_off(edition):
    draft = told_everything(edition)
    headings, told = headings_on_paper(edition, draft), questions_on_paper(edition, draft)
    for row in ROWS:
        assert (row.heading in headings) is (row.paper != "off"), row
        assert row.question == "–" or (row.question in told) is (row.paper == "on"), row


@each_municipality
def test_what_is_off_comes_on_paper_when_it_is_switched_on(edition):
    headings = headings_on_paper(edition, told_everything(edition, private=True))
    assert {row.heading for row in ROWS} <= headings


@each_municipality
def test_what_someone_may_have_to_pay_is_a_tip_for_everyone(edition):
    blank = build_plan(edition, Draft(shared=SharedDocument(mark=("green", "bicycle"))), TODAY)
    assert "Moet ik iets betalen?" in " ".join(blank.tips)
    assert "Moet ik iets betalen?" in plan_paper(blank, demo=False).html
