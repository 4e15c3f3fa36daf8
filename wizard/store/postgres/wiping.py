"""Deleting in transactions that bother nobody, and giving the room of what is gone back for use.

PostgreSQL does not blank what it deletes. The bytes stay in a page until something else takes
their room, and in the write-ahead log, its archive and each replica until those are recycled. What
makes them worthless is outside the database: a wrap does not open without the pepper of its week,
which the key directory forgets two weeks later, and a draft does not open without a wrap.
"""

import threading
import time
from collections.abc import Callable
from typing import LiteralString, TypeVar

from wizard.errors import StorageError
from wizard.store.postgres.connections import Connection, Connections

_T = TypeVar("_T")

BATCH = 50
"""The most rows that one transaction of a purge looks up."""

_VACUUM: LiteralString = """
    VACUUM (SKIP_LOCKED)
    draft, wrap, counter, desk_case, mail, staff, desk_grant, invitation, staff_session
"""
_BETWEEN_VACUUMS_SECONDS = 600


class Wiping:
    """Run transactions that delete. One object serves everything that one database keeps."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._lock = threading.Lock()
        # What a process that stopped left behind, the server vacuums by itself.
        self._owed = False
        self._may_vacuum_at = 0.0

    def delete(self, run: Callable[[Connection], _T]) -> _T:
        """Run a deleting transaction; `tidy` will give back its room."""
        done = self._connections.writing(run)
        self._owed = True
        return done

    def in_batches(self, purge: Callable[[Connection], tuple[int, int]], batch: int = BATCH) -> int:
        """Repeat a deletion until it finds less than a batch.

        It returns how many rows it found, and a number of which this returns the sum. Rows that
        another node holds at that moment it passes over: they are that node's to delete.
        """
        total, found = 0, batch
        while found == batch:
            start = time.perf_counter()
            found, counted = self._connections.writing(purge)
            self._owed = self._owed or found > 0
            total += counted
            # As long again for others: a purge is in no hurry.
            time.sleep(time.perf_counter() - start)
        return total

    def tidy(self) -> bool:
        """Vacuum if something was deleted, not too often; return whether nothing is owed."""
        with self._lock:
            if self._owed and time.monotonic() >= self._may_vacuum_at:
                self._may_vacuum_at = time.monotonic() + _BETWEEN_VACUUMS_SECONDS
                self._owed = not self._vacuum()
            return not self._owed

    def _vacuum(self) -> bool:
        self._owed = False
        try:
            # Outside a transaction, as `reading` runs each statement.
            self._connections.reading(lambda connection: connection.execute(_VACUUM))
        except StorageError:
            return False
        return not self._owed
