"""The PDF itself, read back with other tools than the one that made it."""

import logging
import subprocess
import sys

import pikepdf
import pytest

from tests.handout.checks import faults_of
from tests.handout.conftest import DRAFTS
from tests.handout.samples import HELPER, HOPE, QUESTION, paper_of, usual_draft
from wizard.errors import PdfFailed
from wizard.handout import pdf
from wizard.handout.paper import Paper
from wizard.handout.pdf import OwnAssets, Press, render_pdf

PLAIN = '<html lang="nl"><title>Proef</title>{}</html>'


def plain(body):
    return Paper(PLAIN.format(body), "plan")


def text_of(path):
    read = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True)
    return " ".join(read.stdout.split())


def sizes_of(pdf_page):
    """Yield the size in points of every piece of text, through all scalings in force."""
    scale, kept = 1.0, []
    for operands, operator in pikepdf.parse_content_stream(pdf_page):
        match str(operator):
            case "q":
                kept.append(scale)
            case "Q":
                scale = kept.pop()
            case "cm":
                scale *= abs(float(operands[3]))
            case "Tm":
                text_scale = abs(float(operands[3]))
            case "Tf":
                yield float(operands[1]) * scale * text_scale


@pytest.mark.parametrize("name", DRAFTS)
def test_every_plan_passes_the_checks_of_pdf_ua(pdf_of, name):
    assert faults_of(pdf_of(name)) == []


def test_own_words_stand_in_it_literally(pdf_of):
    text = text_of(pdf_of("usual"))

    for words in (f"„{HOPE}”", f"„{QUESTION}”", HELPER, "groene fiets"):
        assert words in text


@pytest.mark.parametrize("name", ["usual", "one answer", "nothing"])
def test_a_usual_plan_has_two_pages(pdf_of, name):
    with pikepdf.open(pdf_of(name)) as document:
        assert len(document.pages) == 2


def test_more_text_takes_more_pages_and_no_letter_is_ever_small(pdf_of):
    with pikepdf.open(pdf_of("everything")) as document:
        sizes = {round(size, 2) for sheet in document.pages for size in sizes_of(sheet)}

        assert len(document.pages) > 3
        assert min(sizes) == 12


def test_it_says_what_it_is_and_nothing_about_who(pdf_of):
    with pikepdf.open(pdf_of("usual")) as document:
        assert document.Root.Lang == "nl"
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert set(document.docinfo) == {"/Title", "/Producer"}
        assert document.docinfo["/Title"] == "Mijn plan – groene fiets"


def test_bookmarks_lead_to_the_chapters(pdf_of):
    with pikepdf.open(pdf_of("usual")) as document, document.open_outline() as outline:
        (root,) = outline.root
        titles = [child.title for child in root.children]

    assert titles[2:5] == ["Ik wil", "Ik kan", "Ik heb nodig"]
    assert titles[5:] == ["Hier wil ik over praten", "Mijn gesprek"]


def test_it_can_do_nothing_but_be_read(pdf_of):
    active = {"/JS", "/JavaScript", "/Launch", "/URI", "/EmbeddedFiles", "/OpenAction", "/AA"}
    with pikepdf.open(pdf_of("everything")) as document:
        found = {
            key for item in document.objects if isinstance(item, pikepdf.Dictionary) for key in item
        }
        annotated = [sheet for sheet in document.pages if "/Annots" in sheet]

    assert found.isdisjoint(active)
    assert annotated == []


def test_it_uses_no_font_but_its_own(pdf_of):
    listed = subprocess.run(
        ["pdffonts", pdf_of("everything")], capture_output=True, check=True, text=True
    )
    names = {line.split()[0].partition("+")[2] for line in listed.stdout.splitlines()[2:]}

    assert names == {"Startplan-Paper", "Startplan-Paper-Bold"}


@pytest.mark.parametrize(
    "tag",
    [
        '<img alt="x" src="http://127.0.0.1:9/x.png">',
        '<img alt="x" src="file:///etc/hostname">',
        '<link rel="stylesheet" href="https://127.0.0.1:9/x.css">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<a rel="attachment" href="file:///etc/hostname">x</a>',
        "<style>@import 'http://127.0.0.1:9/x.css'; body { background: url(file:///x) }</style>",
        '<object data="ftp://127.0.0.1:9/x"></object>',
        '<img alt="x" src="data:image/png;base64,AAAA">',
        '<img alt="x" src="handout:../pdf.py">',
    ],
)
def test_every_address_but_our_own_assets_is_refused(tag, complaints):
    press = Press()

    printed = press(plain(tag))

    assert press.fetcher.refused > 0
    assert b"/EmbeddedFile" not in printed
    complaints.clear()


def test_our_own_assets_are_served_from_memory():
    assets = OwnAssets()

    assert assets("handout:regular.ttf").read()[:4] == b"\x00\x01\x00\x00"
    assert assets.refused == 0


@pytest.mark.parametrize("html", ["<title>x</title>", '<html lang="nl">x</html>', ""])
def test_a_page_without_title_or_language_is_no_document(html, complaints):
    with pytest.raises(PdfFailed):
        render_pdf(Paper(html, "plan"))
    complaints.clear()


def test_a_failure_tells_its_kind_and_no_word_of_the_page(monkeypatch):
    def fail(paper):
        raise MemoryError(paper.html)

    monkeypatch.setattr(pdf, "_press", lambda: fail)

    with pytest.raises(PdfFailed) as failure:
        render_pdf(plain("geheim"))

    assert str(failure.value) == "MemoryError"
    assert failure.value.__suppress_context__


def test_what_weasyprint_says_reaches_no_log(monkeypatch, complaints):
    heard = []
    listener = logging.Handler()
    monkeypatch.setattr(listener, "emit", heard.append)
    monkeypatch.setattr(logging.getLogger(), "handlers", [listener])

    render_pdf(plain('<p style="geheim: geheim">geheim</p>'))
    assert "geheim" in complaints.pop()
    assert heard == []
    logging.getLogger("control").error("heard")
    assert len(heard) == 1


class Writes:
    """Notes every file that Python opens for writing while it listens."""

    def __init__(self):
        self.paths = []
        self.listening = False
        sys.addaudithook(self.hear)

    def hear(self, event, args):
        if self.listening and event == "open" and set(str(args[1])) & set("wax+"):
            self.paths.append(args[0])


def test_no_plan_is_ever_written_to_disk(tmp_path):
    paper, writes = paper_of(usual_draft()), Writes()
    render_pdf(paper)

    writes.listening = True
    render_pdf(paper)
    assert writes.paths == []
    (tmp_path / "control").write_text("heard")
    writes.listening = False
    assert writes.paths == [str(tmp_path / "control")]
