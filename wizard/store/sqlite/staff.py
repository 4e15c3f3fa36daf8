"""Desks and colleagues in SQLite. The contract stands at `wizard.store.staff.StaffStore`."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlite_utils import Database

from wizard.errors import StaffNotFound
from wizard.store.cases import Audited
from wizard.store.moments import seconds
from wizard.store.sqlite import staff_statements as statements
from wizard.store.sqlite.case_statements import append_line
from wizard.store.sqlite.connections import Connections
from wizard.store.sqlite.wiping import Wiping
from wizard.store.staff import DeskKeyRow, DeskRow, Grant, Invitation, Staff, StaffSession


class SqliteStaff:
    """Keep desks and colleagues in the tables of a SqliteStore."""

    def __init__(self, connections: Connections, wiping: Wiping) -> None:
        self._connections = connections
        self._wiping = wiping

    def add_desk(
        self, desk: DeskRow, key: DeskKeyRow, invitation: Invitation, audited: Audited
    ) -> None:
        with self._connections.writing() as db:
            statements.insert_desk(db, desk)
            statements.insert_key(db, key)
            statements.insert_invitation(db, invitation)
            append_line(db, audited)

    def find_desk(self, desk_id: str) -> tuple[DeskRow, DeskKeyRow] | None:
        with self._connections.reading() as db:
            return statements.find_desk(db, desk_id)

    def rotate(
        self, key: DeskKeyRow, grants: Sequence[Grant], leaver: bytes, audited: Audited
    ) -> None:
        def run(db: Database) -> None:
            statements.delete_staff(db, leaver)
            statements.delete_invitations_with_keys(db, key.desk_id)
            statements.insert_key(db, key)
            for grant in grants:
                statements.insert_grant(db, grant)
            statements.require_lead(db, key)
            append_line(db, audited)

        self._wiping.delete(run)

    def of_desk(self, desk_id: str) -> list[Staff]:
        with self._connections.reading() as db:
            return statements.staff_where(db, "desk_id = ?", desk_id)

    def find_name(self, name: str) -> Staff | None:
        with self._connections.reading() as db:
            return next(iter(statements.staff_where(db, "folded_name = ?", name.casefold())), None)

    def grants(self, staff_id: bytes) -> list[Grant]:
        with self._connections.reading() as db:
            return statements.grants(db, staff_id)

    def granted(self, desk_id: str) -> set[bytes]:
        with self._connections.reading() as db:
            return statements.granted(db, desk_id)

    def grant(self, grants: Sequence[Grant], audited: Audited) -> None:
        with self._connections.writing() as db:
            if not all(statements.insert_grant(db, grant) for grant in grants):
                raise StaffNotFound("this colleague is gone")
            append_line(db, audited)

    def remove(self, staff_id: bytes, audited: Audited) -> None:
        def run(db: Database) -> None:
            statements.delete_staff(db, staff_id)
            append_line(db, audited)

        self._wiping.delete(run)

    def set_cover(
        self, staff_id: bytes, cover: bytes, away_until: date | None, audited: Audited
    ) -> None:
        until = away_until and away_until.isoformat()
        sql = "UPDATE staff SET cover = ?, away_until = ? WHERE id = ?"
        with self._connections.writing() as db:
            if not db.execute(sql, (cover, until, staff_id)).rowcount:
                raise StaffNotFound("this colleague is gone")
            append_line(db, audited)

    def renew(self, staff: Staff, *, session_id: bytes, audited: Audited) -> bool:
        def run(db: Database) -> bool:
            fresh = statements.renew_staff(db, staff)
            if fresh:
                statements.delete_other_sessions(db, staff.id, session_id)
                append_line(db, audited)
            return fresh

        return self._wiping.delete(run)

    def invite(self, invitation: Invitation, audited: Audited) -> None:
        def run(db: Database) -> None:
            statements.insert_invitation(db, invitation)
            append_line(db, audited)

        self._wiping.delete(run)

    def invitations(self, desk_id: str, now: datetime) -> list[Invitation]:
        live = ("desk_id = ? AND expires_at > ?", desk_id, seconds(now))
        with self._connections.reading() as db:
            return statements.invitations_where(db, *live)

    def find_invitation(self, invitation_id: bytes, now: datetime) -> Invitation | None:
        live = ("id = ? AND expires_at > ?", invitation_id, seconds(now))
        with self._connections.reading() as db:
            return next(iter(statements.invitations_where(db, *live)), None)

    def accept(
        self,
        invitation_id: bytes,
        staff: Staff,
        grants: Sequence[Grant],
        session: StaffSession,
        audited: Audited,
    ) -> None:
        def run(db: Database) -> None:
            statements.use_invitation(db, invitation_id)
            statements.insert_staff(db, staff)
            for grant in grants:
                statements.insert_grant(db, grant)
            statements.insert_session(db, session)
            append_line(db, audited)

        self._wiping.delete(run)

    def enter(self, session: StaffSession, step: int, audited: Audited) -> bool:
        with self._connections.writing() as db:
            fresh = statements.use_step(db, session.staff_id, step)
            if fresh:
                statements.insert_session(db, session)
                append_line(db, audited)
        return fresh

    def find_session(self, session_id: bytes, now: datetime) -> tuple[StaffSession, Staff] | None:
        with self._connections.reading() as db:
            return statements.find_session(db, session_id, now)

    def extend_session(self, session_id: bytes, until: datetime) -> None:
        sql = "UPDATE staff_session SET expires_at = ? WHERE id = ?"
        with self._connections.writing() as db:
            db.execute(sql, (seconds(until), session_id))

    def drop_session(self, session_id: bytes) -> None:
        sql = "DELETE FROM staff_session WHERE id = ?"
        self._wiping.delete(lambda db: db.execute(sql, (session_id,)))

    def count_sessions(self, staff_id: bytes, now: datetime) -> int:
        sql = "SELECT count(*) FROM staff_session WHERE staff_id = ? AND expires_at > ?"
        with self._connections.reading() as db:
            return int(db.execute(sql, (staff_id, seconds(now))).fetchone()[0])

    def drop_other_sessions(self, staff_id: bytes, session_id: bytes, audited: Audited) -> None:
        def run(db: Database) -> None:
            statements.delete_other_sessions(db, staff_id, session_id)
            append_line(db, audited)

        self._wiping.delete(run)
