"""Pictures of each kind of paper, compared without minding how letters are drawn.

The current ones stand in `docs/screens/papers/`; `python -m tools.take_paper_pictures` takes them
anew. They show made-up people in Dutch, and beside Dutch a language that nobody speaks, which no
change of a translation can change, and two that people do speak.
"""

from pathlib import Path

import pymupdf
from PIL import Image

from tests.browser import pictures
from tests.browser.pseudo import LONG
from tests.handout.samples import TODAY
from tests.handout.two_languages import real_edition
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
DUTCH, USUAL = "nl", "leaving-school"
EXTREME = ("everything-at-full-length", "many-scripts")

SHEETS = {
    **{kind: ((USUAL, kind, DUTCH),) for kind in KINDS if kind not in {"text", "json"}},
    "so-far": (("one-answer", "so-far", DUTCH),),
    "extreme": tuple((person, "plan", DUTCH) for person in EXTREME),
    "arabic": (("arabic-speaking-mother", "plan", DUTCH),),
    "bilingual": ((USUAL, "bilingual", LONG),),
    "bilingual-ar": (("arabic-speaking-mother", "bilingual", "ar"),),
    "bilingual-tr": ((USUAL, "bilingual", "tr"),),
}
"""What each picture shows: of whom, which kind of paper, and in which language."""


def path_of(name: str) -> Path:
    """Return where the current picture of a sheet is kept."""
    return FOLDER / f"{name}.png"


def take(name: str, editions: Editions) -> Image.Image:
    """Return the pages that stand on a sheet, side by side, in as few colours as they are kept."""
    printed = [render_pdf(paper_of(*shown, editions)) for shown in SHEETS[name]]
    shown = [shots(pdf, FROM.get(name, 0))[: PAGES // len(printed)] for pdf in printed]
    sheet = side_by_side([shot for pages in shown for shot in pages])
    return sheet.quantize(pictures.COLOURS).convert("RGB")


def paper_of(person: str, kind: str, lang: str, editions: Editions) -> Paper:
    """Return a kind of paper for one of the made-up people, on a day that stays the same."""
    dutch = editions[DUTCH]
    wanted = Wanted(
        draft=read_draft(people()[person], dutch.questionnaire),
        edition=editions.get(lang) or real_edition(lang),
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
