"""Writing so that what is deleted is also gone from the files, on a full disk too."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from sqlite_utils import Database

from wizard.errors import StorageFull
from wizard.store.sqlite.ballast import Ballast
from wizard.store.sqlite.connections import Connections

_T = TypeVar("_T")

BATCH = 50
"""The most rows that one transaction of a purge deletes."""

_RESTS = 2
"""How many times as long as its transaction took a purge then rests.

The write lock is not handed out in turn: who waits to save gets it in such a rest, or late.
"""


class Wiping:
    """Run transactions that delete. One object serves everything that one file keeps."""

    def __init__(self, connections: Connections, ballast: Ballast) -> None:
        self._connections = connections
        self._ballast = ballast
        # A process that stopped half-way may have left deleted bytes in the log.
        self._owed = True
        self._lock = threading.Lock()

    def delete(self, run: Callable[[Database], _T]) -> _T:
        """Run a deleting transaction and take what it deleted out of the log."""
        done = self._write_on_any_disk(run)
        self.scrub()
        return done

    def in_batches(self, purge: Callable[[Database], tuple[int, int]], batch: int = BATCH) -> int:
        """Repeat a deletion until it finds less than a batch; `scrub` is left to the caller.

        It returns how many rows it found, and a number of which this returns the sum.
        """
        total, found = 0, batch
        while found == batch:
            start = time.perf_counter()
            found, counted = self._write_on_any_disk(purge)
            total += counted
            time.sleep(_RESTS * (time.perf_counter() - start))
        return total

    def scrub(self) -> None:
        """Take deleted bytes out of the log too; while a reader prevents it, it stays owed."""
        with self._lock:
            self._owed = not self._connections.checkpoint()

    def tidy(self) -> bool:
        """Finish what is owed, make the ballast again, and tell whether both are done."""
        if self._owed:
            self.scrub()
        return self._ballast.make() and not self._owed

    def _write_on_any_disk(self, run: Callable[[Database], _T]) -> _T:
        """Run a transaction that frees room, on a full disk once more with the ballast's."""
        try:
            return self._write(run)
        except StorageFull:
            self._ballast.free()
            return self._write(run)

    def _write(self, run: Callable[[Database], _T]) -> _T:
        with self._connections.writing() as db:
            return run(db)
