"""Prints what saving an answer costs the processor among 100,000 stored drafts, beside 10.

Both stores are real files; the drafts that are saved lie spread over them and are taken by
chance. Rounds alternate, so that a busy machine slows both. `benchmarks.scale saves` does the
same for a million, and on PostgreSQL.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks._filled import Filled
from benchmarks._report import Row, show

MANY, FEW = 100_000, 10
USED = 200
"""How many of the many are saved; among the few, all are."""

ROUNDS, WARM_ROUNDS = 30, 3
GOAL = 1.1


def main() -> None:
    """Fill both stores, let them take turns, print the table."""
    with tempfile.TemporaryDirectory() as many_in, tempfile.TemporaryDirectory() as few_in:
        many, few = filled(Path(many_in), MANY, USED), filled(Path(few_in), FEW, FEW)
        pairs = [(many.round(), few.round()) for _ in range(WARM_ROUNDS + ROUNDS)][WARM_ROUNDS:]
    rows = [
        Row("save", [m.save for m, _ in pairs], [f.save for _, f in pairs], GOAL),
        Row(
            "open and save",
            [m.open_and_save for m, _ in pairs],
            [f.open_and_save for _, f in pairs],
            GOAL,
        ),
    ]
    show(f"Processor time of a saved answer among {MANY:,} (floor: among {FEW})", "ms", rows)


def filled(folder: Path, size: int, used: int) -> Filled:
    """Return a store of a size in a folder."""
    return Filled(f"sqlite:///{folder}/drafts.db", folder / "keys", size, used)


if __name__ == "__main__":
    main()
