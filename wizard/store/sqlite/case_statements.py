"""The SQL of cases, mails, counts and the audit, to be run inside a transaction of the store."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from wizard.core.case import CaseState, Origin
from wizard.core.tallies import Tally, TallyKind
from wizard.errors import CaseNotFound, RevisionConflict
from wizard.store.cases import Audited, AuditLine, Case, CaseKey, Mail, MailQueue
from wizard.store.moments import moment, seconds

CASES_IN_A_BATCH = 10
"""A case takes some sixteen times the room of a wrap."""

GIVEN_UP_SHOWN_SECONDS = 30 * 24 * 60 * 60

_LIST = (
    "id, desk_id, key_version, reference, state, origin, received_on, expires_at, revision,"
    " assigned_to, opened_on, first_contact_on, sealed_key, header, work, reply"
)
_CASE = f"{_LIST}, plan"
_CHANGE_CASE = """
    UPDATE desk_case
    SET desk_id = :desk_id, key_version = :key_version, reference = :reference, state = :state,
        origin = :origin, received_on = :received_on, expires_at = :expires_at,
        revision = :revision, assigned_to = :assigned_to, opened_on = :opened_on,
        first_contact_on = :first_contact_on, sealed_key = :sealed_key, header = :header,
        work = :work, reply = :reply,
        plan = CASE WHEN :plan = x'' AND :sealed_key <> x'' THEN plan ELSE :plan END
    WHERE id = :id AND desk_id = :from_desk AND revision = :revision - 1
      AND (desk_id <> :desk_id OR key_version = :key_version)
"""
# The words must be those of the two indexes.
OPEN_CASES, CLOSED_CASES = (
    f"""
        SELECT {_LIST}, x'' FROM desk_case
        WHERE desk_id = :desk_id AND state {among} ('closed', 'withdrawn')
        ORDER BY received_on, rowid
    """
    for among in ("NOT IN", "IN")
)
KEYS_BEFORE = """
    SELECT id, desk_id, key_version, sealed_key FROM desk_case
    WHERE desk_id = :desk_id AND id > :after AND key_version < :version AND sealed_key <> x''
    ORDER BY id LIMIT :limit
"""
_MAIL = "id, desk_id, reference, sealed, next_try_at, give_up_at, tries, trouble"
CLAIM_MAIL = f"""
    UPDATE mail SET next_try_at = :until, trouble = ''
    WHERE id = (
        SELECT id FROM mail WHERE next_try_at <= :now AND give_up_at > :now
        ORDER BY next_try_at LIMIT 1
    )
    RETURNING {_MAIL}
"""
# One without a trouble is due already, or in a worker's hands.
HURRY_MAILS = """
    UPDATE mail SET
        next_try_at = CASE WHEN trouble = '' THEN next_try_at ELSE :now END,
        give_up_at = max(give_up_at, :give_up_at)
    WHERE desk_id = :desk_id
"""
_COUNT_MAILS = """
    SELECT
        count(*) FILTER (WHERE give_up_at > :now),
        count(*) FILTER (WHERE give_up_at <= :now),
        min(give_up_at) FILTER (WHERE give_up_at > :now)
    FROM mail
"""
_ADD_TALLY = """
    INSERT INTO tally (desk_id, quarter, kind, value, number) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (desk_id, quarter, kind, value) DO UPDATE SET number = number + excluded.number
