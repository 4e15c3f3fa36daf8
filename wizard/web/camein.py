"""What a plan's file could not bring along, told on the page that welcomes whoever opened it.

It stands in the note of this browser's wrap, encrypted, and in no address. A note has little room
and holds codes too: numbers stand for what the content has in a fixed order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from wizard.core.left_out import Rest
from wizard.core.opened_file import OpenedFile
from wizard.core.questionnaire import Questionnaire
from wizard.web.visit import Visit

NOTE = "file"
COUNTED_MOST = 0xFFFF

T = TypeVar("T")


class CameIn(Struct, frozen=True):
    """How many answers there are now, the titles of what did not come (wholly), and what else.

    Of private questions only that there are some is told: somebody may look along.
    """

    answers: int
    asked: tuple[str, ...]
    private: bool
    gone: int
    rest: tuple[Rest, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether everything came along."""
        return not (self.asked or self.private or self.gone or self.rest)


def note_of(file: OpenedFile, questionnaire: Questionnaire) -> str:
    """Return what did not come along, in a few characters."""
    numbers = (
        _bits([q.id for q in questionnaire.questions()], file.left_out.questions),
        min(file.left_out.gone, COUNTED_MOST),
        _bits([*Rest], file.left_out.rest),
    )
    return "-".join(f"{number:x}" for number in numbers)


def came_in(visit: Visit) -> CameIn | None:
    """Return what the file of this session brought along; None without a file."""
    note = visit.opened.note.get(NOTE)
    if note is None:
        return None
    missed, gone, rest = (int(number, 16) for number in note.split("-"))
    answers = sum(not answer.is_empty for answer in visit.draft.answers.values())
    questions = [*_of_bits([*visit.questionnaire.questions()], missed)]
    own = [q for q in questions if visit.questionnaire.part_of(q.id).private]
    asked = tuple(q.text for q in questions if q not in own)
    return CameIn(answers, asked, bool(own), gone, tuple(_of_bits([*Rest], rest)))


def _bits(among: Sequence[T], some: Collection[T]) -> int:
    return sum(1 << place for place, one in enumerate(among) if one in some)


def _of_bits(among: Sequence[T], bits: int) -> Iterator[T]:
    return (one for place, one in enumerate(among) if bits >> place & 1)
