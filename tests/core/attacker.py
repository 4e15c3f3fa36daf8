"""Somebody who wants to know a hidden number, and shares nothing with the program but its rule.

They have all that is shown, know of each hidden number whether it is zero (but in columns that are
hidden whole), and try every way in which the people could be spread over the table.
"""

from collections.abc import Sequence
from typing import NamedTuple

from wizard.core.suppression import SMALL, Cell, Column, SafeColumn

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


Limits = tuple[int, int]


def tightened(limits: dict[Cell, Limits], lines: list[Line]) -> dict[Cell, Limits] | None:
    """Return what each number can be within the sums at most, or None when they contradict."""
    before, after = None, dict(limits)
    while before != after:
        before = dict(after)
        for parts, least, most in lines:
            low, high = (sum(after[cell][side] for cell in parts) for side in (0, 1))
            if low > most or high < least:
                return None
            for cell in parts:
                own_low, own_high = after[cell]
                after[cell] = (
                    max(own_low, least - (high - own_high)),
                    min(own_high, most - (low - own_low)),
                )
                low, high = low + after[cell][0] - own_low, high + after[cell][1] - own_high
    return after


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
        return self.has_spread({cell: self.limits(cell) for cell in self.inner}, lines)

    def limits(self, cell: Cell) -> Limits:
        line = self.line(cell)
        return line.least, min(line.most, self.true(cell) + MORE)

    def has_spread(self, limits: dict[Cell, Limits], lines: list[Line]) -> bool:
        """Choose one number after the other, and leave out what the sums forbid by then."""
        narrow = tightened(limits, lines)
        if narrow is None:
            return False
        open_cells = [cell for cell, (low, high) in narrow.items() if low < high]
        if not open_cells:
            return True
        cell = min(open_cells, key=lambda cell: narrow[cell][1] - narrow[cell][0])
        low, high = narrow[cell]
        values = sorted(range(low, high + 1), key=lambda value: abs(value - self.true(cell)))
        return any(self.has_spread({**narrow, cell: (value, value)}, lines) for value in values)

    def narrowed(self) -> list[Cell]:
        """Return the hidden numbers about which more can be known than the rule allows.

        A small one must look like anything from the least it can be without any sum, to 5; another
        like five values or more.
        """
        return [cell for cell in self.hidden if not self.is_safe(cell)]

    def is_safe(self, cell: Cell) -> bool:
        true = self.true(cell)
        if true < SMALL:
            least = max(self.least_without_sums(cell), min(true, 1))
            return all(self.can_be(cell, value) for value in range(least, SMALL + 1))
        return sum(self.can_be(cell, value) for value in range(true - 4, true + MORE)) >= SMALL

    def least_without_sums(self, cell: Cell) -> int:
        """Return the least that a number can be for who knows only where somebody is."""
        lines = [line for line in self.lines if line.most in {0, ENDLESS}]
        limits = {inner: self.limits(inner) for inner in self.inner}
        exact = (Line(self.parts(cell), value, value) for value in range(SMALL))
        return next(line.least for line in exact if self.has_spread(limits, [*lines, line]))
