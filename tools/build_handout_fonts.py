"""Builds the fonts of paper from npm packages.

Run after `npm ci --prefix frontend`. Each weight becomes one TTF (woff2 costs a third more time
per PDF). Atkinson Hyperlegible Next gets two changes for readers with low literacy and for honest
paper: the zero loses its slash, and a box stands for a character that no font of ours can print.
Other scripts keep the letters of Amiri and Noto, which only lose the signs of other scripts.
"""

import itertools
import shutil
import tempfile
from pathlib import Path
from typing import Any

from fontTools import subset  # type: ignore[import-untyped]  # ships no types
from fontTools.merge import Merger  # type: ignore[import-untyped]  # ships no types
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]  # ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # ships no types

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "frontend/node_modules/@fontsource"
SOURCE = PACKAGES / "atkinson-hyperlegible-next"
TARGET = ROOT / "wizard/handout/assets"
WEIGHTS = {"regular": 400, "bold": 700}
FAMILY = "Startplan Paper"
BOX = 0x25A1
# Amiri, because the text of any other Arabic font cannot be read back from the PDF.
SCRIPTS = {
    "arabic": ("amiri", [(0x600, 0x6FF), (0x750, 0x77F), (0x200C, 0x200D), (0xFDF0, 0xFDFF)]),
    "cyrillic": ("noto-sans", [(0x400, 0x52F), (0x2116, 0x2116)]),
    "ethiopic": ("noto-sans-ethiopic", [(0x1200, 0x139F)]),
}
FAMILY_NAME, STYLE_NAME, UNIQUE_NAME, FULL_NAME, POSTSCRIPT_NAME = 1, 2, 3, 4, 6


def main() -> None:
    """Write the fonts, the list of characters they can print, and their licences."""
    covered = {style: build_all(style) for style in WEIGHTS}
    both = set.intersection(*covered.values())
    text = "".join(chr(code) for code in sorted(both) if code > ord(" "))
    (TARGET / "coverage.txt").write_text(text, encoding="utf-8")
    shutil.copy(SOURCE / "LICENSE", TARGET / "OFL.txt")
    for script, (package, _) in SCRIPTS.items():
        shutil.copy(PACKAGES / package / "LICENSE", TARGET / f"OFL-{script}.txt")
    print(f"{TARGET}: {len(text)} characters in {len(WEIGHTS)} weights")


def build_all(style: str) -> set[int]:
    """Write every font of one weight and return the characters that they can print together."""
    fonts = {style: build(style, WEIGHTS[style])}
    fonts |= {f"{script}-{style}": build_script(script, WEIGHTS[style]) for script in SCRIPTS}
    for name, font in fonts.items():
        font.save(TARGET / f"{name}.ttf")
    return {character for font in fonts.values() for character in font.getBestCmap()}


def build_script(script: str, weight: int) -> TTFont:
    """Return one weight of another script: its own signs, unchanged."""
    package, ranges = SCRIPTS[script]
    font = TTFont(PACKAGES / package / f"files/{package}-{script}-{weight}-normal.woff2")
    font.flavor = None
    font.recalcTimestamp = False
    options = subset.Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True)
    signs = subset.Subsetter(options)
    codes = [code for first, last in ranges for code in range(first, last + 1)]
    signs.populate(unicodes=[ord(" "), *codes])
    signs.subset(font)
    return font


def build(style: str, weight: int) -> TTFont:
    """Return one weight, Latin and extended Latin together."""
    with tempfile.TemporaryDirectory() as folder:
        subsets = [plain(name, weight, Path(folder)) for name in ("latin", "latin-ext")]
        font = Merger().merge(subsets)
    open_the_zero(font)
    add_box(font)
    rename(font, style)
    font["head"].modified = font["head"].created = 0
    font.recalcTimestamp = False
    return font


def plain(subset: str, weight: int, folder: Path) -> str:
    """Unpack one woff2 of the package and return the path of the TTF."""
    font = TTFont(SOURCE / f"files/atkinson-hyperlegible-next-{subset}-{weight}-normal.woff2")
    font.flavor = None
    path = folder / f"{subset}.ttf"
    font.save(path)
    return str(path)


def open_the_zero(font: TTFont) -> None:
    """Draw the zero without its slash: its own outside around the counter of the letter O."""
    zero, letter = contours(font, "zero"), contours(font, "O")
    inside = stretch(letter[1], box_of(zero[1] + zero[2]))
    draw(font, "zero", [zero[0], inside])


def add_box(font: TTFont) -> None:
    """Add an open box as the sign for a character that cannot be printed."""
    outside: list[Point] = [(70, 0, 1), (70, 640, 1), (630, 640, 1), (630, 0, 1)]
    inside: list[Point] = [(130, 60, 1), (570, 60, 1), (570, 580, 1), (130, 580, 1)]
    font.setGlyphOrder([*font.getGlyphOrder(), "notprintable"])
    font["hmtx"]["notprintable"] = (700, 70)
    draw(font, "notprintable", [outside, inside])
    for table in font["cmap"].tables:
        table.cmap[BOX] = "notprintable"


Point = tuple[float, float, int]


def contours(font: TTFont, name: str) -> list[list[Point]]:
    """Return a glyph's outlines as points with their on-curve flag."""
    glyph = font["glyf"][name]
    points = [(x, y, f & 1) for (x, y), f in zip(glyph.coordinates, glyph.flags, strict=True)]
    starts = [0, *(end + 1 for end in glyph.endPtsOfContours)]
    return [points[a:b] for a, b in itertools.pairwise(starts)]


def box_of(points: list[Point]) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of some points."""
    across, up = [x for x, _, _ in points], [y for _, y, _ in points]
    return min(across), min(up), max(across), max(up)


def stretch(outline: list[Point], into: tuple[float, float, float, float]) -> list[Point]:
    """Return an outline scaled so that it fills a box."""
    left, bottom, right, top = box_of(outline)
    wide, high = (into[2] - into[0]) / (right - left), (into[3] - into[1]) / (top - bottom)
    return [
        (into[0] + (x - left) * wide, into[1] + (y - bottom) * high, on) for x, y, on in outline
    ]


def draw(font: TTFont, name: str, outlines: list[list[Point]]) -> None:
    """Replace a glyph by quadratic outlines."""
    pen = TTGlyphPen(None)
    for outline in outlines:
        first = next(n for n, point in enumerate(outline) if point[2])
        turned = [(round(x), round(y), on) for x, y, on in outline[first:] + outline[:first]]
        pen.moveTo(turned[0][:2])
        pending: list[tuple[int, int]] = []
        for x, y, on in [*turned[1:], turned[0]]:
            pending.append((x, y))
            if on:
                pen.qCurveTo(*pending) if len(pending) > 1 else pen.lineTo(pending[0])
                pending = []
        pen.closePath()
    font["glyf"][name] = pen.glyph()


def rename(font: TTFont, style: str) -> None:
    """Give the changed font a name of its own, so that nobody takes it for the original."""
    full = f"{FAMILY} {style.title()}"
    names: dict[int, Any] = {
        FAMILY_NAME: FAMILY,
        STYLE_NAME: style.title(),
        UNIQUE_NAME: full,
        FULL_NAME: full,
        POSTSCRIPT_NAME: full.replace(" ", ""),
    }
    for name in list(font["name"].names):
        if name.nameID in names:
            name.string = names[name.nameID]


if __name__ == "__main__":
    main()
