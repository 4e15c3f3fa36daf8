"""Pictures of each kind of paper, compared without minding how letters are drawn.

The current ones stand in `docs/screens/papers/`; `python -m tools.take_paper_pictures` takes them
anew. They show made-up people, and a language that nobody speaks beside Dutch.
"""

from pathlib import Path

import pymupdf
from PIL import Image

from tests.browser import pictures
from tests.browser.pseudo import LONG
from tests.handout.samples import TODAY
from wizard.answersfile import people, read_draft
from wizard.core.municipality import Edition
from wizard.handout.kinds import KINDS, Wanted
from wizard.handout.paper import Paper
from wizard.handout.pdf import render_pdf

Editions = dict[str, Edition]
"""The content by language, as `two_languages` makes it."""

FOLDER = pictures.FOLDER / "papers"
DPI = 60
PAGES = 2
"""How many pages a sheet shows."""
FROM = {"so-far": 1}
"""Which page is shown first, where that is a later one: before it stands the usual plan."""
GAP, GREY = 6, (150, 150, 150)
TOLERANCE = 14
"""How far the mean colour of a block may move: fonts are our own, so less than on screens."""
USUAL = "leaving-school"
EXTREME = ("everything-at-full-length", "many-scripts")

SHEETS = {
    **{kind: ((USUAL, kind),) for kind in KINDS if kind not in {"text", "json"}},
    "so-far": (("one-answer", "so-far"),),
    "extreme": tuple((person, "plan") for person in EXTREME),
    "arabic": (("arabic-speaking-mother", "plan"),),
}
"""What each picture shows: of whom, and which kind of paper."""


def path_of(name: str) -> Path:
    """Return where the current picture of a sheet is kept."""
    return FOLDER / f"{name}.png"


def take(name: str, editions: Editions) -> Image.Image:
    """Return the pages that stand on a sheet, side by side, in as few colours as they are kept."""
    printed = [render_pdf(paper_of(person, kind, editions)) for person, kind in SHEETS[name]]
    shown = [shots(pdf, FROM.get(name, 0))[: PAGES // len(printed)] for pdf in printed]
    sheet = side_by_side([shot for pages in shown for shot in pages])
    return sheet.quantize(pictures.COLOURS).convert("RGB")


def paper_of(person: str, kind: str, editions: Editions) -> Paper:
    """Return a kind of paper for one of the made-up people, on a day that stays the same."""
    dutch, other = editions["nl"], editions[LONG]
    wanted = Wanted(
        draft=read_draft(people()[person], dutch.questionnaire),
        edition=other if kind == "bilingual" else dutch,
        dutch=dutch,
        today=TODAY,
        demo=False,
        start_url="https://startplan.example",
    )
    made = KINDS[kind](wanted)
    assert isinstance(made, Paper)
    return made


def shots(pdf: bytes, first: int = 0) -> list[Image.Image]:
    """Return pictures of a few pages of a PDF."""
    with pymupdf.open(stream=pdf) as document:
        shown = range(len(document))[first : first + PAGES]
        return [_picture(document[n]) for n in shown]


def _picture(page: pymupdf.Page) -> Image.Image:
    drawn = page.get_pixmap(dpi=DPI)
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)


def side_by_side(pages: list[Image.Image]) -> Image.Image:
    """Return one picture of several pages."""
    width = sum(shot.width + GAP for shot in pages) - GAP
    sheet = Image.new("RGB", (width, max(shot.height for shot in pages)), GREY)
    left = 0
    for shot in pages:
        sheet.paste(shot, (left, 0))
        left += shot.width + GAP
    return sheet
