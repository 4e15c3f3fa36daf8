"""The SQL of desks and colleagues in PostgreSQL, to be run inside a transaction of the store."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wizard.core.roles import Role
from wizard.errors import DeskExists, InvitationGone, LastLead, NameTaken, RevisionConflict
from wizard.store.moments import moment, seconds
from wizard.store.postgres.connections import Connection
from wizard.store.staff import DeskKeyRow, DeskRow, Grant, Invitation, Staff, StaffSession

_STAFF = (
    "staff.id, staff.desk_id, name, role, salt, public, staff.sealed, mark, used_step, cover,"
    " away_until"
)
_INVITATION = "id, desk_id, name, role, expires_at, sealed, mark"
_GRANT = "staff_id, desk_id, version, sealed"
_SESSION = "id, staff_id, sealed, expires_at, ends_at"
_KEY = "desk_id, version, public, escrow, mark"
_NEW_STAFF = (
    "id, desk_id, name, folded_name, role, salt, public, sealed, mark, used_step, cover, away_until"
)
_NEW_INVITATION = "id, desk_id, name, folded_name, role, expires_at, sealed, mark"


def insert_desk(db: Connection, desk: DeskRow) -> None:
    """Add a desk, or raise DeskExists."""
    sql = "INSERT INTO desk (id, practice, recipient) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
    if not db.execute(sql, (desk.id, desk.practice, desk.recipient)).rowcount:
        raise DeskExists("this desk has a key already")


def insert_key(db: Connection, key: DeskKeyRow) -> None:
    """Add a version of a desk's key, or raise RevisionConflict."""
    sql = f"INSERT INTO desk_key ({_KEY}) VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
    row = (key.desk_id, key.version, key.public, key.escrow, key.mark)
    if not db.execute(sql, row).rowcount:
        raise RevisionConflict("somebody else gave this desk a new key just now")


def find_desk(db: Connection, desk_id: str) -> tuple[DeskRow, DeskKeyRow] | None:
    """Read a desk with the newest version of its key."""
    sql = """
        SELECT practice, recipient, version, public, escrow, mark
        FROM desk JOIN desk_key ON desk_key.desk_id = desk.id
        WHERE desk.id = %s ORDER BY version DESC LIMIT 1
    """
    row = db.execute(sql, (desk_id,)).fetchone()
    if row is None:
        return None
    practice, recipient, *key = row
    return DeskRow(desk_id, practice, recipient), DeskKeyRow(desk_id, *key)


def require_lead(db: Connection, key: DeskKeyRow) -> None:
    """Raise LastLead when no lead holds this version of the desk's key."""
    sql = """
        SELECT 1 FROM staff JOIN desk_grant ON staff_id = staff.id
        WHERE desk_grant.desk_id = %s AND version = %s AND role = %s
    """
    if db.execute(sql, (key.desk_id, key.version, Role.LEAD.value)).fetchone() is None:
        raise LastLead("no other lead has the key of this desk")


def insert_staff(db: Connection, staff: Staff) -> None:
    """Add a colleague, or raise NameTaken."""
    sql = f"""
        INSERT INTO staff ({_NEW_STAFF})
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        ON CONFLICT (folded_name) DO NOTHING
    """
    names = (staff.name, staff.name.casefold())
    sealed = (staff.salt, staff.public, staff.sealed, staff.mark, staff.used_step)
    cover = (staff.cover, staff.away_until)
    row = (staff.id, staff.desk_id, *names, staff.role.value, *sealed, *cover)
    if not db.execute(sql, row).rowcount:
        raise NameTaken("a colleague signs in with this name")


def staff_where(db: Connection, condition: str, value: object) -> list[Staff]:
    """Read colleagues, by name."""
    sql = f"SELECT {_STAFF} FROM staff WHERE {condition} ORDER BY folded_name"
    return [_staff(row) for row in db.execute(sql, (value,)).fetchall()]


def delete_staff(db: Connection, staff_id: bytes) -> None:
    """Delete a colleague; the foreign keys take grants and sessions along."""
    db.execute("DELETE FROM staff WHERE id = %s", (staff_id,))
    db.execute("UPDATE staff SET cover = '', away_until = NULL WHERE cover = %s", (staff_id,))


def insert_grant(db: Connection, grant: Grant) -> bool:
    """Add or replace a grant; tell whether its colleague is still at that desk.

    The colleague is held, so that a removal at the same moment is either seen or waits.
    """
    sql = f"""
        INSERT INTO desk_grant ({_GRANT})
        SELECT id, desk_id, %s, %s FROM staff WHERE id = %s AND desk_id = %s FOR KEY SHARE
        ON CONFLICT (staff_id, version) DO UPDATE SET sealed = excluded.sealed
    """
    row = (grant.version, grant.sealed, grant.staff_id, grant.desk_id)
    return db.execute(sql, row).rowcount > 0


def grants(db: Connection, staff_id: bytes) -> list[Grant]:
    """Read what a colleague can open, by version."""
    sql = f"SELECT {_GRANT} FROM desk_grant WHERE staff_id = %s ORDER BY version"
    return [Grant(*row) for row in db.execute(sql, (staff_id,)).fetchall()]


