"""What holds for every kind of paper: a new kind is checked as soon as it can be made."""

import functools
import io
import re
import subprocess

import outloud
import pikepdf
import pymupdf
import pytest

from tests.handout.checks import STREAM, faults_of, lengths_are_right
from tests.handout.kinds import ABOUT_ME, FOR_EVERYONE, NAMES, papers_of
from tests.handout.reading_order import EXPECTED, heard_in
from tests.handout.samples import (
    ARABIC,
    HELPER,
    HOPE,
    QUESTION,
    TIGRINYA,
    UKRAINIAN,
    in_other_scripts,
    usual_draft,
)
from tests.handout.test_pdf import sizes_of, text_of
from tests.handout.test_tagging import walk
from wizard.handout.pdf import render_pdf

DRAFTS = {"usual": usual_draft, "scripts": in_other_scripts}
SMALLEST = {"large": 20}
HEARD = {
    "ORD-001": "bullets are painted after their line, and words beside a chapter after it",
    "TAG-002": "the sentence below each page is told once, not again on every page",
    "TBL-010": "the week has more days and parts of days than boxes in each of its rows",
    "TBL-012": "cells are empty: people write in them with a pen",
    "TBL-014": "the words in a table cover less than half of it: the rest is to write in",
    "TXT-004": "an Arabic letter has up to four shapes, which are one letter when read",
}
"""The only things that outloud may say of a paper, and why each of them is right."""
ARABIC_WORDS = re.compile("[\u0620-\u06ff]+")
SEEN_ON = ("large", "bilingual", "so-far", "questions-long")
EMPTY_IS_FINE = {"/TD", "/TH", "/Table", "/TR"}


@pytest.fixture(scope="session")
def printed(tmp_path_factory):
    """Return a function that prints a kind of one of DRAFTS, once per run."""
    folder = tmp_path_factory.mktemp("kinds")
    papers = functools.cache(lambda draft: papers_of(DRAFTS[draft]()))

    def write(name, draft="usual"):
        return write_once(name, "usual" if name in FOR_EVERYONE else draft)

    @functools.cache
    def write_once(name, draft):
        path = folder / f"{name}-{draft}.pdf"
        path.write_bytes(render_pdf(papers(draft)[name]))
        return path

    return write


@pytest.fixture(scope="session")
def listened(printed):
    """Return a function that listens to a kind of one of DRAFTS, once per run."""
    return functools.cache(lambda name, draft: outloud.check(str(printed(name, draft))))


@pytest.fixture(params=NAMES)
def opened(request, printed):
    with pikepdf.open(printed(request.param, "scripts")) as document:
        yield document


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("name", NAMES)
def test_it_keeps_to_both_standards(printed, name, draft):
    assert faults_of(printed(name, draft)) == []


def test_a_broken_paper_would_be_seen(printed):
    written = printed("plan").read_bytes()
    (first, *_) = STREAM.finditer(written)
    wrong, broken = b"%d" % (int(first[1]) ^ 1), io.BytesIO()
    with pikepdf.open(printed("plan")) as document:
        del document.Root.MarkInfo
        document.save(broken)

    assert faults_of(broken.getvalue())
    assert not lengths_are_right(written[: first.start(1)] + wrong + written[first.end(1) :])


@pytest.mark.parametrize("name", NAMES)
def test_it_names_the_standards_that_it_keeps_to(printed, name):
    with pikepdf.open(printed(name)) as document, document.open_metadata() as metadata:
        (intent,) = document.Root.OutputIntents
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["dc:title"] == str(document.docinfo["/Title"])
        assert "xmp:CreateDate" not in metadata
        assert "/Filter" not in document.Root.Metadata
        assert intent.S == "/GTS_PDFA1"
        assert b"pdfaExtension:schemas" in document.Root.Metadata.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_other_readers_find_nothing_to_mend(printed, name):
    pymupdf.TOOLS.reset_mupdf_warnings()
    with pymupdf.open(printed(name, "scripts")) as document:
        assert [sheet.get_text() for sheet in document]

    assert pymupdf.TOOLS.mupdf_warnings() == ""


@pytest.mark.parametrize("name", NAMES)
def test_who_listens_meets_nothing_but_what_is_known(listened, name):
    result = listened(name, "scripts")

    assert result.error is None
    assert {finding.rule for finding in result.findings} <= set(HEARD)


def test_each_known_finding_is_still_there(listened):
    results = [listened(name, "scripts") for name in SEEN_ON]
    results.append(listened("plan", "usual"))

    assert {finding.rule for result in results for finding in result.findings} == set(HEARD)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_heard_in_the_order_in_which_it_is_meant(printed, name):
    expected = EXPECTED / f"{name}.txt"

    assert expected.exists(), "python -m tests.handout.reading_order"
    assert heard_in(printed(name)) == expected.read_text(encoding="utf-8")


def test_it_says_what_it_is(opened):
    assert str(opened.Root.Lang)
    assert opened.Root.MarkInfo.Marked
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert set(opened.docinfo) == {"/Title", "/Producer"}


def test_its_structure_is_whole(opened):
    (root,) = opened.Root.StructTreeRoot.K
    elements = list(walk(root.K))
    empty = {str(e.S) for e in elements if "/S" in e and not len(e.get("/K", []))}

    assert root.S == "/Document"
    assert empty <= EMPTY_IS_FINE
    assert [e for e in elements if e.get("/S") == "/TH" and "/Scope" not in e.A] == []
    assert [e for e in elements if e.get("/S") == "/Figure" and not str(e.get("/Alt", ""))] == []


def test_it_has_no_links_and_no_fields(opened):
    assert [sheet for sheet in opened.pages if "/Annots" in sheet] == []
    assert "/AcroForm" not in opened.Root


@pytest.mark.parametrize("name", NAMES)
def test_all_its_letters_are_in_it_and_large_enough(printed, name):
    path = printed(name, "scripts")
    listed = subprocess.run(["pdffonts", path], capture_output=True, check=True, text=True)
    embedded = {line.split()[-5] for line in listed.stdout.splitlines()[2:]}
    with pikepdf.open(path) as document:
        sizes = {round(size, 2) for sheet in document.pages for size in sizes_of(sheet)}

    assert embedded == {"yes"}
    assert min(sizes) >= SMALLEST.get(name, 12)


@pytest.mark.parametrize("name", ABOUT_ME)
def test_own_words_stand_in_it_literally(printed, name):
    text = text_of(printed(name))

    for words in (HOPE, QUESTION, HELPER):
        assert words in text


@pytest.mark.parametrize("name", ABOUT_ME)
def test_words_in_other_scripts_can_be_read_back(printed, name):
    text = text_of(printed(name, "scripts"))

    assert UKRAINIAN in text
    assert TIGRINYA in text
    assert set(ARABIC_WORDS.findall(ARABIC)) <= set(ARABIC_WORDS.findall(text))
