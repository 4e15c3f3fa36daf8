"""PostgreSQL connections: lent from a small pool, with transactions that are tried again.

Nothing here belongs to a session of the server: no SET, no lock, no table and no statement
outlives a transaction. So a pooler that hands out servers per transaction may stand in between.
"""

import logging
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, LiteralString, TypeVar

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import TransactionStatus
from psycopg_pool import ConnectionPool, PoolTimeout

from wizard.errors import SettingsError, StorageBusy, StorageError, StorageFailed
from wizard.store.postgres.troubles import is_worth_another_try, safe_error, trouble_of

Connection = psycopg.Connection[tuple[Any, ...]]
_T = TypeVar("_T")

POOL_SIZE = 10
"""A thread has one only while it is at the database, for milliseconds; some wait for theirs."""

_WAIT_SECONDS = 5.0
_LOOK_AGAIN_SECONDS = 0.25
_TRIES = 8
_SHORTEST_REST_SECONDS = 0.01

# Bounded, so that no thread waits for a lock longer than a person waits for a page.
_BEGIN: LiteralString = "BEGIN; SET LOCAL lock_timeout = '5s'"
_BEGIN_MIGRATION: LiteralString = "BEGIN ISOLATION LEVEL READ COMMITTED"

# A server that vanished without a word is found out; each may be set otherwise in the URL.
_PATIENCE: dict[str, Any] = {
    "application_name": "startplan",
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_CHANCE = secrets.SystemRandom()
_LOG = logging.getLogger(__name__)
# It would tell of every attempt to connect, several in a second; we tell when that begins and ends.
logging.getLogger("psycopg.pool").setLevel(logging.ERROR)


class Connections:
    """Run transactions on one database, for all threads of a process and after a fork too.

    A function that is run here may be run several times, so it does nothing but work with the
    connection it gets, and it never commits or rolls back. It raises what it likes: an error of
    ours undoes the transaction and comes out as it is; errors of psycopg come out as StorageFull,
    StorageBusy or StorageFailed, and those that are bugs of ours without the values in them.
    """

    def __init__(self, url: str) -> None:
        self.address = _address(url)
        self.run_again = 0
        self._lock = threading.Lock()
        self._pool: ConnectionPool[Connection] | None = None
        self._process = 0
        self._unreachable_since: float | None = None

    def reading(self, run: Callable[[Connection], _T]) -> _T:
        """Run a function that only reads, in one go to the server for each statement.

        Each statement sees one moment, two statements not the same one: what belongs together is
        read by one statement, or by `writing`.
        """
        return self._insist(run)

    def writing(self, run: Callable[[Connection], _T]) -> _T:
        """Run a function as one transaction: committed when this returns, or without any effect.

        It is run again, as a whole, when another transaction came in between or when the
        connection was lost before COMMIT was sent. If the answer to COMMIT is lost, nobody knows
        whether it happened: StorageFailed, and nothing is tried again.
        """
        return self._insist(lambda connection: _in_transaction(connection, run, _BEGIN))

    def migrating(self, run: Callable[[Connection], _T]) -> _T:
        """Run a transaction that waits as long as it takes, and then sees what others have done.

        Also where transactions are serializable by default: there a statement that waits for a
        lock would go on with what it saw before it waited.
        """
        return self._insist(lambda connection: _in_transaction(connection, run, _BEGIN_MIGRATION))

    def close(self) -> None:
        """Close all connections of this process."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None and self._process == os.getpid():
            pool.close()

    def _insist(self, run: Callable[[Connection], _T]) -> _T:
        """Run with a connection, and again after what may be over the next time."""
        for rest in _rests():
            try:
                with self._lent() as connection:
                    return run(connection)
            except psycopg.Error as error:
                trouble = trouble_of(error)
                if trouble is None:
                    raise safe_error(error) from None
                if rest is None or not is_worth_another_try(error):
                    raise trouble from error
            with self._lock:
                self.run_again += 1
            time.sleep(rest)
        raise AssertionError("the last rest is None")

    @contextmanager
    def _lent(self) -> Iterator[Connection]:
        """Lend a connection; a lost one does not come back, nor the others that are lost too."""
        pool = self._own_pool()
        connection = self._take(pool)
        try:
            yield connection
        except errors.ReadOnlySqlTransaction:
            # It may lead to a server that is no longer the first one; a new one need not.
            connection.close()
            raise
        finally:
            lost = connection.closed
            pool.putconn(connection)
            if lost:
                pool.check()

    def _take(self, pool: ConnectionPool[Connection]) -> Connection:
        """Wait for a connection, but once all that time in vain is enough for everybody."""
        give_up_at = (self._unreachable_since or time.monotonic()) + _WAIT_SECONDS
        while True:
            try:
                connection = pool.getconn(_LOOK_AGAIN_SECONDS)
            except PoolTimeout:
                if time.monotonic() >= give_up_at:
                    raise self._not_lent() from None
            else:
                self._note_reached()
                return connection

    def _not_lent(self) -> StorageError:
        if self._unreachable_since is None:
            return StorageBusy("all connections are in use")
        return StorageFailed("the database cannot be reached")

    def _note_unreachable(self, _: object) -> None:
        if self._unreachable_since is None:
            self._unreachable_since = time.monotonic()
            _LOG.error("the database cannot be reached")

    def _note_reached(self) -> None:
        if self._unreachable_since is not None:
            self._unreachable_since = None
            _LOG.warning("the database is reached again")

    def _own_pool(self) -> ConnectionPool[Connection]:
        with self._lock:
            # After a fork the child must not touch the connections of its parent.
            if self._pool is None or self._process != os.getpid():
                self._pool, self._process = self._new_pool(), os.getpid()
            return self._pool

    def _new_pool(self) -> ConnectionPool[Connection]:
        return ConnectionPool(
            self.address,
            # Statements are not prepared on the server: a pooler gives the next one elsewhere.
            kwargs={"autocommit": True, "prepare_threshold": None},
            min_size=1,
            max_size=POOL_SIZE,
            # Who wants a connection asks for it again and again; the pool itself need not.
            reconnect_timeout=0,
            reconnect_failed=self._note_unreachable,
            num_workers=1,
            name="startplan",
            open=True,
        )


def _address(url: str) -> str:
    """Complete a URL with what a fast discovery of a lost server needs, or raise SettingsError."""
    try:
        return make_conninfo(**{**_PATIENCE, **conninfo_to_dict(url)})
    except psycopg.Error:
        # What libpq says quotes the URL, which may hold a password.
        raise SettingsError("the database URL is not one of PostgreSQL") from None


def _in_transaction(
    connection: Connection, run: Callable[[Connection], _T], begin: LiteralString
) -> _T:
    try:
        connection.execute(begin)
        done = run(connection)
        _require_unbroken(connection)
    except BaseException:
        with suppress(psycopg.Error):
            connection.rollback()
        raise
    _commit(connection)
    return done


def _require_unbroken(connection: Connection) -> None:
    if connection.info.transaction_status is not TransactionStatus.INTRANS:
        # COMMIT would undo it without a complaint.
        raise StorageFailed("the transaction has failed")


def _commit(connection: Connection) -> None:
    """Make a transaction last, or raise; only a server that still answers has surely undone it."""
    try:
        connection.commit()
    except psycopg.Error as error:
        if connection.info.transaction_status is not TransactionStatus.IDLE:
            raise StorageFailed("whether the transaction was kept is not known") from error
        raise


def _rests() -> Iterator[float | None]:
    """Yield how long to rest after each try, of no fixed length so that two do not keep meeting."""
    longest = _SHORTEST_REST_SECONDS
    for _ in range(_TRIES - 1):
        yield _CHANCE.uniform(0, longest)
        longest *= 2
    yield None
