"""The PostgreSQL back end. The contract of its methods stands at `wizard.store.Store`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from wizard.errors import RevisionConflict
from wizard.store.cases import DraftSave
from wizard.store.moments import seconds
from wizard.store.postgres import draft_statements as statements
from wizard.store.postgres import staff_statements
from wizard.store.postgres.cases import PostgresCases
from wizard.store.postgres.connections import Connection, Connections
from wizard.store.postgres.fitness import fitness
from wizard.store.postgres.schema import migrate
from wizard.store.postgres.staff import PostgresStaff
from wizard.store.postgres.wiping import Wiping
from wizard.store.records import BodySwap, Box, Draft, Fitness, SealedBox, Wrap, WrapKind


class PostgresStore:
    """Keep drafts in a PostgreSQL database, for any number of nodes at once."""

    def __init__(self, url: str) -> None:
        self._connections = Connections(url)
        self._wiping = Wiping(self._connections)
        self.cases = PostgresCases(self._connections, self._wiping)
        self.staff = PostgresStaff(self._connections, self._wiping)
        try:
            migrate(self._connections)
        except BaseException:
            self.close()
            raise

    def create(self, draft: Draft, wraps: Sequence[Wrap]) -> None:
        def run(db: Connection) -> None:
            statements.insert_draft(db, draft)
            for wrap in wraps:
                statements.insert_wrap(db, wrap)

        self._connections.writing(run)

    def find(self, wrap_id: bytes, now: datetime) -> tuple[Wrap, Draft] | None:
        return self._connections.reading(lambda db: statements.find(db, wrap_id, now))

    def save(
        self,
        draft_id: bytes,
        boxes: Mapping[Box, SealedBox],
        *,
        draft_until: datetime,
        wrap_id: bytes,
        wrap_until: datetime | None,
    ) -> None:
        saved = DraftSave(draft_id, boxes, draft_until, wrap_id, wrap_until)
        self._connections.writing(lambda db: statements.save(db, saved))

    def add_wrap(
        self,
        wrap: Wrap,
        *,
        replaces: WrapKind | None = None,
        swap: BodySwap | None = None,
        through: bytes | None = None,
    ) -> None:
        def run(db: Connection) -> None:
            statements.require_draft(db, wrap.draft_id, alone=replaces is not None)
            if through is not None:
                statements.require_wrap(db, through)
            if replaces is None:
                statements.insert_wrap(db, wrap)
            else:
                statements.replace_wraps(db, wrap, replaces)
            if swap is not None and not statements.swap_bodies(db, [swap]):
                raise RevisionConflict("the wrap has changed")

        (self._connections.writing if replaces is None else self._wiping.delete)(run)

    def has_lasting_wrap(self, draft_id: bytes, except_for: bytes) -> bool:
        return self._connections.reading(
            lambda db: statements.has_lasting_wrap(db, draft_id, except_for)
        )

    def drop_wrap(self, wrap_id: bytes) -> None:
        self._wiping.delete(lambda db: statements.delete_wrap(db, wrap_id))

    def drop_wraps(self, draft_id: bytes, kinds: Collection[WrapKind]) -> None:
        self._wiping.delete(lambda db: statements.delete_wraps(db, draft_id, kinds))

    def has_wrap(self, draft_id: bytes, kind: WrapKind) -> bool:
        return self._connections.reading(lambda db: statements.has_wrap(db, draft_id, kind))

    def wipe(self, draft_id: bytes) -> None:
        # The foreign key takes the wraps along.
        sql = "DELETE FROM draft WHERE id = %s"
        self._wiping.delete(lambda db: db.execute(sql, (draft_id,)))

    def count_try(self, wrap_id: bytes) -> int | None:
        return self._connections.writing(lambda db: statements.take_try(db, wrap_id))

    def restore_tries(self, wrap_id: bytes, tries: int) -> None:
        sql = "UPDATE wrap SET tries_left = %s WHERE id = %s"
        self._connections.writing(lambda db: db.execute(sql, (tries, wrap_id)))

    def hit(self, key: bytes, window_start: datetime, window: timedelta, by: int = 1) -> int:
        end = window_start + window
        return self._connections.writing(lambda db: statements.hit(db, key, window_start, end, by))

    def wraps_before(self, epoch: int, after: bytes, limit: int) -> list[Wrap]:
        return self._connections.reading(
            lambda db: statements.wraps_before(db, epoch, after, limit)
        )

    def swap_bodies(self, swaps: Sequence[BodySwap]) -> int:
        return self._connections.writing(lambda db: statements.swap_bodies(db, swaps))

    def purge(self, now: datetime) -> int:
        moment = seconds(now)
        drafts = self._wiping.in_batches(lambda db: statements.purge_wraps(db, moment))
        drafts += self._wiping.in_batches(lambda db: statements.purge_drafts(db, moment))
        self.cases.purge(now)
        self._wiping.delete(lambda db: staff_statements.purge(db, moment))
        self._wiping.in_batches(lambda db: statements.purge_counters(db, moment))
        return drafts

    def tidy(self) -> bool:
        return self._wiping.tidy()

    def ping(self) -> None:
        self._connections.reading(lambda db: db.execute("SELECT 1 FROM draft LIMIT 1").fetchone())

    @property
    def run_again(self) -> int:
        return self._connections.run_again

    def fitness(self) -> Fitness:
        address = self._connections.address
        return self._connections.reading(lambda db: fitness(db, address))

    def close(self) -> None:
        self._connections.close()
