"""Prints how long answers take to save while `wizard purge` deletes 100,000 expired rows.

The purge is the real command, in a process of its own on the same database. Somebody saves an
answer every few hundredths of a second, as a site with many people does, before and meanwhile.
The rows go in rounds, so that a busy machine slows both.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks._databases import run
from benchmarks._report import Row, show
from wizard.store import Box, open_store
from wizard.vault import Drafts, KeyDirectory

ROUNDS = 5
EXPIRED = {"draft": 7_000, "wrap": 7_000, "desk_case": 3_000, "counter": 3_000}
"""In each round."""

SAVES_BEFORE, PAUSE_SECONDS = 200, 0.03
GOAL = 2.0
TEXT = b'{"answers":{"hope":{"text":"Ik wil graag iets met dieren doen"}}}' * 12

FILL = {
    "draft": """
        INSERT INTO draft (id, shared, shared_revision, private, private_revision, expires_at)
        SELECT {bytes_16}, shared, shared_revision, private, private_revision, 1
        FROM {numbers} CROSS JOIN (SELECT * FROM draft LIMIT 1) AS one
    """,
    "desk_case": """
        INSERT INTO desk_case (id, desk_id, key_version, reference, state, origin, received_on,
            expires_at, revision, assigned_to, sealed_key, header, work, reply, plan)
        SELECT {bytes_16}, 'arnhem/caw', 1, 'ABCDEFGH', 'closed', 'sent', '2025-01-01', 1, 1,
            {empty}, {bytes_1200}, sealed, sealed, sealed, sealed
        FROM {numbers} CROSS JOIN (SELECT {bytes_3840} AS sealed) AS one
    """,
    "counter": """
        INSERT INTO counter (key, window_start, expires_at, count)
        SELECT {bytes_16}, 1, 1, 1 FROM {numbers}
    """,
}
FILL_WRAPS = """
    INSERT INTO wrap (id, draft_id, kind, epoch, body)
    SELECT {bytes_16}, draft.id, one.kind, one.epoch, one.body
    FROM draft CROSS JOIN (SELECT * FROM wrap LIMIT 1) AS one WHERE draft.expires_at = 1
"""


class Round(NamedTuple):
    """The seconds of saves before a purge and during it, and how long it took."""

    before: list[float]
    during: list[float]
    seconds: float


class Site:
    """A database with one draft that is used."""

    def __init__(self, url: str, keys: Path) -> None:
        """Store the draft."""
        self._url = url
        self._settings = {"WIZARD_DATABASE_URL": url, "WIZARD_KEY_DIR": str(keys)}
        self._store = open_store(url)
        directory = KeyDirectory(keys, create=True)
        self._drafts = Drafts(self._store, directory, term=timedelta(days=30))
        self._token = self._drafts.start(TEXT, TEXT, datetime.now(UTC)).token

    def fill(self) -> None:
        """Add rows that have expired."""
        for table, sql in FILL.items():
            run(self._url, sql, EXPIRED[table])
        run(self._url, FILL_WRAPS)
        self._store.tidy()
        assert self.expired() == EXPIRED, self.expired()

    def expired(self) -> dict[str, int]:
        """Return how many rows of each kind the used draft has no part in."""
        numbers = {table: run(self._url, f"SELECT count(*) FROM {table}") for table in EXPIRED}  # noqa: S608 - names of our own
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
        tell(rounds(f"sqlite:///{folder}/drafts.db", Path(folder) / "keys"))


def rounds(url: str, keys: Path, number: int = ROUNDS) -> list[Round]:
    """Return what saves took in so many rounds, on the database at a URL."""
    site = Site(url, keys)
    return [round_of(site) for _ in range(number)]


def round_of(site: Site) -> Round:
    """Return the seconds of saves before a purge, and of those during it."""
    site.fill()
    before = list(saves(site, lambda number: number < SAVES_BEFORE))
    start = time.perf_counter()
    command = site.purge()
    during = list(saves(site, lambda _: command.poll() is None))
    assert command.returncode == 0
    assert not any(site.expired().values()), site.expired()
    return Round(before, during, time.perf_counter() - start)


def tell(found: Sequence[Round]) -> None:
    """Print what a save took meanwhile beside what it took before."""
    rows = [
        Row(
            f"{part} in 100 come within",
            [within(one.during, part) for one in found],
            [within(one.before, part) for one in found],
            GOAL,
        )
        for part in (50, 95)
    ]
    rows_gone = ROUNDS * sum(EXPIRED.values())
    show(f"Clock time of a save while {rows_gone:,} rows are purged (floor: before)", "ms", rows)
    longest = max(max(one.during) for one in found) * 1000
    print(f"  of {sum(len(one.during) for one in found):,} saves the longest: {longest:.0f} ms")


def within(seconds: Sequence[float], part: int) -> float:
    """Return the milliseconds within which so many in 100 came."""
    return statistics.quantiles(seconds, n=100)[part - 1] * 1000


if __name__ == "__main__":
    main()
