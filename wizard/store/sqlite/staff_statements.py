"""The SQL of desks and colleagues, each statement to be run inside a transaction of the store."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from wizard.core.roles import Role
from wizard.errors import DeskExists, InvitationGone, LastLead, NameTaken, RevisionConflict
from wizard.store.moments import moment, seconds
from wizard.store.staff import DeskKeyRow, DeskRow, Grant, Invitation, Staff, StaffSession

_STAFF = "id, desk_id, name, role, salt, public, sealed, mark, used_step, cover, away_until"
_INVITATION = "id, desk_id, name, role, expires_at, sealed, mark"
_GRANT = "staff_id, desk_id, version, sealed"
_SESSION = "id, staff_id, sealed, expires_at, ends_at"
_KEY = "desk_id, version, public, escrow, mark"
_NEW_STAFF = (
    "id, desk_id, name, folded_name, role, salt, public, sealed, mark, used_step, cover, away_until"
)
_NEW_INVITATION = "id, desk_id, name, folded_name, role, expires_at, sealed, mark"


def insert_desk(db: Database, desk: DeskRow) -> None:
    """Add a desk, or raise DeskExists."""
    sql = "INSERT INTO desk (id, practice, recipient) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    if not db.execute(sql, (desk.id, desk.practice, desk.recipient)).rowcount:
        raise DeskExists("this desk has a key already")


def insert_key(db: Database, key: DeskKeyRow) -> None:
    """Add a version of a desk's key, or raise RevisionConflict."""
    sql = f"INSERT INTO desk_key ({_KEY}) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
    row = (key.desk_id, key.version, key.public, key.escrow, key.mark)
    if not db.execute(sql, row).rowcount:
        raise RevisionConflict("somebody else gave this desk a new key just now")


def find_desk(db: Database, desk_id: str) -> tuple[DeskRow, DeskKeyRow] | None:
    """Read a desk with the newest version of its key."""
    sql = """
        SELECT practice, recipient, version, public, escrow, mark
        FROM desk JOIN desk_key ON desk_key.desk_id = desk.id
        WHERE desk.id = ? ORDER BY version DESC LIMIT 1
    """
    row = db.execute(sql, (desk_id,)).fetchone()
    if row is None:
        return None
    practice, recipient, *key = row
    return DeskRow(desk_id, bool(practice), recipient), DeskKeyRow(desk_id, *key)


def require_lead(db: Database, key: DeskKeyRow) -> None:
    """Raise LastLead when no lead holds this version of the desk's key."""
    sql = """
        SELECT 1 FROM staff JOIN desk_grant ON staff_id = staff.id
        WHERE desk_grant.desk_id = ? AND version = ? AND role = ?
    """
    if db.execute(sql, (key.desk_id, key.version, Role.LEAD.value)).fetchone() is None:
        raise LastLead("no other lead has the key of this desk")


def insert_staff(db: Database, staff: Staff) -> None:
    """Add a colleague, or raise NameTaken."""
    refuse_taken(db, staff.name)
    sql = f"INSERT INTO staff ({_NEW_STAFF}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    names = (staff.name, staff.name.casefold())
    sealed = (staff.salt, staff.public, staff.sealed, staff.mark, staff.used_step)
    until = staff.away_until and staff.away_until.isoformat()
    row = (staff.id, staff.desk_id, *names, staff.role.value, *sealed, staff.cover, until)
    db.execute(sql, row)


def refuse_taken(db: Database, name: str) -> None:
    """Raise NameTaken when a colleague signs in with this name."""
    sql = "SELECT 1 FROM staff WHERE folded_name = ?"
    if db.execute(sql, (name.casefold(),)).fetchone():
        raise NameTaken("a colleague signs in with this name")


def staff_where(db: Database, condition: str, *values: object) -> list[Staff]:
    """Read colleagues, by name."""
    sql = f"SELECT {_STAFF} FROM staff WHERE {condition} ORDER BY folded_name"
    return [_staff(row) for row in db.execute(sql, values).fetchall()]


def delete_staff(db: Database, staff_id: bytes) -> None:
    """Delete a colleague; the foreign keys take grants and sessions along."""
    db.execute("DELETE FROM staff WHERE id = ?", (staff_id,))
    db.execute("UPDATE staff SET cover = x'', away_until = NULL WHERE cover = ?", (staff_id,))


def insert_grant(db: Database, grant: Grant) -> bool:
    """Add or replace a grant; tell whether its colleague is still at that desk."""
    sql = f"""
        INSERT OR REPLACE INTO desk_grant ({_GRANT})
        SELECT id, desk_id, ?, ? FROM staff WHERE id = ? AND desk_id = ?
    """
    row = (grant.version, grant.sealed, grant.staff_id, grant.desk_id)
    return db.execute(sql, row).rowcount > 0


