"""Results as files: a table that Dutch Excel opens at a double click, and JSON for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

import msgspec

from wizard.web.desk.resulttables import ToldTable

HEAD = ("balie", "jaar", "onderwerp", "regel", "periode", "aantal")
HIDDEN = "verborgen"

FORMULA_SIGNS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""With these a cell begins that a spreadsheet reckons out; the last four are the wide forms."""


def results_csv(desk: str, year: int, tables: Sequence[ToldTable]) -> bytes:
    """Return one line for each number; a hidden one reads `verborgen`.

    A semicolon parts the cells, and a mark at the front says UTF-8: without these, Excel in Dutch
    puts a line in one cell and breaks letters with an accent.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for cells in _lines(desk, year, tables):
        writer.writerow([defused(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")


def results_json(desk: str, year: int, tables: Sequence[ToldTable]) -> bytes:
    """Return the tables; a hidden number is null."""
    told = {"desk": desk, "year": year, "hidden": None, "tables": tables}
    return msgspec.json.format(msgspec.json.encode(told)) + b"\n"


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: names come from outside."""
    return f"'{cell}" if cell.lstrip(" ").startswith(tuple(FORMULA_SIGNS)) else cell


def _lines(desk: str, year: int, tables: Sequence[ToldTable]) -> Iterator[tuple[str, ...]]:
    for table in tables:
        for line in (*table.lines, table.total):
            for (_, period), number in zip(table.periods, line.numbers, strict=True):
                shown = HIDDEN if number is None else str(number)
                yield desk, str(year), table.title, line.title, period, shown
