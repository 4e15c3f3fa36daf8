"""Papers in the languages of the site, from the real catalogues."""

import functools
import io
import re

import pikepdf
import pymupdf
import pytest
from bs4 import BeautifulSoup

from tests.handout.arabic_text import read_by_poppler
from tests.handout.checks import faults_of
from tests.handout.kinds import NO_PAPER
from tests.handout.reading_order import heard_in
from tests.handout.samples import ARABIC, TODAY, usual_draft
from tests.handout.two_languages import real_edition
from wizard.core.answers import Answer
from wizard.core.plan import build_plan
from wizard.handout.kinds import KINDS, SAMPLE_CODE, Wanted
from wizard.handout.pdf import render_pdf
from wizard.handout.plan_text import plan_text
from wizard.i18n import SOURCE_LANGUAGE
from wizard.languages import translations

LANGUAGES = tuple(translations())
PAPERS = tuple(kind for kind in KINDS if kind not in NO_PAPER)
SHOWN = {"en": "easy", "ar": "plan", "tr": "bilingual", "pl": "card", "uk": "large", "ti": "plan"}
"""The paper of each language that is printed in every run."""
SAMPLE = [*SHOWN.items(), ("ar", "bilingual")]
REST = [(lang, kind) for lang in LANGUAGES for kind in PAPERS if (lang, kind) not in SAMPLE]
EVERY = SAMPLE + [pytest.param(*one, marks=pytest.mark.matrix) for one in REST]
EDGE = 8
"""Points at each edge of a sheet on which most printers print nothing."""


def wanted(lang):
    """A plan of somebody who wrote part of it in Arabic and the rest in Dutch."""
    draft = usual_draft(hope=Answer(text=ARABIC, lang="ar"))
    return Wanted(
        draft=draft,
        edition=real_edition(lang),
        dutch=real_edition(SOURCE_LANGUAGE),
        today=TODAY,
        demo=True,
    )


@functools.cache
def html_of(lang, kind):
    return KINDS[kind](wanted(lang)).html


@functools.cache
def printed(lang, kind):
    return render_pdf(KINDS[kind](wanted(lang)))


def word_and_edge(word):
    left, top, right, bottom = word[:4]
    return left - EDGE, top, right + EDGE, bottom


@pytest.mark.parametrize(("lang", "kind"), EVERY)
def test_it_keeps_to_both_standards(lang, kind):
    assert faults_of(printed(lang, kind)) == []


@pytest.mark.parametrize(("lang", "kind"), EVERY)
def test_no_word_hangs_over_the_edge_of_its_sheet(lang, kind):
    with pymupdf.open(stream=printed(lang, kind)) as document:
        over = [
            word[4]
            for sheet in document
            for word in sheet.get_text("words")
            if not sheet.rect.contains(word_and_edge(word))
        ]
    assert over == []


@pytest.mark.parametrize(("lang", "kind"), EVERY)
def test_marks_of_a_catalogue_or_of_html_stand_nowhere(lang, kind):
    with pikepdf.open(io.BytesIO(printed(lang, kind))) as document:
        with document.open_outline() as outline:
            titles = [item.title for root in outline.root for item in (root, *root.children)]
        told = [str(document.docinfo["/Title"]), *titles, read_by_poppler(printed(lang, kind))]
        assert str(document.Root.Lang) == lang
    assert [text for text in told if re.search(r"[\[\]<>]|%\(", text)] == []


def test_what_stands_left_in_dutch_stands_right_in_arabic():
    places = {lang: place_of_the_page_number(printed(lang, "plan")) for lang in ("ar", "ti")}

    assert places["ar"] < 0.5 < places["ti"]


def place_of_the_page_number(pdf):
    """Return how far from the left the last "1" of the first sheet stands, as a share of it."""
    with pymupdf.open(stream=pdf) as document:
        ones = [word for word in document[0].get_text("words") if word[4] == "1"]
        return max(ones, key=lambda word: word[3])[0] / document[0].rect.width


def test_a_code_and_a_number_read_the_same_way_in_every_direction():
    for lang in ("ar", "ti"):
        with pymupdf.open(stream=printed(lang, "card")) as document:
            words = {word[4]: word[0] for word in document[0].get_text("words")}
        places = [words[group] for group in SAMPLE_CODE]
        assert places == sorted(places)


def test_dutch_words_are_read_with_a_dutch_voice(tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(printed("ar", "plan"))

    assert "[nl] wijkteam" in heard_in(path)
    assert BeautifulSoup(html_of("ar", "plan"), "html.parser").select("bdi[lang=nl]")


def test_turkish_capitals_keep_their_dots():
    text = plan_text(build_plan(real_edition("tr"), usual_draft(), TODAY), demo=False)
    titles = [line for line in text.splitlines() if line.isupper()]

    assert "BUNU KONUŞMAK İSTİYORUM" in titles
    assert "PLANIM (HENÜZ BİTMEDİ)" in titles


def test_what_nobody_has_read_says_so_on_every_paper():
    texts = {kind: html_of("ar", kind) for kind in PAPERS}

    assert [kind for kind, html in texts.items() if html.count('class="unread"') != 1] == []
    assert [kind for kind in PAPERS if 'class="unread"' in html_of(SOURCE_LANGUAGE, kind)] == []
