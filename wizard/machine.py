"""What `doctor` can see of the machine, and what nobody can see from here: notes, no objections."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from wizard.errors import WizardError
from wizard.hosts import is_this_machine
from wizard.settings import Settings
from wizard.store import open_store

SWAPS = Path("/proc/swaps")
CLOCK_STATE_BYTES = 256
"""Room for the kernel's answer about the clock, more than it needs anywhere."""
CLOCK_UNKEPT = 5
SQLITE = "sqlite:///"


def notes(settings: Settings) -> tuple[str, ...]:
    """Return what whoever runs this should look at once; none of it keeps a site from starting."""
    return (*_of_settings(settings), *_of_database(settings), *_of_machine(), *_unseen())


def _of_settings(settings: Settings) -> Iterator[str]:
    if settings.is_demo:
        yield "WIZARD_MODE is demo: this is a trial, and every page says so"
    for name, host in (("HOST", settings.host), ("METRICS_HOST", settings.metrics_host)):
        if not is_this_machine(host):
            yield f"WIZARD_{name} is not this machine alone: nobody but your proxy may reach it"
    database = sqlite_file(settings)
    if database and _device(database) == _device(settings.key_dir):
        yield "the key directory is on the same disk as the database: whoever takes it has both"


def _of_database(settings: Settings) -> Iterator[str]:
    database = sqlite_file(settings)
    if database is not None and not database.exists():
        return
    with suppress(WizardError), closing(open_store(settings.database_url)) as store:
        yield from store.fitness().notes


def _of_machine() -> Iterator[str]:
    if SWAPS.exists() and len(SWAPS.read_text().splitlines()) > 1:
        yield "this machine swaps: memory with answers may reach the disk; encrypt it or switch off"
    if not clock_is_kept():
        yield "nothing keeps the clock right (NTP): codes of staff and weekly keys depend on it"


def _unseen() -> Iterator[str]:
    yield "not seen from here: whether backups exist and come back (docs/operating.md)"
    yield "not seen from here: whether two of three shares of each desk's recovery key are at hand"


def clock_is_kept() -> bool:
    """Ask the kernel whether something keeps its clock right; where it cannot tell, believe so."""
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "adjtimex"):
        return True
    state: int = libc.adjtimex(ctypes.create_string_buffer(CLOCK_STATE_BYTES))
    return state != CLOCK_UNKEPT


def sqlite_file(settings: Settings) -> Path | None:
    """Return the file of a SQLite database, or None for another one."""
    if not settings.database_url.startswith(SQLITE):
        return None
    return Path(settings.database_url.removeprefix(SQLITE)).resolve()


def _device(path: Path) -> int:
    """Return the disk of a path, or of the first folder above it that is there."""
    there = next(one for one in (path.resolve(), *path.resolve().parents) if one.exists())
    return there.stat().st_dev
