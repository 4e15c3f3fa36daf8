"""Desks and colleagues in PostgreSQL. The contract stands at `wizard.store.staff.StaffStore`."""

from collections.abc import Sequence
from datetime import date, datetime

from wizard.errors import StaffNotFound
from wizard.store.cases import Audited
from wizard.store.moments import seconds
from wizard.store.postgres import staff_statements as statements
from wizard.store.postgres.audit_statements import append_lines
from wizard.store.postgres.connections import Connection, Connections
from wizard.store.postgres.wiping import Wiping
from wizard.store.staff import DeskKeyRow, DeskRow, Grant, Invitation, Staff, StaffSession


class PostgresStaff:
    """Keep desks and colleagues in the database of the drafts."""

    def __init__(self, connections: Connections, wiping: Wiping) -> None:
        self._connections = connections
        self._wiping = wiping

    def add_desk(
        self, desk: DeskRow, key: DeskKeyRow, invitation: Invitation, audited: Audited
    ) -> None:
        def run(db: Connection) -> None:
            statements.insert_desk(db, desk)
            statements.insert_key(db, key)
            statements.insert_invitation(db, invitation)
            append_lines(db, [audited])

        self._connections.writing(run)

    def find_desk(self, desk_id: str) -> tuple[DeskRow, DeskKeyRow] | None:
        return self._connections.reading(lambda db: statements.find_desk(db, desk_id))

    def rotate(
        self, key: DeskKeyRow, grants: Sequence[Grant], leaver: bytes, audited: Audited
    ) -> None:
        def run(db: Connection) -> None:
            statements.insert_key(db, key)
            statements.delete_staff(db, leaver)
            statements.delete_invitations_with_keys(db, key.desk_id)
            for grant in grants:
                statements.insert_grant(db, grant)
            statements.require_lead(db, key)
            append_lines(db, [audited])

        self._wiping.delete(run)

    def of_desk(self, desk_id: str) -> list[Staff]:
        return self._connections.reading(
            lambda db: statements.staff_where(db, "desk_id = %s", desk_id)
        )

    def find_name(self, name: str) -> Staff | None:
        folded = name.casefold()
        found = self._connections.reading(
            lambda db: statements.staff_where(db, "folded_name = %s", folded)
        )
        return next(iter(found), None)

    def grants(self, staff_id: bytes) -> list[Grant]:
        return self._connections.reading(lambda db: statements.grants(db, staff_id))

    def granted(self, desk_id: str) -> set[bytes]:
        return self._connections.reading(lambda db: statements.granted(db, desk_id))

    def grant(self, grants: Sequence[Grant], audited: Audited) -> None:
        def run(db: Connection) -> None:
            if not all(statements.insert_grant(db, grant) for grant in grants):
                raise StaffNotFound("this colleague is gone")
            append_lines(db, [audited])

        self._connections.writing(run)

    def remove(self, staff_id: bytes, audited: Audited) -> None:
        def run(db: Connection) -> None:
            statements.delete_staff(db, staff_id)
            append_lines(db, [audited])

        self._wiping.delete(run)

    def set_cover(
        self, staff_id: bytes, cover: bytes, away_until: date | None, audited: Audited
    ) -> None:
        def run(db: Connection) -> None:
            sql = "UPDATE staff SET cover = %s, away_until = %s WHERE id = %s"
            if not db.execute(sql, (cover, away_until, staff_id)).rowcount:
                raise StaffNotFound("this colleague is gone")
            append_lines(db, [audited])

        self._connections.writing(run)

    def renew(self, staff: Staff, *, session_id: bytes, audited: Audited) -> bool:
        def run(db: Connection) -> bool:
            fresh = statements.renew_staff(db, staff)
            if fresh:
                statements.delete_other_sessions(db, staff.id, session_id)
                append_lines(db, [audited])
            return fresh

        return self._wiping.delete(run)

    def invite(self, invitation: Invitation, audited: Audited) -> None:
        def run(db: Connection) -> None:
            statements.insert_invitation(db, invitation)
            append_lines(db, [audited])

        self._wiping.delete(run)

    def invitations(self, desk_id: str, now: datetime) -> list[Invitation]:
        live = ("desk_id = %s AND expires_at > %s", desk_id, seconds(now))
        return self._connections.reading(lambda db: statements.invitations_where(db, *live))

    def find_invitation(self, invitation_id: bytes, now: datetime) -> Invitation | None:
        live = ("id = %s AND expires_at > %s", invitation_id, seconds(now))
        found = self._connections.reading(lambda db: statements.invitations_where(db, *live))
        return next(iter(found), None)

    def accept(
        self,
        invitation_id: bytes,
        staff: Staff,
        grants: Sequence[Grant],
        session: StaffSession,
        audited: Audited,
    ) -> None:
        def run(db: Connection) -> None:
            statements.use_invitation(db, invitation_id)
            statements.insert_staff(db, staff)
            for grant in grants:
                statements.insert_grant(db, grant)
            statements.insert_session(db, session)
            append_lines(db, [audited])

        self._wiping.delete(run)

    def enter(self, session: StaffSession, step: int, audited: Audited) -> bool:
        def run(db: Connection) -> bool:
            fresh = statements.use_step(db, session.staff_id, step)
            if fresh:
                statements.insert_session(db, session)
                append_lines(db, [audited])
            return fresh

        return self._connections.writing(run)

    def find_session(self, session_id: bytes, now: datetime) -> tuple[StaffSession, Staff] | None:
        return self._connections.reading(lambda db: statements.find_session(db, session_id, now))

    def extend_session(self, session_id: bytes, until: datetime) -> None:
        sql = "UPDATE staff_session SET expires_at = %s WHERE id = %s"
        self._connections.writing(lambda db: db.execute(sql, (seconds(until), session_id)))

    def drop_session(self, session_id: bytes) -> None:
        sql = "DELETE FROM staff_session WHERE id = %s"
        self._wiping.delete(lambda db: db.execute(sql, (session_id,)))

    def count_sessions(self, staff_id: bytes, now: datetime) -> int:
        return self._connections.reading(lambda db: statements.count_sessions(db, staff_id, now))

    def drop_other_sessions(self, staff_id: bytes, session_id: bytes, audited: Audited) -> None:
        def run(db: Connection) -> None:
            statements.delete_other_sessions(db, staff_id, session_id)
            append_lines(db, [audited])

        self._wiping.delete(run)
