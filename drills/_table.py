"""The one table that the drills print."""

from __future__ import annotations

import shutil
import statistics
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SAVE_GOAL_MS = 300.0
HEADINGS = ("fault", "what was done", "lost", "p95 of saves", "what a resident saw", "recovery")


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one fault did. A figure that does not apply is None; `why_not` says why none was run.

    `lost` counts acknowledged answers that cannot be read back, of `acknowledged`; `p95` is in
    milliseconds and of saves that the fault did not concern; `recovery` is in seconds, from the
    end of the fault to the next saved answer, without a person.
    """

    fault: str
    done: str = ""
    acknowledged: int = 0
    lost: int | None = None
    p95: float | None = None
    seen: str = ""
    recovery: float | None = None
    missed: str = ""
    why_not: str = ""

    @property
    def is_met(self) -> bool:
        """Tell whether every goal that applies is met."""
        slow = self.p95 is not None and self.p95 > SAVE_GOAL_MS
        return not (self.lost or slow or self.missed)

    def cells(self) -> tuple[str, ...]:
        """Return what the table shows of it."""
        if self.why_not:
            return (self.fault, f"not run here: {self.why_not}", "", "", "", "")
        lost = "" if self.lost is None else f"{self.lost} of {self.acknowledged}"
        p95 = "" if self.p95 is None else f"{self.p95:.0f} ms"
        recovery = "" if self.recovery is None else f"{self.recovery:.1f} s"
        seen = f"{self.seen}; MISSED: {self.missed}" if self.missed else self.seen
        return (self.fault, self.done, lost, p95, seen, recovery)


def p95(seconds: Sequence[float]) -> float | None:
    """Return the milliseconds within which 95 in 100 came; None for fewer than two."""
    return statistics.quantiles(seconds, n=20)[-1] * 1000 if len(seconds) > 1 else None


def as_markdown(rows: Iterable[Row]) -> str:
    """Return the table as it stands in docs/faults.md."""
    lines = [HEADINGS, ("---",) * len(HEADINGS), *(row.cells() for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def as_text(row: Row) -> str:
    """Return one row for a terminal, with its headings, over as many lines as it needs."""
    width = shutil.get_terminal_size((100, 24)).columns
    fault, *cells = row.cells()
    told = [
        textwrap.fill(f"{name:>20}: {cell}", width, subsequent_indent=" " * 22)
        for name, cell in zip(HEADINGS[1:], cells, strict=True)
        if cell
    ]
    return "\n".join([f"{'ok    ' if row.is_met else 'MISSED'} {fault}", *told])
