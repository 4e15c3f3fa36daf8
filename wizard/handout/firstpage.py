"""Whether page 1 can hold what belongs there; if not, page 2 follows without a gap.

An estimate, in millimetres of the standard paper: laying a plan out twice would double its price.
When it is wrong, a sheet has some white below, or "Mijn gesprek" begins lower; nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from wizard.core.answers import Line
from wizard.core.plan import Chapter, Plan, PlanItem
from wizard.core.questionnaire import ChapterId

PAGE = 255
TOP = 34
CHAPTERS: tuple[ChapterId, ...] = ("want", "can", "need")
ROW = 6.2
"""One line of text with what stands between it and the next, small and large print averaged."""
NARROW, WIDE = 58, 80
"""Characters on a line beside the margin to write in, and over the whole width."""


def overflows(plan: Plan) -> bool:
    """Tell whether the first page's chapters and talk points need more than one page."""
    boxes = plan.chapters["talk_with_me"].items + plan.chapters["hope"].items
    high = TOP + sum(12 + ROW * _rows(item.lines, WIDE) for item in boxes)
    high += sum(_chapter(plan.chapters[name]) for name in CHAPTERS if plan.chapters[name])
    if plan.talk_points:
        high += 14 + ROW * len(plan.talk_points)
    return high > PAGE


def _chapter(chapter: Chapter) -> float:
    notes = (13 + ROW * _length(note.text, NARROW) for note in chapter.helper)
    return 13 + sum(map(_item, chapter.items)) + sum(notes)


def _item(item: PlanItem) -> float:
    return 5 + ROW * _rows(item.lines, NARROW)


def _rows(lines: Iterable[Line], width: int) -> int:
    return sum(_length(f"{line.text} {line.own_words}", width) for line in lines)


def _length(text: str, width: int) -> int:
    return sum(max(1, ceil(len(row) / width)) for row in text.split("\n"))
