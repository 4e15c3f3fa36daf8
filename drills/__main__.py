"""Runs the fault drills and prints their table: `python -m drills [--markdown] [FAMILY ...]`."""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from drills._attempt import SECONDS_MOST, broken_off, deadline
from drills._table import Row, as_markdown, as_text

FAMILIES = (
    "kills",
    "database",
    "disk",
    "clock",
    "keys",
    "operating",
    "crowds",
    "storms",
    "mail",
    "printing",
    "shortages",
)
"""Modules of this package; each has `rows(folder)`, which runs its drills one by one."""


def main() -> int:
    """Run the families that were asked for; return 1 when a goal was missed."""
    asked = argparse.ArgumentParser(prog="drills", description=__doc__)
    asked.add_argument("family", nargs="*", help=f"of {', '.join(FAMILIES)}; none: all of them")
    asked.add_argument("--markdown", action="store_true", help="the table for docs/faults.md")
    given = asked.parse_args()
    if unknown := {*given.family} - {*FAMILIES}:
        asked.error(f"no family {', '.join(unknown)}")
    start = time.monotonic()
    rows = []
    for row in run(given.family or FAMILIES):
        rows.append(row)
        print(as_text(row), file=sys.stderr if given.markdown else sys.stdout, flush=True)
    if given.markdown:
        print(as_markdown(rows))
    minutes = (time.monotonic() - start) / 60
    print(f"\n{len(rows)} drills on {datetime.now(UTC):%Y-%m-%d}, {minutes:.1f} minutes.")
    return 0 if all(row.is_met for row in rows) else 1


def run(families: tuple[str, ...] | list[str]) -> Iterator[Row]:
    """Run each family in a folder of its own, and yield what each drill found."""
    for family in families:
        with tempfile.TemporaryDirectory(prefix="drill-", ignore_cleanup_errors=True) as folder:
            try:
                yield from _rows(importlib.import_module(f"drills.{family}"), Path(folder))
            except Exception as error:  # noqa: BLE001 - the other families are still to be run
                yield broken_off(family, error)


def _rows(family: ModuleType, folder: Path) -> Iterator[Row]:
    """Yield the rows of a family, each within its time."""
    rows, most = family.rows(folder), getattr(family, "SECONDS_MOST", SECONDS_MOST)
    while True:
        with deadline(most):
            row = next(rows, None)
        if row is None:
            return
        yield row


if __name__ == "__main__":
    sys.exit(main())
