"""Where drafts are kept: the contract, and the choice of a back end by URL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from wizard.errors import SettingsError
from wizard.store.cases import Cases
from wizard.store.records import (
    HELPER_KINDS,
    BodySwap,
    Box,
    Draft,
    Fitness,
    SealedBox,
    Wrap,
    WrapKind,
)
from wizard.store.staff import StaffStore

__all__ = [
    "HELPER_KINDS",
    "BodySwap",
    "Box",
    "Draft",
    "Fitness",
    "SealedBox",
    "Store",
    "Wrap",
    "WrapKind",
    "open_store",
]


class Store(Protocol):
    """Keep drafts, wraps and counters. Every back end passes tests/store/test_contract.py.

    Atomicity: each method that writes is one transaction; it happens wholly and
    durably before the method returns, or not at all.
    Errors: StorageFull, StorageBusy and StorageFailed for what the machine does
    to us; those named at the methods for what people do; anything else is a bug.
    No message holds a stored value.
    Time: every moment is an aware UTC datetime, kept in whole seconds, and `now`
    always comes from the caller. A wrap or draft lives while its moment is later
    than `now`.
    Threads: one store serves all threads of a process.
    Orphans: a draft that no wrap opens any more is deleted together with its last wrap;
    wraps of HELPER_KINDS do not count as opening it, and go along.
    Wiping: what a delete removes no method shows again. SQLite also overwrites it, in
    its log too as soon as no reader holds it back. PostgreSQL only frees its room: the
    bytes stay in pages, the write-ahead log, archives and replicas until those are used
    again. `tidy` finishes what could not be done at once. Remains of a draft are
    worthless when the key directory has forgotten the pepper of their week; remains of
    a case open for whoever had the desk's key, for as long as they exist.
    """

    @property
    def cases(self) -> Cases:
        """Return what keeps the cases of desks, in the same database."""

    @property
    def staff(self) -> StaffStore:
        """Return what keeps desks and their colleagues, in the same database."""

    # Drafts and wraps

    def create(self, draft: Draft, wraps: Sequence[Wrap]) -> None:
        """Add a draft with its first wraps."""

    def find(self, wrap_id: bytes, now: datetime) -> tuple[Wrap, Draft] | None:
        """Return a live wrap with its live draft, read in one query, or None."""

    def save(
        self,
        draft_id: bytes,
        boxes: Mapping[Box, SealedBox],
        *,
        draft_until: datetime,
        wrap_id: bytes,
        wrap_until: datetime | None,
    ) -> None:
        """Replace boxes and extend the life of the draft and of the wrap that was used.

        A box must be sealed as the stored revision plus one, else RevisionConflict.
        A draft's life never becomes shorter. Without boxes only the lives change.
        Raises DraftNotFound.
        """

    def add_wrap(
        self,
        wrap: Wrap,
        *,
        replaces: WrapKind | None = None,
        swap: BodySwap | None = None,
        through: bytes | None = None,
    ) -> None:
        """Add a wrap, in place of all the draft's wraps of one kind if asked for.

        A body swap may go along in the same transaction; if that body has changed
        meanwhile, RevisionConflict. `through` is the id of the wrap that opened the draft:
        a way in that was taken away meanwhile makes no other, whatever else happens at that
        moment. Raises DraftNotFound when the draft or that wrap is gone.
        """

    def has_lasting_wrap(self, draft_id: bytes, except_for: bytes) -> bool:
        """Tell whether a wrap that lives as long as its draft opens it, besides this one.

        Wraps of HELPER_KINDS do not count.
        """

    def drop_wrap(self, wrap_id: bytes) -> None:
        """Delete one wrap, if it is there."""

    def drop_wraps(self, draft_id: bytes, kinds: Collection[WrapKind]) -> None:
        """Delete all wraps of these kinds of a draft."""

    def has_wrap(self, draft_id: bytes, kind: WrapKind) -> bool:
        """Tell whether a draft has a wrap of this kind, expired or not."""

    def wipe(self, draft_id: bytes) -> None:
        """Delete a draft and all its wraps, if it is there."""

    def count_try(self, wrap_id: bytes) -> int | None:
        """Take one PIN try and return how many are left after it.

        Returns None when the wrap is gone or has no PIN; a wrap without tries left is deleted.
        """

    def restore_tries(self, wrap_id: bytes, tries: int) -> None:
        """Give a wrap its PIN tries back after a right PIN."""

    # Limits

    def hit(self, key: bytes, window_start: datetime, window: timedelta, by: int = 1) -> int:
        """Add to the counter of a key in a window of time and return the new count."""

    # Housekeeping

    def wraps_before(self, epoch: int, after: bytes, limit: int) -> list[Wrap]:
        """Return some wraps whose outer layer is of an earlier week, by id, from after an id."""

    def swap_bodies(self, swaps: Sequence[BodySwap]) -> int:
        """Replace bodies that are still the old ones; return how many were replaced."""

    def purge(self, now: datetime) -> int:
        """Delete what has expired, and mails given up 30 days ago.

        Returns how many drafts went. Works in small transactions, so that nobody who saves has
        to wait long.
        """

    def tidy(self) -> bool:
        """Finish wiping that had to wait; return whether all is done. Cheap when nothing waits."""

    def ping(self) -> None:
        """Read something, or raise a StorageError."""

    @property
    def run_again(self) -> int:
        """Return how often work was begun anew since the start: it met another's, or a fault."""

    def fitness(self) -> Fitness:
        """Return in plain words what the database's settings would do to people's plans."""

    def close(self) -> None:
        """Close all connections; the store must not be used afterwards."""


def open_store(url: str) -> Store:
    """Open the store that a URL names, and bring its tables up to date.

    `sqlite:///instance/startplan.db` is a file: three slashes start a path relative to the working
    directory, four an absolute one. `postgresql://user:password@host/database` is a server.
    Raises SettingsError for another scheme, StorageError when it cannot open; neither message
    repeats the URL, which may hold a password.
    """
    scheme, _, rest = url.partition("://")
    # Imported here: a command starts faster without the libraries of a database it does not use.
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        from wizard.store.sqlite.store import SqliteStore

        return SqliteStore(rest[1:])
    if scheme == "postgresql" and rest:
        from wizard.store.postgres.store import PostgresStore

        return PostgresStore(url)
    raise SettingsError("the database URL must read sqlite:///path or postgresql://host/database")
