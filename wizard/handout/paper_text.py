"""Typed text made fit for paper, and not a letter more changed than that.

Whatever the font covers stays literal. A character that the font lacks would become an empty
glyph, which breaks the text for screen readers and silently swallows what a person said; it
becomes a drawn box instead, that the paper explains. Invisible characters are dropped: soft
hyphens and long unbroken runs make the layout take minutes, direction marks can turn words around.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from importlib.resources import files

NOT_PRINTABLE = "□"
RUN_MOST = 40
RUN_STEP = 20
ZERO_WIDTH_SPACE = "\u200b"

SAME_ON_PAPER = str.maketrans(
    {
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "–",
        "\u2212": "−",
        "\u2032": "'",
        "\u2033": '"',
        "\u2028": "\n",
        "\u2029": "\n",
        "\t": " ",
        # A space that does not break would make one word of a whole answer.
        "\u00a0": " ",
    }
)
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
LONG_RUN = re.compile(rf"\S{{{RUN_MOST + 1},}}")
STEP = re.compile(rf"\S{{{RUN_STEP}}}(?=\S)")
BLANK_LINES = re.compile(r"\n{3,}")


def clean_for_paper(text: str) -> str:
    """Return `text` as it can be printed; NOT_PRINTABLE stands for a run that cannot.

    Line ends stay, more than one empty line in a row becomes one, and a run of more than
    RUN_MOST characters may break.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(SAME_ON_PAPER)
    seen = unicodedata.normalize("NFC", "".join(filter(_is_seen, lines)))
    printable = _box_the_rest(seen)
    return LONG_RUN.sub(_may_break, BLANK_LINES.sub("\n\n", printable).strip())


def _is_seen(character: str) -> bool:
    if character == "\n":
        return True
    hidden = unicodedata.category(character) in INVISIBLE or character in VARIATION_SELECTORS
    return not hidden


def _box_the_rest(text: str) -> str:
    covered = _covered()
    printed: list[str] = []
    for character in text:
        if character in covered:
            printed.append(character)
        elif character.isspace():
            printed.append(" ")
        elif printed[-1:] != [NOT_PRINTABLE]:
            printed.append(NOT_PRINTABLE)
    return "".join(printed)


def _may_break(run: re.Match[str]) -> str:
    return STEP.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", run[0])


@functools.cache
def _covered() -> frozenset[str]:
    """Return what both weights of the paper's font can print (tools/build_handout_fonts.py)."""
    return frozenset(files(__package__).joinpath("assets/coverage.txt").read_text("utf-8") + " \n")
