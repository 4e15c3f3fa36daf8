"""Prints how long answers take to save while `wizard purge` deletes 100,000 expired rows.

The purge is the real command, in a process of its own on the same database. Somebody saves an
answer every few hundredths of a second, as a site with many people does, before and meanwhile.
The rows go in rounds, so that a busy machine slows both.
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

ROUNDS = 5
EXPIRED = {"draft": 7_000, "wrap": 7_000, "desk_case": 3_000, "counter": 3_000}
"""In each round."""

SAVES_BEFORE, PAUSE_SECONDS = 200, 0.03
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

Round = tuple[list[float], list[float]]


class Site:
    """A database with one draft that is used."""

    def __init__(self, folder: Path) -> None:
        """Store the draft."""
        self._path = folder / "drafts.db"
        self._settings = {
            "WIZARD_DATABASE_URL": f"sqlite:///{self._path}",
            "WIZARD_KEY_DIR": str(folder / "keys"),
        }
        keys = KeyDirectory(folder / "keys", create=True)
        store = open_store(f"sqlite:///{self._path}")
        self._drafts = Drafts(store, keys, term=timedelta(days=30))
        self._token = self._drafts.start(TEXT, TEXT, datetime.now(UTC)).token

    def fill(self) -> None:
        """Add rows that have expired."""
        with sqlite3.connect(self._path) as database:
            for table, sql in FILL.items():
                database.execute(NUMBERS + sql, (EXPIRED[table],))
            database.execute(FILL_WRAPS)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
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
    """Let rounds of saving alone and during a purge take turns, print the table."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        rounds = [round_of(site) for _ in range(ROUNDS)]
    tell(rounds)


def round_of(site: Site) -> Round:
    """Return the seconds of saves before a purge, and of those during it."""
    site.fill()
    before = list(saves(site, lambda number: number < SAVES_BEFORE))
    command = site.purge()
    during = list(saves(site, lambda _: command.poll() is None))
    assert command.returncode == 0
    assert not any(site.expired().values()), site.expired()
    return before, during


def tell(rounds: Sequence[Round]) -> None:
    """Print what a save took meanwhile beside what it took before."""
    rows = [
        Row(
            f"{part} in 100 come within",
            [within(during, part) for _, during in rounds],
            [within(before, part) for before, _ in rounds],
            GOAL,
        )
        for part in (50, 95)
    ]
    rows_gone = ROUNDS * sum(EXPIRED.values())
    show(f"Clock time of a save while {rows_gone:,} rows are purged (floor: before)", "ms", rows)
    longest = max(max(during) for _, during in rounds) * 1000
    print(f"  of {sum(len(during) for _, during in rounds):,} saves the longest: {longest:.0f} ms")


def within(seconds: Sequence[float], part: int) -> float:
    """Return the milliseconds within which so many in 100 came."""
    return statistics.quantiles(seconds, n=100)[part - 1] * 1000


if __name__ == "__main__":
    main()
