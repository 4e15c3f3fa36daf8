"""SQLite connections: one for each thread, each with every safeguard switched on."""

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from wizard.errors import StorageBusy, StorageError, StorageFailed, StorageFull

_WAIT_MS = 5000
_WAIT_FOR_CHECKPOINT_MS = 50

# `secure_delete` and `foreign_keys` do not persist in the file: a connection
# without them would leave deleted keys readable, or wraps without a draft.
_PRAGMAS = (
    f"busy_timeout={_WAIT_MS}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "trusted_schema=OFF",
)

_ENVIRONMENT = frozenset(
    {
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
    }
)


class Connections:
    """Give each thread its own connection to one database file, and close them all at the end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._open: list[weakref.finalize[..., Database]] = []
        self._lock = threading.Lock()
        with _mapped_errors():
            _touch(path)

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Lend this thread's connection, with failures mapped to the error tree."""
        with _mapped_errors():
            yield self._database()

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Run one transaction: committed and on disk afterwards, or without any effect.

        The write lock is taken first, so a transaction that has read never fails
        because another one wrote in between.
        """
        with _mapped_errors():
            database = self._database()
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.commit()
            except BaseException:
                database.rollback()
                raise

    def checkpoint(self) -> bool:
        """Move the log into the database and empty it; return False while a reader needs it.

        A failure counts as not done: whoever owes the wiping tries again.
        """
        with _mapped_errors():
            database = self._database()
        try:
            database.execute(f"PRAGMA busy_timeout={_WAIT_FOR_CHECKPOINT_MS}")
            (busy, *_) = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.DatabaseError:
            return False
        finally:
            database.execute(f"PRAGMA busy_timeout={_WAIT_MS}")
        return not busy

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for finalizer in self._open:
                finalizer()
            self._open.clear()

    def _database(self) -> Database:
        # After a fork the child must not touch the connection of its parent.
        if getattr(self._local, "process", None) != os.getpid():
            self._local.database = self._connect()
            self._local.process = os.getpid()
        database: Database = self._local.database
        return database

    def _connect(self) -> Database:
        # Closing happens in whichever thread ends the store; use stays with one thread.
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        database = Database(connection, recursive_triggers=False, execute_plugins=False)
        with self._lock:
            self._open = [finalizer for finalizer in self._open if finalizer.alive]
            self._open.append(weakref.finalize(database, connection.close))
        for pragma in _PRAGMAS:
            database.execute(f"PRAGMA {pragma}").fetchall()
        return database


def _touch(path: Path) -> None:
    """Make the file readable for its owner only; SQLite gives its log the same mode."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise StorageFailed("the database cannot be made") from error


@contextmanager
def _mapped_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        known = _known(error)
        if known is None:
            raise
        raise known from error


def _known(error: sqlite3.DatabaseError) -> StorageError | None:
    """Return what the environment did to us, or None when the error is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return StorageFull("the store is full")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StorageBusy("the store is locked")
    if code in _ENVIRONMENT:
        return StorageFailed("the store failed")
    return None
