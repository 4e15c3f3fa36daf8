"""QR codes as one SVG path, to draw on paper or on a page without a picture to fetch."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import segno
from msgspec import Struct

from wizard.handout.environment import as_typed

QUIET_ZONE = 4
"""Empty modules around a QR code, as the standard asks."""


class QrCode(Struct, frozen=True):
    """An address, and the same as a QR code to draw.

    `squares` is an SVG path in a square of `size` modules.
    """

    address: str
    size: int
    squares: str

    @property
    def typed(self) -> str:
        """The address as people type it."""
        return as_typed(self.address)


def qr_code(address: str) -> QrCode:
    """Return the QR code of an address, large enough in itself to stand some dirt and folds."""
    rows = [list(row) for row in segno.make_qr(address, error="m").matrix]
    return QrCode(address, len(rows) + 2 * QUIET_ZONE, " ".join(_dark_runs(rows)))


def _dark_runs(rows: list[list[int]]) -> Iterator[str]:
    """Yield an SVG path for each run of dark modules in a row."""
    for y, row in enumerate(rows, QUIET_ZONE):
        x = QUIET_ZONE
        for dark, run in itertools.groupby(row):
            length = sum(1 for _ in run)
            if dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length
