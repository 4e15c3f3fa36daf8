"""Papers in the languages of the site, from the real catalogues."""

import functools
import io
import re
import subprocess

import pikepdf
import pymupdf
import pytest

from tests.handout.checks import faults_of
from tests.handout.kinds import NO_PAPER
from tests.handout.samples import ARABIC, TODAY, usual_draft
from wizard.core.answers import Answer
from wizard.core.plan import build_plan
from wizard.handout.kinds import KINDS, Wanted
from wizard.handout.pdf import render_pdf
from wizard.handout.plan_text import plan_text
from wizard.i18n import SOURCE_LANGUAGE, Editions, text_direction
from wizard.languages import translations
from wizard.resources import PACKAGE

LANGUAGES = tuple(translations())
PAPERS = tuple(kind for kind in KINDS if kind not in NO_PAPER)
SHOWN = {"en": "easy", "ar": "plan", "tr": "bilingual", "pl": "card", "uk": "large", "ti": "plan"}
"""The paper of each language that is printed in every run."""
SAMPLE = [*SHOWN.items(), ("ar", "bilingual")]
REST = [(lang, kind) for lang in LANGUAGES for kind in PAPERS if (lang, kind) not in SAMPLE]
EVERY = SAMPLE + [pytest.param(*one, marks=pytest.mark.matrix) for one in REST]
EDGE = 8
"""Points at each edge of a sheet on which most printers print nothing."""
DRAWN = re.compile("[\u0600-\u06ff\ufe70-\ufefc]+")
MARKS = re.compile("[\u064b-\u0652\u0640]")
"""Vowel signs, which a reader of a PDF may put before or behind their letter."""


@functools.cache
def edition(lang):
    return editions().find("arnhem", lang)


@functools.cache
def editions():
    return Editions(PACKAGE / "content")


def wanted(lang):
    """A plan of somebody who wrote part of it in Arabic and the rest in Dutch."""
    draft = usual_draft(hope=Answer(text=ARABIC, lang="ar"))
    return Wanted(
        draft=draft, edition=edition(lang), dutch=edition(SOURCE_LANGUAGE), today=TODAY, demo=True
    )


@functools.cache
def html_of(lang, kind):
    return KINDS[kind](wanted(lang)).html


@functools.cache
def printed(lang, kind):
    return render_pdf(KINDS[kind](wanted(lang)))


def read_by_poppler(pdf):
    command = ["pdftotext", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


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
            if not sheet.rect.contains(pymupdf.Rect(word[:4]) + (-EDGE, 0, EDGE, 0))
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


@pytest.mark.parametrize(("lang", "kind"), EVERY)
def test_the_paper_runs_in_the_direction_of_its_language(lang, kind):
    direction = text_direction(lang)
    assert f'<html lang="{lang}" dir="{direction}">' in html_of(lang, kind)
    assert f"from-{direction}"
