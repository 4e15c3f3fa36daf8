"""Where everything stands on the picture of a questionnaire, in units that are pixels on screen.

Parts stand below each other with their questions in one column. Below a question stands a row for
each earlier answer that counts for it; its arrow comes from the right, where every arrow has a
lane of its own as long as another one runs beside it. So nothing lies on top of anything else, and
the picture stays narrow enough for a phone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from wizard.core.questionnaire_map import Link, Place, QuestionnaireMap, Region

EDGE, WIDTH = 12, 340
"""The margin of the picture, and the width of a part."""

INSET = 12
"""Between a part's frame and its questions."""

LINE, FIRST_LINE = 20, 20
LETTERS_IN_A_LINE, LETTERS_IN_A_ROW = 34, 42
"""As many letters as fit for certain in a question and, where they are smaller, in a row."""

TITLE, MARKS, GAP, ROW_GAP, BOTTOM = 40, 22, 14, 6, 8
LANE = 14

RAISED = 5
"""A row has no frame, so its words stand higher in it."""

Label = Callable[[Link], str]
"""Says in words what an arrow means."""


class Row(Struct, frozen=True):
    """What an arrow says: below its question, with the baseline of each line."""

    link: Link
    y: int
    height: int
    lines: tuple[tuple[int, str], ...]

    @property
    def middle(self) -> int:
        """Where the arrow comes in."""
        return self.y + FIRST_LINE // 2


class Box(Struct, frozen=True):
    """A question: its frame, its text with the baseline of each line, its marks, its rows."""

    place: Place
    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[int, str], ...]
    marks_at: int
    rows: tuple[Row, ...]

    @property
    def bottom(self) -> int:
        """Where the question ends, with the rows of its arrows."""
        return max((row.y + row.height for row in self.rows), default=self.y + self.height)

    @property
    def middle(self) -> int:
        """Where arrows leave."""
        return self.y + self.height // 2


class Frame(Struct, frozen=True):
    """A part with its questions."""

    region: Region
    y: int
    height: int
    boxes: tuple[Box, ...]


class Arrow(Struct, frozen=True):
    """A line from a question, along a lane, to a row below a later question."""

    link: Link
    start: tuple[int, int]
    lane: int
    end: tuple[int, int]


class Drawing(Struct, frozen=True):
    """The whole picture."""

    width: int
    height: int
    frames: tuple[Frame, ...]
    arrows: tuple[Arrow, ...]

    def boxes(self) -> Iterator[Box]:
        """Yield every question of the picture."""
        for frame in self.frames:
            yield from frame.boxes


def drawing_of(shown: QuestionnaireMap, label: Label) -> Drawing:
    """Return the picture of a map; `label` says what stands at an arrow."""
    frames: list[Frame] = []
    y = EDGE
    for region in shown.regions:
        frames.append(_frame(region, y, label))
        y += frames[-1].height + GAP
    arrows = tuple(_arrows([box for frame in frames for box in frame.boxes]))
    width = max((arrow.lane for arrow in arrows), default=EDGE + WIDTH) + EDGE
    return Drawing(width, y, tuple(frames), arrows)


def _frame(region: Region, y: int, label: Label) -> Frame:
    boxes: list[Box] = []
    at = y + TITLE
    for place in region.places:
        boxes.append(_box(place, at, label))
        at = boxes[-1].bottom + GAP
    return Frame(region, y, at - y, tuple(boxes))


def _box(place: Place, y: int, label: Label) -> Box:
    lines = _lines(place.question.text, y, LETTERS_IN_A_LINE)
    marks_at = y + BOTTOM + len(lines) * LINE
    height = len(lines) * LINE + 2 * BOTTOM + (MARKS if place.marks else 0)
    rows, at = [], y + height + ROW_GAP
    for link in place.links:
        rows.append(_row(link, at, label(link)))
        at = rows[-1].y + rows[-1].height + ROW_GAP
    x = EDGE + INSET
    return Box(place, x, y, WIDTH - 2 * INSET, height, lines, marks_at, tuple(rows))


def _row(link: Link, y: int, label: str) -> Row:
    lines = _lines(label, y - RAISED, LETTERS_IN_A_ROW)
    return Row(link, y, len(lines) * LINE, lines)


def _lines(text: str, y: int, letters: int) -> tuple[tuple[int, str], ...]:
    wrapped = textwrap.wrap(text, letters)
    return tuple((y + FIRST_LINE + at * LINE, line) for at, line in enumerate(wrapped))


def _arrows(boxes: Sequence[Box]) -> Iterator[Arrow]:
    """Yield an arrow for every row; short ones get the lanes close by."""
    by_id = {box.place.question.id: box for box in boxes}
    rows = [row for box in boxes for row in box.rows]
    taken: list[list[tuple[int, int]]] = []
    for row in sorted(rows, key=lambda row: row.middle - by_id[row.link.source].middle):
        source = by_id[row.link.source]
        right = source.x + source.width
        lane = _free_lane(taken, source.middle, row.middle)
        yield Arrow(
            row.link,
            start=(right, source.middle),
            lane=EDGE + WIDTH + (lane + 1) * LANE,
            end=(right, row.middle),
        )


def _free_lane(taken: list[list[tuple[int, int]]], top: int, bottom: int) -> int:
    """Take the first lane that is free from top to bottom, and return its number."""
    for number, spans in enumerate(taken):
        if all(bottom < other_top or other_bottom < top for other_top, other_bottom in spans):
            spans.append((top, bottom))
            return number
    taken.append([(top, bottom)])
    return len(taken) - 1
