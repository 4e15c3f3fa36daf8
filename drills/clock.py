"""A clock that jumps: forward, back, over the start of summer time and over a week's end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from drills._attempt import attempt
from drills._people import People
from drills._site import Site, site, sqlite_url
from drills._strike import strike
from drills._table import Row
from wizard.store import open_store
from wizard.vault import KeyDirectory
from wizard.vault.sweeping import sweep_unless_doubted

LIBRARIES = ("/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/lib/faketime/libfaketimeMT.so.1")
FAULT = "the clock jumps"
JUMP_SECONDS = 3
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
LEAPS = (("five hours forward", 5 * HOUR), ("three weeks forward", 3 * WEEK), ("back", -3 * DAY))
SUMMER = datetime(2027, 3, 28, 1, tzinfo=UTC)
"""When clocks in the Netherlands go to summer time."""


class FakeClock:
    """The clock of a site's processes, as far from the true one as a file says."""

    def __init__(self, folder: Path, library: str, offset: timedelta = timedelta()) -> None:
        """Start that far from the true time."""
        self._file = folder / "offset"
        self.set(offset)
        self.settings = {
            "LD_PRELOAD": library,
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",
            "TZ": "Europe/Amsterdam",
        }

    def set(self, offset: timedelta) -> None:
        """Jump."""
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{offset.total_seconds():+.0f}\n")
        fresh.replace(self._file)


def find_library() -> str:
    """Return where libfaketime is, or nothing."""
    found = (str(path) for one in LIBRARIES for path in Path("/").glob(one.lstrip("/")))
    return next(found, "")


def rows(folder: Path) -> Iterator[Row]:
    """Jump to each, on SQLite: no back end asks its database for the time."""
    library = find_library()
    if not library:
        yield Row(fault=FAULT, why_not="libfaketime is not installed")
        return
    for name, leap in LEAPS:
        yield attempt(leapt, folder / name, library, name, leap)
    yield attempt(passed, folder / "summer", library, "summer time begins", SUMMER)
    yield attempt(
        passed,
        folder / "week",
        library,
        "a week ends, and its pepper",
        next_week(datetime.now(UTC)),
    )


def leapt(folder: Path, library: str, name: str, leap: timedelta) -> Row:
    """Jump there and back, with a purge meanwhile."""
    folder.mkdir()
    clock = FakeClock(folder, library)

    def harm(_people: People) -> str | None:
        clock.set(leap)
        time.sleep(JUMP_SECONDS)
        refused = not purge(harmed, datetime.now(UTC) + leap)
        clock.set(timedelta())
        return None if refused is (leap > timedelta()) else "the purge believed the clock"

    with site(folder, settings=clock.settings) as harmed:
        done = f"{name} by {abs(leap)} for {JUMP_SECONDS} s under load, with a purge in it"
        return strike(harmed, f"{FAULT} ({name})", done, harm, rest=0.5, rewind=True)


def passed(folder: Path, library: str, name: str, moment: datetime) -> Row:
    """Answer from just before a moment until after it, with a purge on each side."""
    folder.mkdir()
    clock = FakeClock(folder, library, moment - datetime.now(UTC) - timedelta(seconds=6))

    def harm(_people: People) -> str | None:
        purges = [purge(harmed, moment - timedelta(seconds=5))]
        time.sleep(6)
        purges.append(purge(harmed, moment + timedelta(seconds=1)))
        return None if all(purges) else "a purge did not believe the clock"

    with site(folder, settings=clock.settings) as harmed:
        done = f"answered over {moment:%Y-%m-%d %H:%M} UTC, with a purge on each side"
        return strike(harmed, f"the clock goes on: {name}", done, harm, rewind=True)


def purge(harmed: Site, moment: datetime) -> bool:
    """Purge as `wizard purge` does at that moment, and return whether the clock was believed.

    In this process, whose clock is right: under libfaketime `time.sleep` fails.
    """
    store = open_store(sqlite_url(harmed.folder))
    try:
        return sweep_unless_doubted(store, KeyDirectory(harmed.keys), moment)
    finally:
        store.close()


def next_week(now: datetime) -> datetime:
    """Return when the next week of peppers begins."""
    week = int(WEEK.total_seconds())
    return datetime.fromtimestamp((int(now.timestamp()) // week + 1) * week, UTC)
