"""The fonts of pages: those of Dutch, and one for each other script that a language here has.

All are as their makers made them, but for Ethiopic: that one comes with four alphabets and with
the distances between all their letters, three times what a page in Tigrinya needs.
"""

from __future__ import annotations

import io
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]  # ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

WEIGHTS = (400, 700)
PACKAGES = {
    "latin": "atkinson-hyperlegible-next",
    "latin-ext": "atkinson-hyperlegible-next",
    "arabic": "vazirmatn",
    "cyrillic": "noto-sans",
    "ethiopic": "noto-sans-ethiopic",
}
"""The package that each script is taken from."""
LICENCES = {"latin": "OFL.txt", **{s: f"OFL-{s}.txt" for s in ("arabic", "cyrillic", "ethiopic")}}
ONLY = {"ethiopic": range(0x1200, 0x1380)}
"""What is kept of a font that holds more than its language is written with."""


def build(modules: Path) -> dict[str, bytes]:
    """Return every font file with its licence, by the name that style sheets call it."""
    packages = modules / "@fontsource"
    files = {
        f"fonts/{name}": (packages / PACKAGES[script] / "LICENSE").read_bytes()
        for script, name in LICENCES.items()
    }
    for script in PACKAGES:
        for weight in WEIGHTS:
            files[f"fonts/{script}-{weight}.woff2"] = _font(packages, script, weight)
    return files


def _font(packages: Path, script: str, weight: int) -> bytes:
    package = PACKAGES[script]
    path = packages / package / "files" / f"{package}-{script}-{weight}-normal.woff2"
    return _smaller(path, ONLY[script]) if script in ONLY else path.read_bytes()


def _smaller(path: Path, codes: range) -> bytes:
    """Return a font with these characters and without pairs of letters, each time the same."""
    font, smaller = TTFont(path, recalcTimestamp=False), io.BytesIO()
    options = subset.Options(layout_features=["mark", "mkmk", "ccmp"], hinting=False)
    letters = subset.Subsetter(options)
    letters.populate(unicodes=codes)
    letters.subset(font)
    font.flavor = "woff2"
    font.save(smaller)
    return smaller.getvalue()