"""


def insert_case(db: Database, case: Case) -> None:
    """Add a case."""
    row = _case_row(case)
    columns = ", ".join(row)
    values = ", ".join(f":{column}" for column in row)
    db.execute(f"INSERT INTO desk_case ({columns}) VALUES ({values})", row)


def change_case(db: Database, case: Case, from_desk: str) -> None:
    """Replace a case of a desk, or raise CaseNotFound or RevisionConflict.

    The mails about an emptied one go too, wherever: they stay with the desk that got it first.
    """
    if db.execute(_CHANGE_CASE, {**_case_row(case), "from_desk": from_desk}).rowcount == 0:
        sql = "SELECT 1 FROM desk_case WHERE id = ? AND desk_id = ?"
        if db.execute(sql, (case.id, from_desk)).fetchone() is None:
            raise CaseNotFound("the desk has no such case")
        raise RevisionConflict("the case has changed")
    if case.is_empty:
        db.execute("DELETE FROM mail WHERE reference = ?", (case.reference,))


def find_case(db: Database, case_id: bytes) -> Case | None:
    """Read a whole case."""
    row = db.execute(f"SELECT {_CASE} FROM desk_case WHERE id = ?", (case_id,)).fetchone()
    return None if row is None else case_of(row)


def mark_opened(db: Database, case_id: bytes, desk_id: str, on: date) -> None:
    """Set the day of the first reading, or raise CaseNotFound."""
    sql = """
        UPDATE desk_case SET opened_on = coalesce(opened_on, ?) WHERE id = ? AND desk_id = ?
    """
    if db.execute(sql, (on.isoformat(), case_id, desk_id)).rowcount == 0:
        raise CaseNotFound("the desk has no such case")


def swap_key(db: Database, old: CaseKey, new: CaseKey) -> bool:
    """Replace the sealed key of a case if it is still the old one; tell whether it was."""
    sql = """
        UPDATE desk_case SET sealed_key = ?, key_version = ?
        WHERE id = ? AND desk_id = ? AND sealed_key = ?
    """
    row = (new.sealed_key, new.key_version, old.case_id, old.desk_id, old.sealed_key)
    return db.execute(sql, row).rowcount > 0


def insert_mail(db: Database, mail: Mail) -> None:
    """Add a mail that waits."""
    moments = (seconds(mail.next_try_at), seconds(mail.give_up_at))
    row = (mail.id, mail.desk_id, mail.reference, mail.sealed, *moments, mail.tries, mail.trouble)
    db.execute(f"INSERT INTO mail ({_MAIL}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def waiting_mails(db: Database, desk_id: str) -> list[Mail]:
    """Read the mails of a desk in the order of adding."""
    sql = f"SELECT {_MAIL} FROM mail WHERE desk_id = ? ORDER BY rowid"
    return [mail_of(row) for row in db.execute(sql, (desk_id,)).fetchall()]


def mail_queue(db: Database, now: datetime) -> MailQueue:
    """Count the mails that wait and those given up."""
    row = db.execute(_COUNT_MAILS, {"now": seconds(now)}).fetchone()
    return MailQueue(row[0], row[1], None if row[2] is None else moment(row[2]))


def add_tally(db: Database, tally: Tally) -> None:
    """Add to a count."""
    row = (tally.desk_id, tally.quarter, tally.kind.value, tally.value, tally.by)
    db.execute(_ADD_TALLY, row)


def tallies(db: Database, desk_id: str) -> list[Tally]:
    """Read the counts of a desk."""
    sql = """
        SELECT desk_id, quarter, kind, value, number FROM tally WHERE desk_id = ?
        ORDER BY quarter, kind, value
    """
    rows = db.execute(sql, (desk_id,)).fetchall()
    return [Tally(desk, quarter, TallyKind(kind), *rest) for desk, quarter, kind, *rest in rows]


def append_line(db: Database, audited: Audited) -> None:
    """Add a line to the audit, marked after the line that is the last one now."""
    last = db.execute("SELECT mark FROM audit ORDER BY number DESC LIMIT 1").fetchone()
    line = audited.line
    mark = audited.chain(b"" if last is None else last[0], line)
    sql = """
        INSERT INTO audit (at, desk_id, staff_id, action, object_id, detail, mark)
        VALUES (?, ?, ?, ?, ?, ?, ?)
    """
    what = (line.staff_id, line.action, line.object_id, line.detail)
    db.execute(sql, (seconds(line.at), line.desk_id, *what, mark))


def audit_lines(
    db: Database, desk_id: str | None, since: datetime
) -> list[tuple[AuditLine, bytes]]:
    """Read lines with their marks in the order of adding."""
    sql = f"""
        SELECT at, desk_id, staff_id, action, object_id, detail, mark FROM audit
        WHERE at >= :since {"" if desk_id is None else "AND desk_id = :desk_id"} ORDER BY number
    """
    rows = db.execute(sql, {"since": seconds(since), "desk_id": desk_id}).fetchall()
    return [(AuditLine(moment(at), *line), mark) for at, *line, mark in rows]


def purge_cases(db: Database, moment: int) -> tuple[int, int]:
    """Delete a batch of expired cases; return their number twice."""
    sql = """
        DELETE FROM desk_case
        WHERE id IN (SELECT id FROM desk_case WHERE expires_at <= ? LIMIT ?)
    """
    gone = db.execute(sql, (moment, CASES_IN_A_BATCH)).rowcount
    return gone, gone


def purge_mails(db: Database, moment: int) -> None:
    """Delete the mails that have been shown as given up for long enough."""
    db.execute("DELETE FROM mail WHERE give_up_at <= ?", (moment - GIVEN_UP_SHOWN_SECONDS,))


def case_of(row: Sequence[Any]) -> Case:
    """Read the row of a case."""
    case_id, desk_id, version, reference, state, origin, received_on, expires_at, *rest = row
    revision, assigned_to, opened_on, first_contact_on, *sealed = rest
    sealed_key, header, work, reply, plan = sealed
    return Case(
        id=case_id,
        desk_id=desk_id,
        key_version=version,
        reference=reference,
        state=CaseState(state),
        origin=Origin(origin),
        received_on=date.fromisoformat(received_on),
        expires_at=moment(expires_at),
        revision=revision,
        assigned_to=assigned_to,
        opened_on=opened_on and date.fromisoformat(opened_on),
        first_contact_on=first_contact_on and date.fromisoformat(first_contact_on),
        sealed_key=sealed_key,
        header=header,
        work=work,
        reply=reply,
        plan=plan,
    )


def mail_of(row: Sequence[Any]) -> Mail:
    """Read the row of a mail."""
    mail_id, desk_id, reference, sealed, next_try_at, give_up_at, tries, trouble = row
    moments = moment(next_try_at), moment(give_up_at)
    return Mail(mail_id, desk_id, reference, sealed, *moments, tries, trouble)


def _case_row(case: Case) -> dict[str, object]:
    first_contact_on = case.first_contact_on and case.first_contact_on.isoformat()
    return {
        "id": case.id,
        "desk_id": case.desk_id,
        "key_version": case.key_version,
        "reference": case.reference,
        "state": case.state.value,
        "origin": case.origin.value,
        "received_on": case.received_on.isoformat(),
        "expires_at": seconds(case.expires_at),
        "revision": case.revision,
        "assigned_to": case.assigned_to,
        "opened_on": case.opened_on and case.opened_on.isoformat(),
        "first_contact_on": first_contact_on,
        "sealed_key": case.sealed_key,
        "header": case.header,
        "work": case.work,
        "reply": case.reply,
        "plan": case.plan,
    }
