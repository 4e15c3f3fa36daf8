"""Prints what saving an answer costs the processor among 100,000 stored drafts, beside 10.

Both stores are real files; the drafts that are saved lie spread over them and are taken by
chance. Rounds alternate, so that a busy machine slows both.
"""

from __future__ import annotations

import secrets
import sqlite3
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks._report import Row, show
from wizard.store import Box, open_store
from wizard.vault import Drafts, KeyDirectory, OpenDraft

MANY, FEW = 100_000, 10
USED = 200
"""How many of the many are saved; among the few, all are."""

ROUNDS, WARM_ROUNDS, SAVES = 30, 3, 100
GOAL = 1.1
TEXT = b'{"answers":{"hope":{"text":"Ik wil graag iets met dieren doen"}}}' * 12

COPY_DRAFT = """
    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
    INSERT INTO draft
    SELECT randomblob(16), shared, shared_revision, private, private_revision, expires_at
    FROM (SELECT * FROM draft ORDER BY rowid DESC LIMIT 1), number
"""
COPY_WRAP = """
    INSERT INTO wrap
    SELECT randomblob(16), draft.id, kind, epoch, body, wrap.expires_at, ends_at, tries_left
    FROM (SELECT id FROM draft ORDER BY rowid DESC LIMIT ?) AS draft,
         (SELECT * FROM wrap LIMIT 1) AS wrap
"""
"""Drafts that only lie there: copies that nobody can open."""


class Filled:
    """A store with a number of drafts, some of which are saved over and over."""

    def __init__(self, folder: Path, size: int, used: int) -> None:
        """Fill the store: every so many drafts comes one that can be opened."""
        path, keys = folder / "drafts.db", KeyDirectory(folder / "keys", create=True)
        self._drafts = Drafts(open_store(f"sqlite:///{path}"), keys, term=timedelta(days=30))
        self._tokens: list[str] = []
        for _ in range(used):
            self._tokens.append(self._drafts.start(TEXT, TEXT, datetime.now(UTC)).token)
            add_copies(path, size // used - 1)
        assert stored(path) == size

    def round(self) -> tuple[float, float]:
        """Return the milliseconds of processor time of one save, and of one opening before it."""
        opening = saving = 0.0
        for token in secrets.SystemRandom().choices(self._tokens, k=SAVES):
            start = time.process_time()
            opened = self._drafts.find(token, datetime.now(UTC))
            assert isinstance(opened, OpenDraft)
            between = time.process_time()
            self._drafts.save(opened, {Box.SHARED: TEXT}, datetime.now(UTC))
            opening += between - start
            saving += time.process_time() - between
        return saving / SAVES * 1000, (opening + saving) / SAVES * 1000


def main() -> None:
    """Fill both stores, let them take turns, print the table."""
    with tempfile.TemporaryDirectory() as many_in, tempfile.TemporaryDirectory() as few_in:
        many, few = Filled(Path(many_in), MANY, USED), Filled(Path(few_in), FEW, FEW)
        pairs = [(many.round(), few.round()) for _ in range(WARM_ROUNDS + ROUNDS)][WARM_ROUNDS:]
    rows = [
        Row(name, [m[place] for m, _ in pairs], [f[place] for _, f in pairs], GOAL)
        for place, name in enumerate(("save", "open and save"))
    ]
    show(f"Processor time of a saved answer among {MANY:,} (floor: among {FEW})", "ms", rows)


def add_copies(path: Path, number: int) -> None:
    """Put copies of the newest draft behind it."""
    with sqlite3.connect(path) as database:
        if number:
            database.execute(COPY_DRAFT, (number,))
            database.execute(COPY_WRAP, (number,))
    database.close()


def stored(path: Path) -> int:
    """Return how many drafts can be found through a wrap."""
    with sqlite3.connect(path) as database:
        sql = "SELECT count(*) FROM draft JOIN wrap ON wrap.draft_id = draft.id"
        number = database.execute(sql).fetchone()[0]
    database.close()
    return int(number)


if __name__ == "__main__":
    main()
