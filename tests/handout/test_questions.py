"""The questions to fill in with a pen: what stands on each sheet, and how the PDF reads."""

import re
import subprocess
from itertools import pairwise

import pikepdf
import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from tests.handout.checks import faults_of
from tests.handout.samples import (
    EDITION,
    HOPE,
    empty_draft,
    everything_off_paper,
    longest_draft,
    plan_of,
    usual_draft,
)
from tests.handout.test_pdf import sizes_of
from tests.handout.test_tagging import walk
from wizard.core.answers import Answer
from wizard.core.draft import Draft
from wizard.core.paper_questions import blank_questions, open_questions
from wizard.handout.paper import Paper
from wizard.handout.pdf import render_pdf
from wizard.handout.plan import so_far_paper
from wizard.handout.qrcode import qr_code
from wizard.handout.questions import questions_paper

ADDRESS = "https://plan.example/arnhem/nl/"
LENGTHS = ("short", "long")
PRINTED: dict[str, bytes] = {}


def blank(length="short", start_url=ADDRESS, *, demo=False) -> Paper:
    return questions_paper(EDITION, length, start_url=start_url, demo=demo)


def so_far(draft: Draft, *, private=True) -> Paper:
    questions = open_questions(EDITION.questionnaire, draft, private=private)
    return so_far_paper(plan_of(draft), questions, demo=False)


def mirrored(paper: Paper) -> Paper:
    return replace(paper, html=paper.html.replace('dir="ltr"', 'dir="rtl"'))


PAPERS = {
    "short": blank,
    "long": lambda: blank("long"),
    "right to left": lambda: mirrored(so_far(usual_draft())),
    "so far": lambda: so_far(usual_draft()),
}


@pytest.fixture
def printed(tmp_path):
    """Return a function that gives one of PAPERS as a file, printed once per run."""

    def write(name):
        PRINTED[name] = PRINTED.get(name) or render_pdf(PAPERS[name]())
        path = tmp_path / "questions.pdf"
        path.write_bytes(PRINTED[name])
        return path

    return write


