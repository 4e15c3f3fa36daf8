"""Prints how long answers take to save while `wizard purge` deletes 100,000 expired rows.

The purge is the real command, in a process of its own on the same database. Somebody saves an
answer every few hundredths of a second, as a site with many people does, before and meanwhile.
"""

from __future__ import annotations

import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks._report import Row, show
from wizard.store import Box, open_store
from wizard.vault import Drafts, KeyDirectory

EXPIRED = {"draft": 35_000, "wrap": 35_000, "desk_case": 15_000, "counter": 15_000}
SAVES_BEFORE, PAUSE_SECONDS = 300, 0.03
GOAL = 2.0
TEXT = b'{"answers":{"hope":{"text":"Ik wil graag iets met dieren doen"}}}' * 12

NUMBERS = "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)"
FILL = {
    "draft": """
        INSERT INTO draft
        SELECT randomblob(16), shared, shared_revision, private, private_revision, 1
        FROM (SELECT * FROM draft LIMIT 1), number
    """,
    "desk_case": """
        INSERT INTO desk_case
        SELECT randomblob(16), 'arnhem/caw', 1, 'ABCDEFGH', 'closed', 'sent', '2025-01-01', 1, 1,
            x'', NULL, NULL, randomblob(1200), sealed, sealed, sealed, sealed
        FROM (SELECT randomblob(3840) AS sealed), number
    """,
    "counter": "INSERT INTO counter SELECT randomblob(16), 1, 1, 1 FROM number",
}
FILL_WRAPS = """
    INSERT INTO wrap
    SELECT randomblob(16), draft.id, kind, epoch, body, NULL, NULL, NULL
    FROM draft, (SELECT * FROM wrap LIMIT 1) AS wrap WHERE draft.expires_at = 1
"""
COUNT = "SELECT count(*) FROM {}"


class Site:
    """A database with a draft that is used and very much that has expired."""

    def __init__(self, folder: Path) -> None:
        """Fill the database."""
        self._path = folder / "drafts.db"
        self._settings = {
            "WIZARD_DATABASE_URL": f"sqlite:///{self._path}",
            "WIZARD_KEY_DIR": str(folder / "keys"),
        }
        keys = KeyDirectory(folder / "keys", create=True)
        store = open_store(f"sqlite:///{self._path}")
        self._drafts = Drafts(store, keys, term=timedelta(days=30))
        self._token = self._drafts.start(TEXT, TEXT, datetime.now(UTC)).token
        with sqlite3.connect(self._path) as database:
            for table, sql in FILL.items():
                database.execute(NUMBERS + sql, (EXPIRED[table],))
            database.execute(FILL_WRAPS)
        database.close()
        assert self.expired() == EXPIRED

    def expired(self) -> dict[str, int]:
        """Return how many rows of each kind the used draft has no part in."""
        with sqlite3.connect(self._path) as database:
            numbers = {
                table: database.execute(COUNT.format(table)).fetchone()[0] for table in EXPIRED
            }
        database.close()
        return {table: number - (table in ("draft", "wrap")) for table, number in numbers.items()}

    def save(self) -> float:
        """Return the seconds of one opened and saved draft."""
        start = time.perf_counter()
        opened = self._drafts.find(self._token, datetime.now(UTC))
        assert opened is not None
        self._drafts.save(opened, {Box.SHARED: TEXT}, datetime.now(UTC))
        return time.perf_counter() - start

    def purge(self) -> subprocess.Popen[bytes]:
        """Start the real command."""
        return subprocess.Popen([sys.executable, "-m", "wizard", "purge"], env=self._settings)


def saves(site: Site, goes_on: Callable[[int], bool]) -> Iterator[float]:
    """Yield the seconds of saves, with pauses."""
    number = 0
    while goes_on(number):
        yield site.save()
        number += 1
        time.sleep(PAUSE_SECONDS)


def main() -> None:
    """Fill a database, save alone, save during a purge, print the table."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        before = list(saves(site, lambda number: number < SAVES_BEFORE))
        start, command = time.perf_counter(), site.purge()
        during = list(saves(site, lambda _: command.poll() is None))
        seconds = time.perf_counter() - start
        assert command.returncode == 0
        assert not any(site.expired().values()), site.expired()
    tell(before, during, seconds)


def tell(before: Sequence[float], during: Sequence[float], seconds: float) -> None:
    """Print what a save took meanwhile beside what it took before."""
    print(f"\n{sum(EXPIRED.values()):,} expired rows purged in {seconds:.1f} s")
    rows = [
        Row(f"{part} in 100 come within", [within(during, part)], [within(before, part)], GOAL)
        for part in (50, 95)
    ]
    show(f"Clock time of {len(during)} saves during a purge (floor: before it)", "ms", rows)
    print(f"  the longest: {max(during) * 1000:.0f} ms, before {max(before) * 1000:.0f} ms")


def within(seconds: Sequence[float], part: int) -> float:
    """Return the milliseconds within which so many in 100 came."""
    return statistics.quantiles(seconds, n=100)[part - 1] * 1000


if __name__ == "__main__":
    main()
