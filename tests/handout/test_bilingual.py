"""Two languages beside each other: each line has both, and only the person's own words have one."""

import itertools
import re
import subprocess
from datetime import date

import pikepdf
import pytest
from bs4 import BeautifulSoup

from tests.browser.pseudo import LONG, SAME_EVERYWHERE
from tests.handout.checks import faults_of
from tests.handout.samples import (
    HELPER,
    HOPE,
    TODAY,
    empty_draft,
    everything_off_paper,
    longest_draft,
    usual_draft,
)
from tests.handout.two_languages import ARABIC_LETTERS, LANGUAGES, UNTRANSLATED
from wizard.core.answers import Answer
from wizard.core.followup import Agreement, Round
from wizard.core.plan import build_plan
from wizard.handout.bilingual import bilingual_paper, bilingual_sheet
from wizard.handout.pdf import render_pdf

DRAFTS = {"usual": usual_draft(), "nothing": empty_draft(), "everything": longest_draft()}
TYPED = "Bütün gün çalışmak istiyorum"


@pytest.fixture(scope="session")
def paper_of(editions):
    """Return a function that lays out a draft in one of the languages and Dutch."""

    def make(draft, lang=LONG, **options):
        plans = [build_plan(editions[name], draft, TODAY) for name in (lang, "nl")]
        return bilingual_paper(*plans, **{"demo": False, **options})

    return make


@pytest.fixture(scope="session")
def printed(paper_of, tmp_path_factory):
    """Return a function that gives a draft as a file, printed once per run."""
    folder = tmp_path_factory.mktemp("bilingual")

    def write(name, lang):
        path = folder / f"{name}-{lang}.pdf"
        if not path.exists():
            path.write_bytes(render_pdf(paper_of(DRAFTS[name], lang, demo=True)))
        return path

    return write


@pytest.fixture
def soup_of(paper_of):
    return lambda draft, *lang, **more: BeautifulSoup(
        paper_of(draft, *lang, **more).html, "html.parser"
    )


def text_of(tag):
    return " ".join(tag.get_text(" ", strip=True).split())


def bare(text):
    """Leave out what a line break or a column may change."""
    return re.sub(r"\s|\u200b", "", text)


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        ("usual", LONG),
        ("nothing", ARABIC_LETTERS),
        pytest.param("everything", ARABIC_LETTERS, marks=pytest.mark.matrix),
    ],
)
def test_it_passes_the_checks_of_pdf_ua(printed, name, lang):
    assert faults_of(printed(name, lang)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DRAFTS)
def test_every_line_stands_in_both_languages_side_by_side(soup_of, name, lang):
    rows = soup_of(DRAFTS[name], lang).select(".pairs tr:not(.typed-row)")

    assert rows
    for row in rows:
        own, dutch = row.find_all(["td", "th"])
        assert (own["lang"], dutch["lang"]) == (lang, "nl")
        assert dutch["dir"] == "ltr"
        assert text_of(own)
        assert text_of(dutch)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", DRAFTS)
def test_no_word_on_the_resident_s_side_is_untranslated(soup_of, name, lang):
    soup = soup_of(DRAFTS[name], lang, demo=True, kept_until=TODAY)
    own_side = [text_of(tag) for tag in soup.select(f"body [lang={lang}]:not(.typed > p, .own)")]

    for text in own_side:
        assert UNTRANSLATED[lang].findall(SAME_EVERYWHERE.sub("", text)) == []
    assert len(own_side) > 20
    assert UNTRANSLATED[lang].findall("Control")


def test_the_dutch_side_reads_as_the_dutch_plan_does(soup_of, editions):
    plan = build_plan(editions["nl"], DRAFTS["usual"], TODAY)
    said = [text_of(cell) for cell in soup_of(DRAFTS["usual"]).select("td[lang=nl]")]

    wanted = [
        line.text
        for name in ("talk_with_me", "want", "can", "need", "people", "exciting")
        for item in plan.chapters[name].items
        for line in item.lines
        if line.text
    ]
    assert [text for text in said if text in wanted] == wanted


def heard(path):
    """What a screen reader says, line by line."""
    command = ["pdfinfo", "-struct-text", path]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return [line for line in re.findall(r'^\s*"(.*)"$', told, re.MULTILINE) if line.strip()]


def test_a_screen_reader_hears_line_by_line(printed, soup_of):
    text = bare("".join(heard(printed("usual", LONG))))

    soup = soup_of(DRAFTS["usual"])
    for part in (soup.body.table, *soup.select("section")):
        assert bare(part.get_text()) in text


def test_each_line_from_right_to_left_comes_before_its_dutch(printed, soup_of):
    soup = soup_of(DRAFTS["usual"], ARABIC_LETTERS, demo=True)
    lines = heard(printed("usual", ARABIC_LETTERS))
    sides = (bool(re.search("[A-Za-z]{2}", line)) for line in lines)
    turns = [is_dutch for is_dutch, _ in itertools.groupby(sides)]

    dutch = soup.select("body [lang=nl]")
    assert turns.count(True) == len(dutch) + len(soup.select(".typed"))


