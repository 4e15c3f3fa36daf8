"""Saves while 100,000 expired rows are purged beside them, on both databases."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.purge import EXPIRED, Round, rounds, within
from benchmarks.scale.place import POSTGRES, SQLITE, database
from benchmarks.scale.table import Table

ROUNDS = 5
HEADINGS = (
    "database",
    "rows purged",
    "took",
    "p50 before",
    "p50 during",
    "p95 before",
    "p95 during",
)


def table() -> Table:
    """Return the table."""
    rows = [row_of(back_end) for back_end in (SQLITE, POSTGRES)]
    note = "Each round is a run of `wizard purge` beside somebody who saves every 30 milliseconds."
    return Table("Saves during a purge", HEADINGS, rows, (note,))


def row_of(back_end: str) -> tuple[str, ...]:
    """Return what purges did to saves on one database."""
    with tempfile.TemporaryDirectory() as folder, database(back_end, Path(folder)) as (url, _):
        found = rounds(url, Path(folder) / "keys", ROUNDS)
    took = sum(round_.seconds for round_ in found)
    cells = [f"{middle(found, part, during):.1f} ms" for part in (50, 95) for during in (0, 1)]
    return (back_end, f"{ROUNDS * sum(EXPIRED.values()):,}", f"{took:.0f} s", *cells)


def middle(found: Sequence[Round], part: int, during: int) -> float:
    """Return the median over rounds of how long so many in 100 saves took."""
    return statistics.median(within((one.before, one.during)[during], part) for one in found)
