"""What comes after the talk: what was talked about, what was agreed, and how it goes now.

Nothing here judges. A wish may be done, under way, changed or let go of, in equal words; what was
said earlier stays readable, and a new start never counts as a failure (domain notes 5.4).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

import msgspec
from msgspec import Struct

AGREEMENTS_MOST = 6
TERMS = (30, 90, 180)
"""Days that a plan may be kept after the talk; the resident chooses."""


class State(StrEnum):
    """How it goes with a wish; none is better than another."""

    DONE = "done"
    UNDER_WAY = "under_way"
    DIFFERENT = "different"
    STOPPED = "stopped"


class Agreement(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One line of what was agreed, in the words and the language of whoever wrote it down."""

    who: str = ""
    what: str = ""
    when: str = ""
    lang: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything is written on this line."""
        return bool(self.who or self.what or self.when)


class Progress(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What was said about one wish on one day."""

    state: State
    on: date
    words: str = ""
    lang: str = ""


class Round(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One time round: a talk, what was agreed, and how the wishes went after it.

    `talked` are ids of questions that were talked about, `progress` what was said about a wish,
    by its choice id and with the newest last; `revision` is the box revision of the last change.
    """

    talked: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    fixed_person: str = ""
    progress: dict[str, tuple[Progress, ...]] = {}
    revision: int = 0

    def __bool__(self) -> bool:
        """Tell whether anything has been written down."""
        return bool(self.talked or self.agreements or self.fixed_person or self.progress)

    def with_talk(
        self, talked: tuple[str, ...], agreements: tuple[Agreement, ...], fixed_person: str
    ) -> Self:
        """Return the round with what the talk brought; empty lines are left out."""
        return msgspec.structs.replace(
            self,
            talked=talked,
            agreements=tuple(filter(None, agreements))[:AGREEMENTS_MOST],
            fixed_person=fixed_person,
        )

    def with_progress(self, wish: str, said: Progress, *, knowing: bool = True) -> Self:
        """Return the round with something new said about a wish; the same again adds nothing.

        What is said twice on one day takes the place of what was said earlier that day, when it
        was said `knowing` that.
        """
        earlier = self.progress.get(wish, ())
        if earlier and _same(earlier[-1], said):
            return self
        kept = tuple(one for one in earlier if one.on != said.on or not knowing)
        return msgspec.structs.replace(self, progress={**self.progress, wish: (*kept, said)})

    def latest(self, wish: str) -> Progress | None:
        """Return what was said last about a wish."""
        said = self.progress.get(wish, ())
        return said[-1] if said else None


def _same(one: Progress, other: Progress) -> bool:
    return (one.state, one.words) == (other.state, other.words)
