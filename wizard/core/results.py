"""What came of it, per quarter and year, in numbers that are safe to show (`suppression`).

Only quarters that are over are told: two looks at a running one would show what one person did.
Nothing here is added up across tables: who asks in one quarter is often called or advised in the
next, so the tables share no sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from wizard.core.suppression import safe_columns
from wizard.core.tallies import WAITED_AT_MOST, NoTalk, Tally, TallyKind, quarter_of

OTHER = "other"
"""The row of outcomes that the municipality's file no longer has."""

ENOUGH_TO_COMPARE = 50
"""Below this many outcomes, one person more or less moves a share by over two percent."""

Numbers = tuple[int | None, ...]
"""What a row shows, in the order of the periods; None is hidden."""


class ResultRow(Struct, frozen=True):
    """One line of a table: the value of the tallies that it counts, and its numbers."""

    value: str
    numbers: Numbers


class ResultTable(Struct, frozen=True):
    """What is counted of one kind in a year. Plans that were asked have a total only.

    `periods` are quarters such as "2026Q4", and the year as "2026" when it is over.
    """

    kind: TallyKind
    periods: tuple[str, ...]
    rows: tuple[ResultRow, ...]
    total: Numbers


class Share(Struct, frozen=True):
    """An outcome's share in whole percents, here and in what is compared with."""

    value: str
    here: int
    there: int


def years_with_results(tallies: Iterable[Tally], today: date) -> tuple[int, ...]:
    """Return the years of which a quarter is over since the first count, the newest first."""
    first = min((tally.quarter for tally in tallies), default=quarter_of(today))
    years = range(_year(first), today.year + 1)
    return tuple(year for year in reversed(years) if _quarters_over(year, first, today))


def results_of(
    tallies: Sequence[Tally], year: int, outcomes: Sequence[str], today: date
) -> tuple[ResultTable, ...]:
    """Return the tables of a year that `years_with_results` names, safe to show.

    `outcomes` are the municipality's, in its order.
    """
    first = min(tally.quarter for tally in tallies)
    quarters = _quarters_over(year, first, today)
    values = {
        TallyKind.ASKED: ("",),
        TallyKind.WAITED: (*map(str, WAITED_AT_MOST), "more"),
        TallyKind.OUTCOME: _outcome_rows(tallies, outcomes),
    }
    counts = _counted(tallies, outcomes)
    return tuple(
        _table(kind, rows, quarters, counts, whole_year=year < today.year)
        for kind, rows in values.items()
    )


def compared(table: ResultTable, shares: Mapping[str, int]) -> tuple[str, tuple[Share, ...]]:
    """Return the newest period that can be compared, and its shares beside those given.

    No shares when each period has too few to compare or hides one: a share would tell its number.
    """
    rows = [row for row in table.rows if row.value in shares]
    for at, period in reversed(list(enumerate(table.periods))):
        numbers = [row.numbers[at] for row in rows]
        shown = [number for number in numbers if number is not None]
        if len(shown) == len(shares) and sum(shown) >= ENOUGH_TO_COMPARE:
            percents = [round(100 * number / sum(shown)) for number in shown]
            values = [row.value for row in rows]
            return period, tuple(
                Share(value, here, shares[value])
                for value, here in zip(values, percents, strict=True)
            )
    return "", ()


def _table(
    kind: TallyKind,
    values: Sequence[str],
    quarters: Sequence[str],
    counts: Mapping[tuple[str, TallyKind, str], int],
    *,
    whole_year: bool,
) -> ResultTable:
    columns = [tuple(counts[quarter, kind, value] for value in values) for quarter in quarters]
    *lines, total = zip(*safe_columns(columns, whole_year=whole_year), strict=True)
    periods = (*quarters, quarters[0][:4]) if whole_year else tuple(quarters)
    rows = tuple(ResultRow(*line) for line in zip(values, lines, strict=True))
    return ResultTable(kind, periods, () if kind is TallyKind.ASKED else rows, total)


def _counted(
    tallies: Iterable[Tally], outcomes: Sequence[str]
) -> Counter[tuple[str, TallyKind, str]]:
    """Return the counts of each quarter, kind and row."""
    counts = Counter[tuple[str, TallyKind, str]]()
    for tally in tallies:
        counts[tally.quarter, tally.kind, _row_of(tally, outcomes)] += tally.by
    return counts


def _row_of(tally: Tally, outcomes: Sequence[str]) -> str:
    gone = tally.kind is TallyKind.OUTCOME and tally.value not in (*outcomes, *NoTalk)
    return OTHER if gone else tally.value


def _outcome_rows(tallies: Iterable[Tally], outcomes: Sequence[str]) -> tuple[str, ...]:
    others = (OTHER,) if any(_row_of(tally, outcomes) == OTHER for tally in tallies) else ()
    return (*outcomes, *others, *(ending.value for ending in NoTalk))


def _quarters_over(year: int, first: str, today: date) -> list[str]:
    """Return the quarters of a year that are over, from the first in which a desk counted."""
    quarters = (f"{year}Q{number}" for number in range(1, 5))
    return [quarter for quarter in quarters if first <= quarter < quarter_of(today)]


def _year(quarter: str) -> int:
    return int(quarter[:4])
