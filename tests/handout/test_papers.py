"""Large print, easy reading, the code card and the strip: what sets each of them apart."""

import functools
import operator
from datetime import date

import pikepdf
import pymupdf
import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from tests.handout.checks import faults_of
from tests.handout.samples import (
    HELPER,
    HOPE,
    QUESTION,
    empty_draft,
    longest_draft,
    plan_of,
    usual_draft,
)
from tests.handout.test_pdf import sizes_of, text_of
from wizard.core.followup import Agreement, Round
from wizard.handout.codecard import CodeCard, card_paper
from wizard.handout.pdf import render_pdf
from wizard.handout.plan import easy_paper, large_paper, plan_paper

CARD = CodeCard(("1234", "5678", "9012", "3456"), "groene fiets", date(2026, 12, 22), "nl")
MILLIMETRE = 72 / 25.4
CODE = "1234 5678 9012 3456"


def soup_of(paper):
    return BeautifulSoup(paper.html, "html.parser")


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Print each kind once, for a usual plan."""
    folder, plan = tmp_path_factory.mktemp("papers"), plan_of(usual_draft())
    papers = {
        "large": large_paper(plan, demo=False),
        "easy": easy_paper(plan, demo=False),
        "strip": plan_paper(plan, demo=False, card=CARD),
        "card": card_paper(CARD, demo=False),
    }
    for name, paper in papers.items():
        (folder / name).write_bytes(render_pdf(paper))
    return {name: folder / name for name in papers}


@pytest.mark.parametrize("name", ["large", "easy", "strip", "card"])
def test_every_kind_passes_the_checks_of_pdf_ua(printed, name):
    assert faults_of(printed[name]) == []


@pytest.mark.parametrize("name", ["large", "easy"])
def test_nothing_that_the_standard_paper_says_is_missing(printed, name):
    text = text_of(printed[name])

    for words in (HOPE, QUESTION, HELPER, "groene fiets", "Ik kan precies werken."):
        assert words in text
    assert "Wmo 2015, artikel 2.3.2" in text


@pytest.mark.parametrize(("name", "smallest"), [("large", 20), ("easy", 14), ("card", 12)])
def test_no_letter_is_smaller_than_its_kind_allows(printed, name, smallest):
    with pikepdf.open(printed[name]) as document:
        sizes = {round(size, 2) for sheet in document.pages for size in sizes_of(sheet)}

    assert min(sizes) == smallest


def test_large_print_has_headings_and_lists_and_no_table():
    soup = soup_of(large_paper(plan_of(usual_draft()), demo=False))

    assert soup.find("table") is None
    assert soup.select(".pair") == []
    assert [len(lines.find_all("li")) for lines in soup.select(".agreed ol")] == [4]


def test_large_print_names_what_was_agreed():
    agreed = Round(agreements=(Agreement(who="Sam", what="Bellen", when="Maandag", lang="nl"),))
    soup = soup_of(large_paper(plan_of(usual_draft().with_after(agreed)), demo=False))

    first, *empty = soup.select(".agreed ol li")
    assert first.get_text() == "Sam · Bellen · Maandag"
    assert len(empty) == 3


def test_every_answer_with_a_picture_has_it_on_the_easy_paper_and_nothing_is_read_aloud():
    plan = plan_of(usual_draft())
    soup = soup_of(easy_paper(plan, demo=False))
    icons = [
        line.icon
        for chapter in plan.chapters.values()
        for item in chapter.items
        for line in item.lines
        if line.icon
    ]

    shown = [line["class"][1] for line in soup.select("li.pictured")]
    assert sorted(shown) == sorted(f"picture-{icon}" for icon in icons)
    assert soup.find("img") is None


def test_every_picture_of_the_content_can_be_printed(complaints):
    sheet = easy_paper(plan_of(longest_draft()), demo=False)

    assert render_pdf(sheet).startswith(b"%PDF")
    assert complaints == []


def test_the_card_is_as_large_as_a_bank_card(printed):
    document = pymupdf.open(printed["card"])
    dashed = [drawn["rect"] for drawn in document[0].get_drawings() if drawn["dashes"] != "[] 0"]
    around = functools.reduce(operator.or_, dashed)

    assert around.width == pytest.approx(85.6 * MILLIMETRE, abs=2)
    assert around.height == pytest.approx(54 * MILLIMETRE, abs=2)


def test_the_card_says_what_a_person_needs(printed):
    text = text_of(printed["card"])

    for words in (CODE, "Plan: groene fiets", "Werkt tot 22 december 2026.", "Bewaar dit goed."):
        assert words in text


def test_the_code_is_on_the_plan_only_when_asked_and_then_last(printed):
    plan = plan_of(usual_draft())

    assert CODE not in plan_paper(plan, demo=False).html
    sections = soup_of(plan_paper(plan, demo=False, card=CARD)).find_all("section")
    assert CODE in sections[-1].get_text()
    assert [CODE in section.get_text() for section in sections[:-1]].count(True) == 0


def test_a_usual_plan_with_a_strip_still_has_two_pages(printed):
    with pikepdf.open(printed["strip"]) as document:
        assert len(document.pages) == 2


def test_an_address_stands_on_the_card_where_there_is_one():
    known = CodeCard(CARD.groups, CARD.mark, CARD.until, CARD.lang, "https://startplan.example/")

    assert "Ga naar startplan.example." in card_paper(known, demo=False).html
    assert "Ga naar de website van Startplan." in card_paper(CARD, demo=False).html


@pytest.mark.parametrize("kind", [large_paper, easy_paper])
def test_a_plan_without_answers_is_a_paper_too(kind):
    soup = soup_of(kind(plan_of(empty_draft()), demo=True))

    assert soup.select("#demo")
    assert soup.h1.get_text().startswith("Mijn plan")


@pytest.mark.parametrize("kind", [plan_paper, large_paper, easy_paper])
def test_without_tips_there_is_no_heading_for_them(kind):
    plan = plan_of(usual_draft())
    titles = [
        [heading.get_text() for heading in soup_of(kind(told, demo=False)).select("h2, h3")]
        for told in (plan, replace(plan, tips=()))
    ]

    assert ["Tips voor het gesprek" in found for found in titles] == [True, False]


def test_every_chapter_of_the_longest_plan_is_on_the_easy_paper():
    soup = soup_of(easy_paper(plan_of(longest_draft()), demo=False))
    titles = [heading.get_text() for heading in soup.select("h2")]

    assert titles[:5] == [
        "Zo praat je het best met mij",
        "Hier hoop ik op",
        "Ik wil",
        "Ik kan",
        "Ik heb nodig",
    ]
    assert len(titles) == 13
