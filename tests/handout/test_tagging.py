"""What a screen reader finds in the PDF beyond what a validator looks at."""

import io
from pathlib import PurePath
from typing import NamedTuple

import pikepdf
import pytest

from tests.handout.reading_order import heard_in
from wizard.errors import PdfFailed
from wizard.handout import tagging
from wizard.handout.paper import Paper
from wizard.handout.pdf import SCHEME, render_pdf
from wizard.resources import built_files

PAGE = '<html lang="nl"><title>Proef</title><body>{}</body></html>'
PICTURE = next(PurePath(name).name for name in built_files() if name.startswith("icons/"))
LONG = "Een zin die de bladzijde vult. " * 200


class Element(NamedTuple):
    kind: str
    lang: str
    scope: str


def elements(html):
    """Return the structure elements of a page in reading order."""
    with pikepdf.open(io.BytesIO(render_pdf(Paper(PAGE.format(html), "plan")))) as document:
        return [
            Element(
                str(found.S)[1:],
                str(found.get("/Lang", "")),
                str(found.get("/A", {}).get("/Scope", ""))[1:],
            )
            for found in walk(document.Root.StructTreeRoot.K)
        ]


def walk(kids):
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid
            yield from walk(kid.get("/K", []))


def kinds(html):
    return [element.kind for element in elements(html)]


def test_it_belongs_to_one_version_of_weasyprint(monkeypatch):
    import weasyprint

    assert weasyprint.__version__ == tagging.WEASYPRINT
    monkeypatch.setattr(weasyprint, "__version__", "70.1")

    with pytest.raises(PdfFailed):
        tagging.install()


def test_each_element_keeps_its_language():
    found = elements('<p lang="en">hi</p><p>Zeg <span lang="tr">merhaba</span></p>')

    assert [element.lang for element in found if element.lang] == ["en", "tr"]


def test_heading_cells_say_what_they_are_about():
    found = elements('<table><tr><th>a<th>b<tr><th scope="row">c<td>d</table>')

    assert [e.scope for e in found if e.kind == "TH"] == ["Column", "Column", "Row"]


@pytest.mark.parametrize(
    ("html", "kind", "count"),
    [
        (f"<p>{LONG}</p>", "P", 1),
        (f"<ul><li>{LONG}</li><li>b</li></ul>", "L", 1),
        (f"<ul><li>{LONG}</li><li>b</li></ul>", "LI", 2),
        (f'<p><span lang="en">{LONG}</span></p>', "P", 1),
        (f"<section><h1>x</h1><p>{LONG}</p><p>b</p></section>", "Sect", 1),
        ("<table>" + "<tr><td>x</td></tr>" * 100 + "</table>", "Table", 1),
        ("<table>" + "<tr><td>x</td></tr>" * 100 + "</table>", "TR", 100),
        (f'<div class="pair"><div>{LONG}</div><div>b</div></div>', "Table", 0),
    ],
)
def test_what_runs_over_two_pages_is_one_element(html, kind, count):
    assert kinds(html).count(kind) == count


def test_sisters_stay_apart():
    assert kinds("<p>a</p><p>b</p><section></section><section></section>").count("P") == 2


def test_every_element_knows_its_parent():
    paper = Paper(PAGE.format(f"<ul><li>{LONG}</li></ul>"), "plan")
    printed = pikepdf.open(io.BytesIO(render_pdf(paper)))

    for element in walk(printed.Root.StructTreeRoot.K):
        for kid in walk(element.get("/K", [])[:1]):
            assert kid.P.S is not None
        for kid in element.get("/K", []):
            assert not isinstance(kid, pikepdf.Dictionary) or kid.P.objgen == element.objgen


def test_the_footer_is_read_once_and_page_numbers_never(pdf_of):
    heard = heard_in(pdf_of("everything"))

    assert heard.count("groene fiets") == 1
    assert "bladzijde" not in heard


def test_a_line_to_write_on_is_nothing_to_stop_at():
    assert kinds('<p>a <span class="rule"></span></p><p></p>') == ["Document", "P", "Span"]


def test_a_picture_that_says_nothing_is_no_figure():
    picture = f'<img src="{SCHEME}icons/{PICTURE}" {{}}>'

    assert kinds(picture.format('alt=""')).count("Figure") == 0
    assert kinds(picture.format('alt="x" aria-hidden="true"')).count("Figure") == 0
    assert kinds(picture.format('alt="Een boom"')).count("Figure") == 1


def test_stressed_words_belong_to_their_line():
    assert "NonStruct" not in kinds("<p>Bel <strong>14 026</strong></p>")


def test_the_head_of_a_long_table_is_heard_once():
    head = "<thead><tr><th>x</th></tr></thead>"

    assert kinds(f"<table>{head}{'<tr><td>x</td></tr>' * 100}</table>").count("TH") == 1