def grants(db: Database, staff_id: bytes) -> list[Grant]:
    """Read what a colleague can open, by version."""
    sql = f"SELECT {_GRANT} FROM desk_grant WHERE staff_id = ? ORDER BY version"
    return [Grant(*row) for row in db.execute(sql, (staff_id,)).fetchall()]


def granted(db: Database, desk_id: str) -> set[bytes]:
    """Read who can open the newest version of a desk's key."""
    sql = """
        SELECT staff_id FROM desk_grant WHERE desk_id = :desk
          AND version = (SELECT max(version) FROM desk_key WHERE desk_id = :desk)
    """
    return {staff_id for (staff_id,) in db.execute(sql, {"desk": desk_id}).fetchall()}


def insert_invitation(db: Database, invitation: Invitation) -> None:
    """Add an invitation in place of the desk's older one for that name, or raise NameTaken."""
    refuse_taken(db, invitation.name)
    ends, folded = seconds(invitation.expires_at), invitation.name.casefold()
    sql = f"""
        INSERT OR REPLACE INTO invitation ({_NEW_INVITATION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """
    whose = (invitation.desk_id, invitation.name, folded, invitation.role.value)
    db.execute(sql, (invitation.id, *whose, ends, invitation.sealed, invitation.mark))


def use_invitation(db: Database, invitation_id: bytes) -> None:
    """Delete an invitation, or raise InvitationGone."""
    if not db.execute("DELETE FROM invitation WHERE id = ?", (invitation_id,)).rowcount:
        raise InvitationGone("this invitation is used")


def delete_invitations_with_keys(db: Database, desk_id: str) -> None:
    """Delete the invitations of a desk that carry keys, which a new version makes old."""
    db.execute("DELETE FROM invitation WHERE desk_id = ? AND sealed <> x''", (desk_id,))


def invitations_where(db: Database, condition: str, *values: object) -> list[Invitation]:
    """Read invitations, by name."""
    sql = f"SELECT {_INVITATION} FROM invitation WHERE {condition} ORDER BY folded_name"
    rows = db.execute(sql, values).fetchall()
    return [_invitation(row) for row in rows]


def use_step(db: Database, staff_id: bytes, step: int) -> bool:
    """Note a step of the second factor; tell whether it is later than every one before."""
    sql = "UPDATE staff SET used_step = ? WHERE id = ? AND used_step < ?"
    return db.execute(sql, (step, staff_id, step)).rowcount > 0


def renew_staff(db: Database, staff: Staff) -> bool:
    """Replace what the password protects, with a step that was not used; tell whether it was so."""
    sql = "UPDATE staff SET salt = ?, sealed = ?, used_step = ? WHERE id = ? AND used_step < ?"
    row = (staff.salt, staff.sealed, staff.used_step, staff.id, staff.used_step)
    return db.execute(sql, row).rowcount > 0


def delete_other_sessions(db: Database, staff_id: bytes, session_id: bytes) -> None:
    """Delete the sessions of a colleague but for one."""
    sql = "DELETE FROM staff_session WHERE staff_id = ? AND id <> ?"
    db.execute(sql, (staff_id, session_id))


def insert_session(db: Database, session: StaffSession) -> None:
    """Add a session."""
    ends = (seconds(session.expires_at), seconds(session.ends_at))
    row = (session.id, session.staff_id, session.sealed, *ends)
    db.execute(f"INSERT INTO staff_session ({_SESSION}) VALUES (?, ?, ?, ?, ?)", row)


def find_session(
    db: Database, session_id: bytes, now: datetime
) -> tuple[StaffSession, Staff] | None:
    """Read a live session with its colleague."""
    sql = f"SELECT {_SESSION} FROM staff_session WHERE id = ? AND expires_at > ?"
    row = db.execute(sql, (session_id, seconds(now))).fetchone()
    colleagues = staff_where(db, "id = ?", row[1]) if row else []
    if not colleagues:
        return None
    _, staff_id, sealed, expires_at, ends_at = row
    session = StaffSession(session_id, staff_id, sealed, moment(expires_at), moment(ends_at))
    return session, colleagues[0]


def purge(db: Database, now: int) -> None:
    """Delete sessions and invitations that are over."""
    db.execute("DELETE FROM staff_session WHERE expires_at <= ?", (now,))
    db.execute("DELETE FROM invitation WHERE expires_at <= ?", (now,))


def _staff(row: Sequence[Any]) -> Staff:
    staff_id, desk_id, name, role, salt, public, sealed, mark, used_step, cover, away_until = row
    until = away_until and date.fromisoformat(away_until)
    secrets = (salt, public, sealed, mark)
    return Staff(staff_id, desk_id, name, Role(role), *secrets, used_step, cover, until)


def _invitation(row: Sequence[Any]) -> Invitation:
    invitation_id, desk_id, name, role, expires_at, *rest = row
    return Invitation(invitation_id, desk_id, name, Role(role), moment(expires_at), *rest)
