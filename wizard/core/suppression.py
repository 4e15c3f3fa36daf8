"""Which numbers of people are shown, so that none of them tells about one person.

The rule is the threshold rule of statistical disclosure control: a number from 1 to 4 is hidden,
and as many others with it as it takes (secondary suppression). Which others is found as Kelly,
Golden and Assad do (1992): along the cheapest cycles of a network in which every number is an arc
from its row to its column, so that the range of each hidden number is known exactly.

The protection holds against somebody who has every number ever shown, and who knows which hidden
ones are zero (but in a column that is hidden whole): a hidden number under five could still be
anything from 1 to 5, a hidden zero from 0 to 5, a hidden sum from as many as it has parts that hold
someone; and any other hidden number has five possible values or more. So nobody learns a number
under five, nor that it is under five. A narrower range would tell one of both.

A quarter is decided by itself and never again, and the year only when it is over: what was shown
in January cannot be laid beside what is shown in April to derive what both hide.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

SMALL = 5
"""The least number of people that is shown."""

Cell = tuple[int, int]
"""A place in a table: which column, and which row."""

Step = tuple[Cell, int]
"""A number that goes up by one (1) or down by one (-1)."""

Column = tuple[int, ...]
SafeColumn = tuple[int | None, ...]


def safe_columns(quarters: Sequence[Column], *, whole_year: bool) -> list[SafeColumn]:
    """Return each quarter with its total last, then the year if it is whole; None is hidden.

    The quarters count the same rows, in the order of time.
    """
    columns = [(*quarter, sum(quarter)) for quarter in quarters]
    shown_before = columns[:-1] if whole_year else columns
    hidden = {
        (number, row)
        for number, column in enumerate(shown_before)
        for _, row in _Table([column], tied=False).hidden()
    }
    if whole_year:
        columns.append(tuple(map(sum, zip(*columns, strict=True))))
        hidden = _Table(columns, tied=True).hidden(hidden, of_old=len(shown_before))
    return [
        tuple(None if (number, row) in hidden else value for row, value in enumerate(column))
        for number, column in enumerate(columns)
    ]


class _Table:
    """A table as a network: rows and columns are nodes, each number is an arc between two.

    Moving numbers along a cycle keeps every sum, so the cycles are all that somebody can think of
    who knows the sums. `tied` tables have the sum of the other columns as their last one.
    """

    def __init__(self, columns: Sequence[Column], *, tied: bool) -> None:
        self.columns = columns
        self.values = {
            (number, row): value
            for number, column in enumerate(columns)
            for row, value in enumerate(column)
        }
        self.quarters = len(columns) - tied
        self.total_row = len(columns[0]) - 1
        self.ends = {cell: self._ends(*cell) for cell in self.values}
        self.whole = {n for n, column in enumerate(columns) if _too_few_to_hide_among(column[:-1])}
        self.least = {cell: self._least(*cell) for cell in self.values}

    def hidden(self, before: Collection[Cell] = (), of_old: int = 0) -> set[Cell]:
        """Return what to hide, given what is hidden in the columns that were shown of old."""
        sensitive = {*before, *self._sensitive(of_old)}
        may = {cell for cell in self.values if cell[0] >= of_old}
        hidden = set(sensitive)
        waiting = sorted(hidden)
        while waiting:
            more = self._needed_for(waiting.pop(), hidden, may) - hidden
            hidden |= more
            waiting += sorted(more)
        return self._without_needless(hidden, sensitive)

    def _ends(self, number: int, row: int) -> tuple[int, int]:
        """Return the nodes of an arc, from tail to head; without a year all rows are one node."""
        row_node = -1 - row if self.quarters < len(self.columns) else -1
        is_sum_once = (row == self.total_row) != (number == self.quarters)
        return (number, row_node) if is_sum_once else (row_node, number)

    def _least(self, number: int, row: int) -> int:
        """Return the least that a hidden number can be for somebody who knows where people are."""
        least = int(self._is_known_lively(number, row))
        if row == self.total_row:
            least = max(least, sum(self._least(number, part) for part in range(row)))
        if number == self.quarters:
            least = max(least, sum(self._least(part, row) for part in range(number)))
        return least

    def _is_known_lively(self, number: int, row: int) -> bool:
        known = row == self.total_row or number not in self.whole
        return known and self.values[number, row] > 0

    def _sensitive(self, of_old: int) -> Iterator[Cell]:
        for cell, value in self.values.items():
            if cell[0] >= of_old and (cell[0] in self.whole or 0 < value < SMALL):
                yield cell

    def _needed_for(self, cell: Cell, hidden: Collection[Cell], may: Collection[Cell]) -> set[Cell]:
        """Return what else to hide so that a hidden number is safe: large numbers are dear."""
        prices = {other: 1 + self.values[other] for other in may} | dict.fromkeys(hidden, 0)
        needed: set[Cell] = set()
        for sign, by in self._moves_wanted(cell, hidden):
            _, taken = self._move(cell, sign, by, prices)
            needed |= taken
            prices |= dict.fromkeys(taken, 0)
        return needed

    def _without_needless(self, hidden: set[Cell], sensitive: Collection[Cell]) -> set[Cell]:
        """Show again what nothing needs, large numbers first, until each that is left is needed."""
        for cell in sorted(hidden.difference(sensitive), key=self.values.__getitem__, reverse=True):
            fewer = self._without(cell, hidden, sensitive) if cell in hidden else None
            hidden = fewer or hidden
        return hidden

    def _without(
        self, cell: Cell, hidden: set[Cell], sensitive: Collection[Cell]
    ) -> set[Cell] | None:
        """Return what is left to hide when a number is shown, or None if that is not safe.

        Large numbers that were hidden for its sake alone are shown with it.
        """
        fewer = hidden - {cell}
        if not all(self._is_safe(other, fewer) for other in sensitive):
            return None
        bare = [other for other in fewer.difference(sensitive) if not self._is_safe(other, fewer)]
        return self._without(bare[0], fewer, sensitive) if bare else fewer

    def _is_safe(self, cell: Cell, hidden: Collection[Cell]) -> bool:
        prices = dict.fromkeys(hidden, 0)
        wanted = self._moves_wanted(cell, hidden)
        return all(self._move(cell, sign, by, prices)[0] == by for sign, by in wanted)

    def _moves_wanted(self, cell: Cell, hidden: Collection[Cell]) -> Iterable[tuple[int, int]]:
        """Yield how far up (1) and down (-1) a number must seem able to go."""
        value = self.values[cell]
        if value < SMALL:
            return (1, SMALL - value), (-1, value - max(self.least[cell], min(1, value)))
        down, _ = self._move(cell, -1, SMALL - 1, dict.fromkeys(hidden, 0))
        return ((1, SMALL - 1 - down),)

    def _move(
        self, cell: Cell, sign: int, by: int, prices: Mapping[Cell, int]
    ) -> tuple[int, set[Cell]]:
        """Move a number as far as `by`; return how far it goes, and which numbers go with it.

        Only numbers with a price may go. This is a flow of most value: exact, in whole numbers.
        """
        prices, moved, taken, left = dict(prices), Counter[Cell](), set[Cell](), by
        while left and (way := self._cheapest_way(cell, sign, moved, prices)):
            step = min([left, *(self._room(other, moved) for other, up in way if up < 0)])
            for other, up in way:
                moved[other] += up * step
                prices[other] = 0
                taken.add(other)
            left -= step
        return by - left, taken

    def _cheapest_way(
        self, cell: Cell, sign: int, moved: Counter[Cell], prices: Mapping[Cell, int]
    ) -> tuple[Step, ...]:
        """Return the other numbers of the cheapest cycle that moves a number, or () for none."""
        start, goal = self.ends[cell][::-sign]
        found: list[tuple[int, int, tuple[Step, ...]]] = [(0, start, ())]
        done = set()
        while found:
            price, node, way = heapq.heappop(found)
            if node == goal:
                return way
            if node not in done:
                done.add(node)
                for other, up, beyond in self._arcs_from(node, moved, prices):
                    if other != cell:
                        longer = (*way, (other, up))
                        heapq.heappush(found, (price + prices[other], beyond, longer))
        return ()

    def _arcs_from(
        self, node: int, moved: Counter[Cell], prices: Mapping[Cell, int]
    ) -> Iterator[tuple[Cell, int, int]]:
        """Yield each number that can go up or down from a node, which of both, and where to."""
        for cell in prices:
            tail, head = self.ends[cell]
            if tail == node:
                yield cell, 1, head
            elif head == node and self._room(cell, moved):
                yield cell, -1, tail

    def _room(self, cell: Cell, moved: Counter[Cell]) -> int:
        """Return how far down a number can still go."""
        return self.values[cell] + moved[cell] - self.least[cell]


def _too_few_to_hide_among(counts: Column) -> bool:
    """Tell whether a column must be hidden whole, zeros and total too.

    So it must when a small number could not be five even if everyone else were spread as thin as
    can be. The zeros would say where these few people are not.
    """
    people = [count for count in counts if count]
    return min(people, default=SMALL) < SMALL and sum(people) < SMALL + len(people) - 1
