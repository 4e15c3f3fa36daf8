"""Bars as SVG, made on the server: every bar says its number, so no colour has to tell anything.

Sizes are in the units of the drawing, which are pixels on a phone of 360 wide.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from msgspec import Struct

from wizard.web.desk.resulttables import ToldTable

WIDTH = 320
LONGEST = 230
"""The longest bar: the words behind it need the rest."""

HIDDEN_WIDTH = 28
LETTERS_IN_A_LINE = 34
LINE, BAR, BETWEEN_BARS, BETWEEN_GROUPS = 20, 16, 6, 12
BASELINE = 14


class Value(Struct, frozen=True):
    """A number to draw: how much, what stands behind it, and how its bar looks (a CSS name)."""

    amount: int
    text: str
    look: str = "here"


class Bar(Struct, frozen=True):
    """A drawn bar."""

    y: int
    width: int
    text: str
    look: str


class Group(Struct, frozen=True):
    """The bars under one label; the label is broken into lines, each with its baseline."""

    label: tuple[tuple[int, str], ...]
    bars: tuple[Bar, ...]


class Chart(Struct, frozen=True):
    """A drawing: what it shows in words, its height, and its bars."""

    id: str
    title: str
    height: int
    groups: tuple[Group, ...]


def chart_of(table: ToldTable) -> Chart:
    """Draw the last period of a table; of one with totals only, every quarter."""
    if table.lines:
        period = table.periods[-1][1]
        rows = [(line.title, [_value(line.numbers[-1])]) for line in table.lines]
        return _chart(table.kind, f"{table.title}, {period}", rows)
    quarters = zip(table.periods, table.total.numbers, strict=True)
    rows = [(title, [_value(number)]) for (period, title), number in quarters if "Q" in period]
    return _chart(table.kind, f"{table.title} per kwartaal", rows)


def comparing_chart(rows: Sequence[tuple[str, int, int]], there: str) -> Chart:
    """Draw shares here in percents, each above the share that it is compared with."""
    drawn = [
        (title, [Value(here, f"{here}%"), Value(other, f"{other}%", "there")])
        for title, here, other in rows
    ]
    return _chart("comparison", f"Dichte staaf: deze balie. Open staaf: {there}", drawn)


def _value(number: int | None) -> Value:
    return Value(0, "verborgen", "hidden") if number is None else Value(number, str(number))


def _chart(name: str, title: str, rows: Sequence[tuple[str, Sequence[Value]]]) -> Chart:
    most = max((value.amount for _, values in rows for value in values), default=0)
    groups, y = [], 0
    for label, values in rows:
        lines = textwrap.wrap(label, LETTERS_IN_A_LINE)
        below = y + len(lines) * LINE
        bars = [
            _bar(value, most, below + at * (BAR + BETWEEN_BARS)) for at, value in enumerate(values)
        ]
        baselines = tuple((y + BASELINE + at * LINE, line) for at, line in enumerate(lines))
        groups.append(Group(baselines, tuple(bars)))
        y = bars[-1].y + BAR + BETWEEN_GROUPS
    return Chart(f"chart-{name}", title, y, tuple(groups))


def _bar(value: Value, most: int, y: int) -> Bar:
    drawn = HIDDEN_WIDTH if value.look == "hidden" else round(LONGEST * value.amount / max(most, 1))
    return Bar(y, drawn, value.text, value.look)
