"""Typed text made fit for paper, and not a letter more changed than that.

Whatever our fonts cover stays literal, in any script. A character that they lack would become an
empty glyph, which breaks the text for screen readers and silently swallows what a person said; it
becomes a drawn box instead, that the paper explains. Invisible characters are dropped: soft
hyphens and long unbroken runs make the layout take minutes, direction marks can turn words around.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from importlib.resources import files
from typing import Literal

from wizard.core.answers import TEXT_MOST_CHARACTERS, TEXT_MOST_LINES

NOT_PRINTABLE = "□"
CUT = "[…]"
"""Stands where a text is longer than a form allows: the paper says where the rest is."""
LINES_MOST = 20
RUN_MOST = 40
RUN_STEP = 10
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
        # The apostrophe within a Ukrainian word.
        "\u02bc": "’",
    }
)
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
NEVER_SEEN = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF)))
"""Variation selectors, and codes that are no characters."""
VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u06dd")
"""Signs around an Arabic number, which Unicode counts as invisible."""
JOINERS = "\u200c\u200d"
JOINED = "\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f"
LOOSE_JOINER = re.compile(rf"(?<![{JOINED}])[{JOINERS}]|[{JOINERS}](?![{JOINED}])")
"""A joiner that is not between two Arabic letters, where it would change how a word is written."""
MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u135d-\u135f"
LONG_RUN = re.compile(rf"\S{{{RUN_MOST + 1},}}")
STEP = re.compile(rf"\S{{{RUN_STEP}}}[{MARKS}]*(?=\S)")
ENDLESS_RUN = re.compile(r"(\S{200})\S+")
BLANK_LINES = re.compile(r"\n{3,}")
STRONG: dict[str, Literal["ltr", "rtl"]] = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def clean_for_paper(text: str, most: int = TEXT_MOST_CHARACTERS) -> str:
    """Return `text` as it can be printed; NOT_PRINTABLE stands for a run that cannot.

    Line ends stay, more than one empty line in a row becomes one, and many short lines stand
    behind each other with a slash between them. A run of more than RUN_MOST characters may break.
    A text of more characters or lines than a form allows ends with CUT, and so does a run that is
    longer than any word.
    """
    within = _within_limits(text, most)
    printable = BLANK_LINES.sub("\n\n", _box_the_rest(_seen(within))).strip()
    printable = ENDLESS_RUN.sub(rf"\1 {CUT}", printable)
    end = f" {CUT}" if len(within) < len(text) else ""
    return LONG_RUN.sub(_may_break, _fewer_lines(printable) + end)


def unprintable(text: str) -> tuple[str, ...]:
    """Return what paper has a box for in `text`: each run once, in the order typed."""
    if _covered().issuperset(text):
        return ()
    runs = itertools.groupby(unicodedata.normalize("NFC", text), _is_no_print)
    found = dict.fromkeys("".join(run) for is_missing, run in runs if is_missing)
    return tuple(run for run in found if NOT_PRINTABLE in _box_the_rest(_seen(run)))


def reading_direction(text: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which `text` is read: that of its first letter."""
    for character in text:
        if direction := STRONG.get(unicodedata.bidirectional(character)):
            return direction
    return "ltr"


def _within_limits(text: str, most: int) -> str:
    return "\n".join(text[:most].split("\n")[:TEXT_MOST_LINES])


def _seen(text: str) -> str:
    """Return `text` without what nobody sees, its letters in their composed form."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(SAME_ON_PAPER)
    composed = unicodedata.normalize("NFC", "".join(filter(_is_seen, lines)))
    return LOOSE_JOINER.sub("", composed)


def _is_seen(character: str) -> bool:
    if character == "\n" or character in VISIBLE_FORMATS or character in JOINERS:
        return True
    return unicodedata.category(character) not in INVISIBLE and character not in NEVER_SEEN


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


def _is_no_print(character: str) -> bool:
    """Tell whether a character can stand in a run that is not printed: what joins it included."""
    on_paper = character.translate(SAME_ON_PAPER)
    is_printed = on_paper in _covered() and on_paper not in JOINERS
    return not (is_printed or on_paper.isspace())


def _fewer_lines(text: str) -> str:
    """Return `text` as it is, or its lines in a row where they would fill pages."""
    lines = [line.strip() for line in text.split("\n")]
    return text if len(lines) <= LINES_MOST else " / ".join(filter(None, lines))


def _may_break(run: re.Match[str]) -> str:
    return STEP.sub(rf"\g<0>{ZERO_WIDTH_SPACE}", run[0])


@functools.cache
def _covered() -> frozenset[str]:
    """Return what our fonts can print in both weights (tools/build_handout_fonts.py)."""
    return frozenset(files(__package__).joinpath("assets/coverage.txt").read_text("utf-8") + " \n")
