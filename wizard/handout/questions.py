"""The questions to fill in with a pen, as a page for the press: the same paper for everyone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import segno
from msgspec import Struct

from wizard.core.municipality import Edition
from wizard.core.paper_questions import Length, blank_questions
from wizard.handout.environment import as_typed, paper_environment
from wizard.handout.paper import Paper
from wizard.i18n import text_direction

QUIET_ZONE = 4
"""Empty modules around a QR code, as the standard asks."""


class StartCode(Struct, frozen=True):
    """The way to the start page: its address, and the same as a QR code to draw.

    `squares` is an SVG path in a square of `size` modules.
    """

    address: str
    size: int
    squares: str

    @property
    def typed(self) -> str:
        """The address as people type it."""
        return as_typed(self.address)


def questions_paper(edition: Edition, length: Length, *, start_url: str, demo: bool) -> Paper:
    """Return the blank questions as a page for the press.

    `start_url` is the public address of the start page; without one there is no code to scan.
    """
    template = paper_environment(edition.lang).get_template("handout/questions.html")
    html = template.render(
        parts=blank_questions(edition.questionnaire, length),
        length=length,
        lang=edition.lang,
        direction=text_direction(edition.lang),
        demo=demo,
        start=start_code(start_url) if start_url else None,
    )
    return Paper(html, "questions")


def start_code(address: str) -> StartCode:
    """Return the QR code of an address, large enough in itself to stand some dirt and folds."""
    rows = [list(row) for row in segno.make_qr(address, error="m").matrix]
    return StartCode(address, len(rows) + 2 * QUIET_ZONE, " ".join(_dark_runs(rows)))


def _dark_runs(rows: list[list[int]]) -> Iterator[str]:
    """Yield an SVG path for each run of dark modules in a row."""
    for y, row in enumerate(rows, QUIET_ZONE):
        x = QUIET_ZONE
        for dark, run in itertools.groupby(row):
            length = sum(1 for _ in run)
            if dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length
