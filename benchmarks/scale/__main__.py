"""Prints the tables of docs/scale.md: `python -m benchmarks.scale [names]`.

Without names it prints all but `memory`, which takes half an hour of one core.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from benchmarks.scale import codes, memory, people, purging, saves
from benchmarks.scale.table import Table

STEP_MINUTES = 1 / 4


def main() -> None:
    """Print the wanted tables one after another."""
    asked = arguments()
    makers = tables(asked)
    for name in asked.names or [name for name in makers if name != "memory"]:
        start = time.perf_counter()
        for table in makers[name]():
            lines = table.markdown() if asked.markdown else table.text()
            print("\n".join(lines), flush=True)
        took = time.perf_counter() - start
        print(f"{datetime.now(UTC):%Y-%m-%d}: {name} took {took:.0f} s", file=sys.stderr)


def tables(asked: argparse.Namespace) -> dict[str, Callable[[], Iterator[Table]]]:
    """Return what makes the tables of each name."""
    return {
        "people": lambda: people.tables(asked.minutes * 60, codes=not asked.pages_only),
        "saves": lambda: iter([saves.table(million=asked.million)]),
        "purge": lambda: iter([purging.table()]),
        "codes": lambda: iter([codes.table()]),
        "memory": lambda: iter([memory.table(asked.requests)]),
    }


def arguments() -> argparse.Namespace:
    """Read what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale")
    parser.add_argument("names", nargs="*", choices=[*tables(argparse.Namespace()), []])
    parser.add_argument("--markdown", action="store_true", help="as it stands in docs/scale.md")
    parser.add_argument(
        "--minutes", type=float, default=STEP_MINUTES, help="how long each step of people is held"
    )
    parser.add_argument("--pages-only", action="store_true", help="people without codes and PDFs")
    parser.add_argument("--million", action="store_true", help="saves among a million: 20 GB")
    parser.add_argument("--requests", type=int, default=memory.REQUESTS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
