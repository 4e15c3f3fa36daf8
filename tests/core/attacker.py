"""Somebody who wants to know a hidden number, and shares nothing with the program but its rule.

They have all that is shown, know of each hidden number whether it is zero (but in columns that are
hidden whole), and try every way in which the people could be spread over the table.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wizard.core.suppression import Cell, Column, SafeColumn

MORE = 5
"""How far above the truth the attacker tries a number that no sum limits."""

ENDLESS = 10**6


class Line(NamedTuple):
    """What is known of the sum of some numbers."""

    parts: frozenset[Cell]
    least: int
    most: int


def with_sums(quarters: Sequence[Column], *, whole_year: bool) -> list[Column]:
    columns = [(*quarter, sum(quarter)) for quarter in quarters]
    return [*columns, tuple(map(sum, zip(*columns, strict=True)))] if whole_year else columns


class Attacker:
    """Tells which values a number can have."""

    def __init__(self, truth: list[Column], shown: list[SafeColumn], quarters: int) -> None:
        """Take what is true only to know which hidden numbers are zero, and where to try first."""
        self.truth, self.shown, self.quarters = truth, shown, quarters
        self.rows = len(truth[0]) - 1
        every = [(column, row) for column in range(len(truth)) for row in range(self.rows + 1)]
        self.hidden = [cell for cell in every if shown[cell[0]][cell[1]] is None]
        self.lines = [self.line(cell) for cell in every]
        self.inner = [cell for cell in every if cell[0] < quarters and cell[1] < self.rows]

    def parts(self, cell: Cell) -> frozenset[Cell]:
        """Return the numbers that a number adds up: itself alone, or those of its row or column."""
        columns = range(self.quarters) if cell[0] == self.quarters else (cell[0],)
        rows = range(self.rows) if cell[1] == self.rows else (cell[1],)
        return frozenset((column, row) for column in columns for row in rows)

    def line(self, cell: Cell) -> Line:
        shown = self.shown[cell[0]][cell[1]]
        if shown is not None:
            return Line(self.parts(cell), shown, shown)
        seen = cell[1] == self.rows or any(n is not None for n in self.shown[cell[0]])
        return Line(self.parts(cell), int(seen and self.true(cell) > 0), ENDLESS)

    def true(self, cell: Cell) -> int:
        return self.truth[cell[0]][cell[1]]

    def can_be(self, cell: Cell, value: int) -> bool:
        """Tell whether some spread of people agrees with all that is shown and with this."""
        lines = [*self.lines, Line(self.parts(cell), value, value)]
        limits = {cell: self.limits(cell) for cell in self.inner}
        return any(self.spread(list(self.inner), limits, lines))

    def limits(self, cell: Cell) -> tuple[int, int]:
        line = self.line(cell)
        return line.least, min(line.most, self.true(cell) + MORE)

    def spread(
        self, left: list[Cell], limits: dict[Cell, tuple[int, int]], lines: list[Line]
    ) -> Iterator[bool]:
        """Yield a True for each spread, choosing one number after the other."""
        for line in lines:
            if sum(limits[cell][0] for cell in line.parts) > line.most:
                return
            if sum(limits[cell][1] for cell in line.parts) < line.least:
                return
        if not left:
            yield True
            return
        cell, *rest = left
        low, high = limits[cell]
        for value in sorted(range(low, high + 1), key=lambda value: abs(value - self.true(cell))):
            yield from self.spread(rest, {**limits, cell: (value, value)}, lines)

    def narrowed(self) -> list[Cell]:
        """Return the hidden numbers about which more can be known than the rule allows.

        A small one must look like anything from the least it must be, at most 1 for each of its
        parts, to 5; another like five values or more.
        """
        return [cell for cell in self.hidden if not self.is_safe(cell)]

    def is_safe(self, cell: Cell) -> bool:
        true = self.true(cell)
        if true < 5:
            parts = sum(self.line(part).least for part in self.parts(cell))
            return all(self.can_be(cell, value) for value in range(max(parts, min(true, 1)), 6))
        return sum(self.can_be(cell, value) for value in range(true - 4, true + MORE)) >= 5
