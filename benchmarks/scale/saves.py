"""What a save costs among 10, 10,000 and more stored drafts, on both databases."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks._filled import Cost, Filled
from benchmarks.scale.place import POSTGRES, SQLITE, database, tree_seconds
from benchmarks.scale.table import Table

SIZES, MILLION = (10, 10_000, 100_000), 1_000_000
USED_MOST = 200
ROUNDS, WARM_ROUNDS = 20, 2
HEADINGS = ("database", "drafts", "processor", "ratio", "clock", "ratio", "filled in")


def table(*, million: bool = False) -> Table:
    """Return the table, the smallest store being what the others are compared with."""
    sizes = (*SIZES, MILLION) if million else SIZES
    rows = [row for back_end in (SQLITE, POSTGRES) for row in rows_of(back_end, sizes)]
    note = (
        "A draft is opened and one of its boxes saved; processor time of ours and the database's "
        "together. Rounds of all sizes take turns; ratios are medians over rounds."
    )
    return Table("A save among many drafts", HEADINGS, rows, (note,))


def rows_of(back_end: str, sizes: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Yield a row for each size."""
    with ExitStack() as stack:
        stores, took = list[tuple[Filled, int]](), list[float]()
        for size in sizes:
            start = time.perf_counter()
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            url, pid = stack.enter_context(database(back_end, folder))
            store = Filled(url, folder / "keys", size, min(size, USED_MOST))
            stack.callback(store.close)
            stores.append((store, pid))
            took.append(time.perf_counter() - start)
        rounds = [costs(stores) for _ in range(WARM_ROUNDS + ROUNDS)][WARM_ROUNDS:]
    for place, size in enumerate(sizes):
        pairs = [(one[place], one[0]) for one in rounds]
        yield (back_end, f"{size:,}", *cells(pairs), f"{took[place]:.0f} s")


def costs(stores: Sequence[tuple[Filled, int]]) -> list[Cost]:
    """Return what a save costs in each store, one after another."""
    return [store.round(lambda pid=pid: spent(pid)) for store, pid in stores]


def spent(pid: int) -> float:
    """Return the processor time of this process and of a database server."""
    return time.process_time() + (tree_seconds(pid) if pid else 0)


def cells(pairs: Sequence[tuple[Cost, Cost]]) -> tuple[str, ...]:
    """Return medians and ratios to the smallest store."""
    processor = statistics.median(cost.open_and_save for cost, _ in pairs)
    clock = statistics.median(cost.clock for cost, _ in pairs)
    return (
        f"{processor:.2f} ms",
        f"{statistics.median(c.open_and_save / f.open_and_save for c, f in pairs):.2f}",
        f"{clock:.2f} ms",
        f"{statistics.median(c.clock / f.clock for c, f in pairs):.2f}",
    )