def pages_of(path) -> list[str]:
    read = subprocess.run(
        ["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True
    )
    return [" ".join(text.split()) for text in read.stdout.split("\f")[:-1]]


def soup_of(paper: Paper) -> BeautifulSoup:
    return BeautifulSoup(paper.html, "html.parser")


def said(tag) -> str:
    return " ".join(tag.get_text(" ").split())


def questions_of(length):
    return [q for part in blank_questions(EDITION.questionnaire, length) for q in part.questions]


@pytest.mark.parametrize("length", LENGTHS)
def test_every_question_stands_on_it_once_with_its_number(length):
    headings = [said(tag) for tag in soup_of(blank(length)).select("h3")]

    assert headings == [f"{q.number} {q.question.text}" for q in questions_of(length)]


@pytest.mark.parametrize("length", LENGTHS)
def test_every_choice_and_every_line_of_a_table_stands_on_it(length):
    text = said(soup_of(blank(length)))

    for one in questions_of(length):
        rows = getattr(one.question, "items", ()) + getattr(one.question, "choices", ())
        assert all(row.text in text for row in (*rows, *one.sometimes, *one.question.instead))


@pytest.mark.parametrize("length", LENGTHS)
def test_who_is_sent_on_is_sent_to_a_later_question_that_exists(length):
    soup = soup_of(blank(length))
    last = len(soup.select("h3"))

    for box in soup.select(".only-if"):
        here = int(said(box.find_previous("h3")).split()[0])
        sent = re.findall(r"Anders: ga naar vraag (\d+)\.", said(box))
        assert [n for n in sent if not here < int(n) <= last] == []
        assert sent or re.search(r"Anders: je bent klaar met dit (deel|blad)\.", said(box))
        asked = [int(n) for n in re.findall(r"bij vraag (\d+)", said(box))]
        assert asked
        assert max(asked) < here


def test_a_rule_is_said_in_one_breath_or_as_a_list():
    boxes = [said(box) for box in soup_of(blank("long")).select(".only-if")]

    assert boxes[0] == (
        "Koos je bij vraag 1 “Betaald werk”? Vul dan deze vraag in. Anders: ga naar vraag 3."
    )
    assert boxes[1].startswith("Klopt één van deze dingen? Je koos bij vraag 24: “Jonger dan 16”, ")
    assert "een ander antwoord dan “Nee”?" in boxes[2]


def test_who_helps_has_a_box_with_a_label_and_the_person_decides():
    *shared, private = soup_of(blank()).select(".paper-part")

    assert not private.select(".helper-room")
    for part in shared:
        (box,) = part.select(".helper-room")
        assert said(box) == (
            f"Voor wie helpt, bij “{said(part.h2)}”. Dit wil ik erbij zeggen: "
            "Voor de persoon zelf: mag dit op jouw papier? Ja Nee"
        )


@pytest.mark.parametrize("paper", [blank("long"), so_far(usual_draft()), so_far(empty_draft())])
def test_headings_skip_no_level_and_every_head_of_a_table_says_of_what(paper):
    soup = soup_of(paper)
    levels = [int(tag.name[1]) for tag in soup.select("h1, h2, h3, h4")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {tag.get("scope") for tag in soup.select("th")} == {"col", "row"}


def test_the_code_to_scan_leads_to_the_start_page_and_stands_beside_its_address():
    with_address, without = soup_of(blank()), soup_of(blank(start_url=""))

    assert with_address.svg.title.get_text() == f"Code om te scannen. Die opent {ADDRESS}"
    assert "plan.example/arnhem/nl" in said(with_address.select_one(".address"))
    assert without.svg is None
    assert "later intypen op de website" in said(without)


def test_the_squares_of_the_code_are_those_of_the_standard():
    import segno

    drawn = qr_code(ADDRESS)
    dark = {
        (int(x) + step, int(y))
        for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1", drawn.squares)
        for step in range(int(run))
    }
    rows = list(segno.make_qr(ADDRESS, error="m").matrix_iter(border=4))

    assert drawn.size == len(rows)
    assert dark == {(x, y) for y, row in enumerate(rows) for x, bit in enumerate(row) if bit}


def test_a_trial_says_so_on_paper():
    assert soup_of(blank(demo=True)).select_one("#demo")
    assert soup_of(blank()).select_one("#demo") is None


@pytest.mark.matrix  # test_every_kind.py and test_languages.py check papers like these
@pytest.mark.parametrize("name", PAPERS)
def test_it_passes_the_checks_of_pdf_ua(printed, name):
    assert faults_of(printed(name)) == []


@pytest.mark.parametrize(("name", "most"), [("short", 8), ("long", 12)])
def test_it_is_not_thicker_than_it_needs_to_be_and_no_letter_is_small(printed, name, most):
    with pikepdf.open(printed(name)) as document:
        assert len(document.pages) == most
        assert min(size for sheet in document.pages for size in sizes_of(sheet)) >= 11.99


@pytest.mark.parametrize("name", ["short", "long", "so far"])
def test_private_questions_are_on_a_sheet_of_paper_of_their_own(printed, name):
    pages = pages_of(printed(name))
    first = next(n for n, text in enumerate(pages) if text.startswith("Alleen voor jou"))
    (private,) = (part for part in EDITION.questionnaire.parts if part.private)
    own = [question.text for question in private.questions]

    assert first % 2 == 0, "printed on both sides, it begins a sheet"
    assert "Dit blad hoef je aan niemand te geven." in pages[first]
    assert all(f"{private.title} " in text for text in pages[first:]), "at the foot of each page"
    assert not [text for text in own if any(text in one for one in pages[:first])]
    others = [q.text for q in EDITION.questionnaire.questions() if q.text not in own]
    assert not [text for text in others if any(text in one for one in pages[first:])]


def test_the_text_comes_in_the_order_of_the_questions(printed):
    text = " ".join(pages_of(printed("long")))
    places = [text.index(q.question.text) for q in questions_of("long")]

    assert places == sorted(places)
    assert "Kruis 1 antwoord aan. Zo snel mogelijk Eerst wil ik oefenen" in text


def test_the_code_to_scan_is_the_only_picture_and_says_what_it_opens(printed):
    with pikepdf.open(printed("short")) as document:
        elements = list(walk(document.Root.StructTreeRoot.K))
        told = [str(e.Alt) for e in elements if e.get("/S") == "/Figure"]

    assert told == [f"Code om te scannen. Die opent {ADDRESS}"]


def test_bookmarks_lead_to_each_part(printed):
    with pikepdf.open(printed("short")) as document, document.open_outline() as outline:
        titles = [child.title for child in outline.root[0].children]

    assert titles == [part.title for part in EDITION.questionnaire.parts if part.numbered]


def test_half_filled_the_plan_comes_first_and_what_is_open_is_numbered_anew(printed):
    soup, pages = soup_of(so_far(usual_draft())), pages_of(printed("so far"))

    assert f"„{HOPE}”" in pages[0]
    assert pages[2].startswith("Deze vragen zijn nog open")
    numbers = [said(tag) for tag in soup.select(".number")]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert "Wat wil je graag?" not in said(soup)
    assert soup.title.get_text() == "Mijn plan tot nu toe – groene fiets"


def test_when_nothing_is_open_it_says_so():
    told = "Alle vragen zijn ingevuld of overgeslagen."

    assert told in so_far(longest_draft()).html
    assert told not in so_far(usual_draft()).html
    assert not soup_of(so_far(longest_draft())).select(".paper-question")


def test_for_a_helper_the_private_questions_are_left_off():
    (private,) = (part for part in EDITION.questionnaire.parts if part.private)

    without = so_far(empty_draft(), private=False).html

    assert not [q.text for q in private.questions if q.text in without]
    assert private.questions[0].text in so_far(empty_draft()).html


def test_a_switched_off_answer_changes_no_byte_of_a_paper_that_is_half_filled():
    base = so_far(everything_off_paper(usual_draft()))
    other = usual_draft(hope=Answer(text="anders"), stopped=Answer(picks=("stopped",)))

    assert so_far(everything_off_paper(other)) == base
    assert so_far(other) != so_far(usual_draft())