def granted(db: Connection, desk_id: str) -> set[bytes]:
    """Read who can open the newest version of a desk's key."""
    sql = """
        SELECT staff_id FROM desk_grant WHERE desk_id = %(desk)s
          AND version = (SELECT max(version) FROM desk_key WHERE desk_id = %(desk)s)
    """
    return {staff_id for (staff_id,) in db.execute(sql, {"desk": desk_id}).fetchall()}


def insert_invitation(db: Connection, invitation: Invitation) -> None:
    """Add an invitation in place of the desk's older one for that name, or raise NameTaken."""
    folded = invitation.name.casefold()
    if db.execute("SELECT 1 FROM staff WHERE folded_name = %s", (folded,)).fetchone():
        raise NameTaken("a colleague signs in with this name")
    sql = f"""
        INSERT INTO invitation ({_NEW_INVITATION}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
        ON CONFLICT (desk_id, folded_name) DO UPDATE
        SET id = excluded.id, name = excluded.name, role = excluded.role,
            expires_at = excluded.expires_at, sealed = excluded.sealed, mark = excluded.mark
    """
    whose = (invitation.desk_id, invitation.name, folded, invitation.role.value)
    rest = (seconds(invitation.expires_at), invitation.sealed, invitation.mark)
    db.execute(sql, (invitation.id, *whose, *rest))


def use_invitation(db: Connection, invitation_id: bytes) -> None:
    """Delete an invitation, or raise InvitationGone."""
    if not db.execute("DELETE FROM invitation WHERE id = %s", (invitation_id,)).rowcount:
        raise InvitationGone("this invitation is used")


def delete_invitations_with_keys(db: Connection, desk_id: str) -> None:
    """Delete the invitations of a desk that carry keys, which a new version makes old."""
    db.execute("DELETE FROM invitation WHERE desk_id = %s AND sealed <> ''", (desk_id,))


def invitations_where(db: Connection, condition: str, *values: object) -> list[Invitation]:
    """Read invitations, by name."""
    sql = f"SELECT {_INVITATION} FROM invitation WHERE {condition} ORDER BY folded_name"
    return [_invitation(row) for row in db.execute(sql, values).fetchall()]


def use_step(db: Connection, staff_id: bytes, step: int) -> bool:
    """Note a step of the second factor; tell whether it is later than every one before.

    Of two nodes with one code the second waits for the first, and then finds it used.
    """
    sql = "UPDATE staff SET used_step = %s WHERE id = %s AND used_step < %s"
    return db.execute(sql, (step, staff_id, step)).rowcount > 0


def renew_staff(db: Connection, staff: Staff) -> bool:
    """Replace what the password protects, with a step that was not used; tell whether it was so."""
    sql = """
        UPDATE staff SET salt = %s, sealed = %s, used_step = %s WHERE id = %s AND used_step < %s
    """
    row = (staff.salt, staff.sealed, staff.used_step, staff.id, staff.used_step)
    return db.execute(sql, row).rowcount > 0


def delete_other_sessions(db: Connection, staff_id: bytes, session_id: bytes) -> None:
    """Delete the sessions of a colleague but for one."""
    sql = "DELETE FROM staff_session WHERE staff_id = %s AND id <> %s"
    db.execute(sql, (staff_id, session_id))


def count_sessions(db: Connection, staff_id: bytes, now: datetime) -> int:
    """Count the live sessions of a colleague."""
    sql = "SELECT id FROM staff_session WHERE staff_id = %s AND expires_at > %s"
    return len(db.execute(sql, (staff_id, seconds(now))).fetchall())


def insert_session(db: Connection, session: StaffSession) -> None:
    """Add a session."""
    ends = (seconds(session.expires_at), seconds(session.ends_at))
    row = (session.id, session.staff_id, session.sealed, *ends)
    db.execute(f"INSERT INTO staff_session ({_SESSION}) VALUES (%s, %s, %s, %s, %s)", row)


def find_session(
    db: Connection, session_id: bytes, now: datetime
) -> tuple[StaffSession, Staff] | None:
    """Read a live session with its colleague, in one query."""
    sql = f"""
        SELECT staff_session.sealed, expires_at, ends_at, {_STAFF}
        FROM staff_session JOIN staff ON staff.id = staff_id
        WHERE staff_session.id = %s AND expires_at > %s
    """
    row = db.execute(sql, (session_id, seconds(now))).fetchone()
    if row is None:
        return None
    sealed, expires_at, ends_at, *colleague = row
    staff = _staff(colleague)
    return StaffSession(session_id, staff.id, sealed, moment(expires_at), moment(ends_at)), staff


def purge(db: Connection, now: int) -> None:
    """Delete sessions and invitations that are over."""
    db.execute("DELETE FROM staff_session WHERE expires_at <= %s", (now,))
    db.execute("DELETE FROM invitation WHERE expires_at <= %s", (now,))


def _staff(row: Sequence[Any]) -> Staff:
    staff_id, desk_id, name, role, *rest = row
    return Staff(staff_id, desk_id, name, Role(role), *rest)


def _invitation(row: Sequence[Any]) -> Invitation:
    invitation_id, desk_id, name, role, expires_at, *rest = row
    return Invitation(invitation_id, desk_id, name, Role(role), moment(expires_at), *rest)
