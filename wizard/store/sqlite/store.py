"""The SQLite back end. The contract of its methods stands at `wizard.store.Store`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from wizard.errors import RevisionConflict
from wizard.store.cases import DraftSave
from wizard.store.moments import seconds
from wizard.store.newer import refuse_broken
from wizard.store.records import BodySwap, Box, Draft, Fitness, SealedBox, Wrap, WrapKind
from wizard.store.sqlite import draft_statements as statements
from wizard.store.sqlite import staff_statements
from wizard.store.sqlite.ballast import Ballast
from wizard.store.sqlite.cases import SqliteCases
from wizard.store.sqlite.connections import Connections
from wizard.store.sqlite.schema import known_migrations, migrations
from wizard.store.sqlite.staff import SqliteStaff
from wizard.store.sqlite.wiping import Wiping


class SqliteStore:
    """Keep drafts in one SQLite file with a write-ahead log."""

    run_again = 0  # who writes waits for its turn

    def __init__(self, path: str) -> None:
        file = Path(path).absolute()
        self._connections = Connections(file)
        self._wiping = Wiping(self._connections, Ballast(file.with_name(file.name + ".ballast")))
        self.cases = SqliteCases(self._connections, self._wiping)
        self.staff = SqliteStaff(self._connections, self._wiping)
        self._migrate()

    def create(self, draft: Draft, wraps: Sequence[Wrap]) -> None:
        with self._connections.writing() as db:
            statements.insert_draft(db, draft)
            for wrap in wraps:
                statements.insert_wrap(db, wrap)

    def find(self, wrap_id: bytes, now: datetime) -> tuple[Wrap, Draft] | None:
        with self._connections.reading() as db:
            return statements.find(db, wrap_id, now)

    def save(
        self,
        draft_id: bytes,
        boxes: Mapping[Box, SealedBox],
        *,
        draft_until: datetime,
        wrap_id: bytes,
        wrap_until: datetime | None,
    ) -> None:
        with self._connections.writing() as db:
            statements.save(db, DraftSave(draft_id, boxes, draft_until, wrap_id, wrap_until))

    def add_wrap(
        self,
        wrap: Wrap,
        *,
        replaces: WrapKind | None = None,
        swap: BodySwap | None = None,
        through: bytes | None = None,
    ) -> None:
        with self._connections.writing() as db:
            statements.require_draft(db, wrap.draft_id)
            if through is not None:
                statements.require_wrap(db, through)
            if replaces is None:
                statements.insert_wrap(db, wrap)
            else:
                statements.replace_wraps(db, wrap, replaces)
            if swap is not None and not statements.swap_body(db, swap):
                raise RevisionConflict("the wrap has changed")
        if replaces is not None:
            self._wiping.scrub()

    def has_lasting_wrap(self, draft_id: bytes, except_for: bytes) -> bool:
        with self._connections.reading() as db:
            return statements.has_lasting_wrap(db, draft_id, except_for)

    def drop_wrap(self, wrap_id: bytes) -> None:
        self._wiping.delete(lambda db: statements.delete_wrap(db, wrap_id))

    def drop_wraps(self, draft_id: bytes, kinds: Collection[WrapKind]) -> None:
        self._wiping.delete(lambda db: statements.delete_wraps(db, draft_id, kinds))

    def has_wrap(self, draft_id: bytes, kind: WrapKind) -> bool:
        sql = "SELECT 1 FROM wrap WHERE draft_id = ? AND kind = ?"
        with self._connections.reading() as db:
            return db.execute(sql, (draft_id, kind.value)).fetchone() is not None

    def wipe(self, draft_id: bytes) -> None:
        # The foreign key takes the wraps along.
        self._wiping.delete(lambda db: db.execute("DELETE FROM draft WHERE id = ?", (draft_id,)))

    def count_try(self, wrap_id: bytes) -> int | None:
        with self._connections.writing() as db:
            left = statements.take_try(db, wrap_id)
        if left is None:
            self._wiping.scrub()
        return left

    def restore_tries(self, wrap_id: bytes, tries: int) -> None:
        with self._connections.writing() as db:
            db.execute("UPDATE wrap SET tries_left = ? WHERE id = ?", (tries, wrap_id))

    def hit(self, key: bytes, window_start: datetime, window: timedelta, by: int = 1) -> int:
        with self._connections.writing() as db:
            return statements.hit(db, key, window_start, window_start + window, by)

    def wraps_before(self, epoch: int, after: bytes, limit: int) -> list[Wrap]:
        with self._connections.reading() as db:
            return statements.wraps_before(db, epoch, after, limit)

    def swap_bodies(self, swaps: Sequence[BodySwap]) -> int:
        with self._connections.writing() as db:
            return sum(statements.swap_body(db, swap) for swap in swaps)

    def purge(self, now: datetime) -> int:
        moment = seconds(now)
        drafts = self._wiping.in_batches(lambda db: statements.purge_wraps(db, moment))
        drafts += self._wiping.in_batches(lambda db: statements.purge_drafts(db, moment))
        self.cases.purge(now)
        self._wiping.delete(lambda db: staff_statements.purge(db, moment))
        self._wiping.delete(lambda db: statements.purge_counters(db, moment))
        return drafts

    def tidy(self) -> bool:
        return self._wiping.tidy()

    def ping(self) -> None:
        with self._connections.reading() as db:
            db.execute("SELECT 1 FROM draft LIMIT 1").fetchone()

    def fitness(self) -> Fitness:
        return Fitness()  # each connection sets what matters

    def close(self) -> None:
        self._connections.close()

    def _migrate(self) -> None:
        with self._connections.reading() as db:
            refuse_broken((one.name for one in migrations.applied(db)), known_migrations())
            pending = migrations.pending(db)
        if pending:
            # Under the write lock, so that two nodes that start together do not both migrate.
            with self._connections.writing() as db:
                migrations.apply(db)
