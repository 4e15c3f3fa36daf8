"""The results of a desk in words: what page, chart and files are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from wizard.core.municipality import Municipality
from wizard.core.results import OTHER, Numbers, ResultTable
from wizard.core.tallies import TallyKind
from wizard.web.desk.casewords import NO_TALKS

QUARTERS = ("januari t/m maart", "april t/m juni", "juli t/m september", "oktober t/m december")
FIRST_DAYS = ("1 april", "1 juli", "1 oktober", "1 januari")
"""When each quarter can be told."""

MONTHS_IN_A_QUARTER = 3

TITLES: Mapping[TallyKind, tuple[str, str]] = MappingProxyType(
    {
        TallyKind.ASKED: ("Aanvragen", "Alle aanvragen"),
        TallyKind.WAITED: ("Wachten op het eerste contact", "Alle eerste contacten"),
        TallyKind.OUTCOME: ("Wat eruit kwam", "Alles samen"),
    }
)
"""The name of each table, and of its row of totals."""

COUNTED: Mapping[TallyKind, str] = MappingProxyType(
    {
        TallyKind.ASKED: "Aantal aanvragen, in het kwartaal waarin ze kwamen",
        TallyKind.WAITED: "Aantal eerste contacten, naar hoelang de inwoner wachtte",
        TallyKind.OUTCOME: "Aantal uitkomsten, in het kwartaal waarin ze zijn genoteerd",
    }
)

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "7": "0 t/m 7 dagen",
        "14": "8 t/m 14 dagen",
        "28": "15 t/m 28 dagen",
        "42": "29 t/m 42 dagen",
        "more": "Meer dan 42 dagen",
        OTHER: "Andere uitkomst, van vroeger",
        **NO_TALKS,
    }
)
"""What rows are called that are no outcomes of the municipality."""


class Line(Struct, frozen=True):
    """A row: what it counts in the program's words and in Dutch, and its numbers."""

    value: str
    title: str
    numbers: Numbers


class ToldTable(Struct, frozen=True):
    """A table in Dutch. `periods` are pairs of the program's name and ours."""

    kind: TallyKind
    title: str
    counted: str
    periods: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    total: Line


def told_tables(tables: Iterable[ResultTable], municipality: Municipality) -> tuple[ToldTable, ...]:
    """Return tables in Dutch, with the outcomes called as the municipality calls them."""
    titles = {**WORDS, **{outcome.id: outcome.title for outcome in municipality.outcomes}}
    return tuple(_told(table, titles) for table in tables)


def next_results_on(today: date) -> str:
    """Return the day on which the running quarter will be told."""
    quarter = (today.month - 1) // MONTHS_IN_A_QUARTER
    year = today.year + (quarter == len(QUARTERS) - 1)
    return f"{FIRST_DAYS[quarter]} {year}"


def _told(table: ResultTable, titles: Mapping[str, str]) -> ToldTable:
    title, total = TITLES[table.kind]
    return ToldTable(
        table.kind,
        title,
        COUNTED[table.kind],
        tuple((period, _period_name(period)) for period in table.periods),
        tuple(Line(row.value, titles[row.value], row.numbers) for row in table.rows),
        Line("total", total, table.total),
    )


def _period_name(period: str) -> str:
    year, _, number = period.partition("Q")
    return QUARTERS[int(number) - 1] if number else f"heel {year}"