def languages_in(element, found):
    """Collect what language each element of the structure tree names."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            languages_in(kid, found)
    elif isinstance(element, pikepdf.Dictionary):
        if "/Lang" in element:
            found.append((str(element.S), str(element.Lang)))
        languages_in(element.get("/K", pikepdf.Array()), found)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_side_is_read_in_its_own_language(printed, soup_of, lang):
    cells = soup_of(DRAFTS["usual"], lang).select("td[lang], th[lang]")
    with pikepdf.open(printed("usual", lang)) as document:
        named = languages_in(document.Root.StructTreeRoot.K, [])
        assert document.Root.Lang == lang

    told = [name for kind, name in named if kind in {"/TD", "/TH"}]
    assert told == [cell["lang"] for cell in cells]
    assert {name for kind, name in named if kind == "/Span"} == {lang, "nl"}


def test_chapters_are_headings_with_one_bookmark_each(printed):
    with pikepdf.open(printed("usual", LONG)) as document, document.open_outline() as outline:
        (root,) = outline.root
        titles = [child.title for child in root.children]

    assert root.title.endswith(" – Mijn plan")
    assert [title.split(" – ")[1] for title in titles] == [
        "Zo praat je het best met mij",
        "Hier hoop ik op",
        "Ik wil",
        "Ik kan",
        "Ik heb nodig",
        "Hier wil ik over praten",
        "Mijn gesprek",
        "Mijn volgende stap",
        "Tips voor het gesprek",
        "Wat spreken we af?",
    ]


def test_own_words_stand_once_in_the_language_they_were_typed_in(soup_of):
    soup = soup_of(empty_draft(hope=Answer(text=TYPED, lang="tr")))

    (own,) = soup.select(".typed p[lang=tr]")
    assert (text_of(own), own["dir"]) == (f"Türkçe: „{TYPED}”", "ltr")
    assert soup.get_text().count(TYPED) == 1
    labels = [text_of(label) for label in soup.select(".typed .write .half")]
    assert labels == [LANGUAGES[LONG]("Vertaling:"), "Vertaling:"]


def test_a_long_story_has_more_lines_to_translate_it_on(soup_of):
    short, long = (empty_draft(hope=Answer(text="Rust. " * times)) for times in (1, 60))

    assert len(soup_of(short).select(".typed .write")) == 1
    assert len(soup_of(long).select(".typed .write")) == 5


def test_the_helper_stands_apart_with_a_label_in_both_languages(soup_of):
    (helper,) = soup_of(DRAFTS["usual"]).select(".helper")

    assert "Dit wil mijn jobcoach erbij zeggen:" in text_of(helper)
    assert text_of(helper.select_one(".own")) == HELPER


def test_agreements_stand_as_they_were_written_down(soup_of):
    agreed = Agreement(who="Sam", what=TYPED, when="Maandag", lang="tr")
    talked = usual_draft().with_after(Round(agreements=(agreed,), fixed_person="Jo"))
    soup = soup_of(talked, kept_until=date(2027, 2, 1))

    first, *others = soup.select(".agree tbody tr")
    assert (text_of(first), first.td["lang"]) == (f"Sam {TYPED} Maandag", "tr")
    assert len(others) == 3
    assert text_of(soup.select_one(".agreed strong")) == "Jo"
    assert "Dit plan blijft op de website tot 1 februari 2027." in text_of(soup)


def test_a_sign_that_cannot_be_printed_is_explained_in_both(soup_of):
    explained = "Dit teken kunnen wij niet printen. Schrijf het er zelf bij."
    text = text_of(soup_of(empty_draft(hope=Answer(text="Blij \U0001f9ff"))))

    assert explained in text
    assert LANGUAGES[LONG](explained) in text
    assert "Dit komt 1 keer voor." in text


def test_a_switched_off_answer_changes_no_byte(paper_of):
    told = (everything_off_paper(usual_draft(hope=Answer(text=text))) for text in ("a", "b"))

    assert len({paper_of(draft).html for draft in told}) == 1


def test_plans_of_two_different_drafts_are_no_pair(editions):
    one = build_plan(editions[LONG], usual_draft(), TODAY)
    other = build_plan(editions["nl"], empty_draft(), TODAY)

    with pytest.raises(ValueError, match="shorter"):
        bilingual_paper(one, other, demo=False)


def test_the_page_on_screen_has_the_same_sheet_without_the_head_of_paper(editions):
    plans = [build_plan(editions[name], DRAFTS["usual"], TODAY) for name in (LONG, "nl")]
    sheet = BeautifulSoup(bilingual_sheet(*plans), "html.parser")

    assert HOPE in sheet.get_text()
    assert sheet.select("#foot, #mark, h1, html") == []


def test_the_sheet_escapes_what_was_typed(editions):
    """The page takes this sheet for safe HTML, so this is where nothing may slip through."""
    typed = '<b onclick="x()">&amp;</b>'
    draft = empty_draft(hope=Answer(text=typed, lang="tr"))
    plans = [build_plan(editions[name], draft, TODAY) for name in (LONG, "nl")]
    sheet = str(bilingual_sheet(*plans))

    assert "&lt;b onclick=" in sheet
    assert BeautifulSoup(sheet, "html.parser").select("[onclick]") == []
