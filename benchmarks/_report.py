"""The one table that a benchmark prints."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True)
class Row:
    """One comparison: what a round cost us and the floor, in the same unit, round by round."""

    name: str
    ours: Sequence[float]
    floor: Sequence[float]
    goal: float

    @property
    def ratio(self) -> float:
        """The median of the ratios of rounds that ran right after each other."""
        return statistics.median(o / f for o, f in zip(self.ours, self.floor, strict=True))


def show(title: str, unit: str, rows: Sequence[Row]) -> None:
    """Print medians, ratio and goal; the figures in a unit say more about the machine."""
    print(f"\n{title}")
    print(f"  {'':34}{'ours ' + unit:>12}{'floor ' + unit:>12}{'ratio':>8}{'goal':>8}")
    for row in rows:
        ours, floor = statistics.median(row.ours), statistics.median(row.floor)
        goal = f"{row.goal:8.2f}" if isfinite(row.goal) else f"{'none':>8}"
        line = f"  {row.name:34}{ours:12.2f}{floor:12.2f}{row.ratio:8.2f}{goal}"
        print(line + ("" if row.ratio <= row.goal else "  missed"))
