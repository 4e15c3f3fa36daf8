"""How often colleagues read cases, and what of that is unusual: for the lead, once a week.

A municipality must look whether its own people misuse what they can read (AP, 27 January 2026).
Every day is set beside the reader's own usual day, not beside other people's: one colleague's work
brings more cases than another's. Nothing here says that somebody did wrong; the lead asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from msgspec import Struct

from wizard.core.case import OPEN_STATES, CaseState

WEEK = timedelta(days=7)
WEEKS_BEFORE = 8
"""How many weeks tell what is usual."""

TIMES_USUAL, AT_LEAST = 3, 5
"""A day is unusual with more than three times the own usual number of cases, and at least five."""


class Look(StrEnum):
    """Name how a case was read; the audit keeps it as the action of its line."""

    OPENED = "case_opened"
    EXPORTED = "case_exported"


class Whose(StrEnum):
    """Name whose a case was when it was read; the audit keeps it as the detail of its line."""

    OWN = "own"
    NOBODYS = "nobodys"
    ANOTHERS = "anothers"
    CLOSED = "closed"


class Read(Struct, frozen=True):
    """One time that somebody read a case; `case` and `by` are ids, `on` is a day at the desk."""

    by: bytes
    case: bytes
    on: date
    look: Look
    whose: Whose


class BusyDay(Struct, frozen=True):
    """A day on which somebody opened far more cases than on their own usual day."""

    on: date
    opened: int
    usual: float


class Week(Struct, frozen=True):
    """What a colleague read in one week; `usual` is their own median week, None without one.

    A case that is opened twice on a day counts once. `of_others` and `closed` count what was
    opened or exported while it was somebody else's, or closed.
    """

    by: bytes
    opened: int
    exported: int
    usual: float | None
    of_others: int
    closed: int
    busy_days: tuple[BusyDay, ...]

    @property
    def is_unusual(self) -> bool:
        """Tell whether the lead should ask."""
        return bool(self.busy_days or self.of_others or self.closed)


def whose(assigned_to: bytes, state: CaseState, answers_for: Collection[bytes]) -> Whose:
    """Return whose a case is for a reader, who answers for themselves and the absent they cover."""
    if state not in OPEN_STATES:
        return Whose.CLOSED
    if not assigned_to:
        return Whose.NOBODYS
    return Whose.OWN if assigned_to in answers_for else Whose.ANOTHERS


def monday_of(day: date) -> date:
    """Return the first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def reads_since(monday: date) -> date:
    """Return the first day of which the reading counts for the week that starts on `monday`."""
    return monday - WEEKS_BEFORE * WEEK


def week_of(by: bytes, reads: Iterable[Read], monday: date) -> Week:
    """Return what a colleague read in the week that starts on `monday`.

    Reads of others, of later weeks and of before `reads_since` do not count.
    """
    own = {r for r in reads if r.by == by and reads_since(monday) <= r.on < monday + WEEK}
    this_week = {read for read in own if read.on >= monday}
    before = own - this_week
    seen = {(read.case, read.on, read.whose) for read in this_week}
    return Week(
        by=by,
        opened=_times(this_week, Look.OPENED),
        exported=_times(this_week, Look.EXPORTED),
        usual=_usual_week(before, monday),
        of_others=sum(told is Whose.ANOTHERS for _, _, told in seen),
        closed=sum(told is Whose.CLOSED for _, _, told in seen),
        busy_days=_busy_days(this_week, before),
    )


def _times(reads: Iterable[Read], look: Look) -> int:
    return _by_day(reads, look).total()


def _by_day(reads: Iterable[Read], look: Look) -> Counter[date]:
    """Count the cases of each day on which there were any."""
    return Counter(on for _, on in {(read.case, read.on) for read in reads if read.look is look})


def _usual_week(before: Collection[Read], monday: date) -> float | None:
    """Return the median of the weeks since the first reading, those without any included."""
    if not before:
        return None
    opened = _by_day(before, Look.OPENED)
    first = monday_of(min(read.on for read in before))
    mondays = [first + WEEK * n for n in range((monday - first) // WEEK)]
    return median(sum(n for on, n in opened.items() if monday_of(on) == m) for m in mondays)


def _busy_days(this_week: Iterable[Read], before: Iterable[Read]) -> tuple[BusyDay, ...]:
    usual = median(_by_day(before, Look.OPENED).values() or [0])
    most = max(TIMES_USUAL * usual, AT_LEAST - 1)
    days = sorted(_by_day(this_week, Look.OPENED).items())
    return tuple(BusyDay(on, opened, usual) for on, opened in days if opened > most)
