"""The SQL of cases, mails and counts in PostgreSQL, to be run inside a transaction of the store.

Each statement is right at READ COMMITTED by itself: what it waits for is looked at again.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from wizard.core.case import CaseState, Origin
from wizard.core.tallies import Tally, TallyKind
from wizard.errors import CaseNotFound, RevisionConflict
from wizard.store.cases import Case, CaseKey, Mail, MailQueue
from wizard.store.moments import moment, seconds
from wizard.store.postgres.connections import Connection

CASES_IN_A_BATCH = 10
"""A case takes some sixteen times the room of a wrap."""

GIVEN_UP_SHOWN_SECONDS = 30 * 24 * 60 * 60

_LIST = (
    "id, desk_id, key_version, reference, state, origin, received_on, expires_at, revision,"
    " assigned_to, opened_on, first_contact_on, sealed_key, header, work, reply"
)
_CASE = f"{_LIST}, plan"
_INSERT_CASE = """
    INSERT INTO desk_case (
        id, desk_id, key_version, reference, state, origin, received_on, expires_at, revision,
        assigned_to, opened_on, first_contact_on, sealed_key, header, work, reply, plan
    ) VALUES (
        %(id)s, %(desk_id)s, %(key_version)s, %(reference)s, %(state)s, %(origin)s,
        %(received_on)s, %(expires_at)s, %(revision)s, %(assigned_to)s, %(opened_on)s,
        %(first_contact_on)s, %(sealed_key)s, %(header)s, %(work)s, %(reply)s, %(plan)s
    )
"""
_CHANGE_CASE = """
    UPDATE desk_case
    SET desk_id = %(desk_id)s, key_version = %(key_version)s, reference = %(reference)s,
        state = %(state)s, origin = %(origin)s, received_on = %(received_on)s,
        expires_at = %(expires_at)s, revision = %(revision)s, assigned_to = %(assigned_to)s,
        opened_on = %(opened_on)s, first_contact_on = %(first_contact_on)s,
        sealed_key = %(sealed_key)s, header = %(header)s, work = %(work)s, reply = %(reply)s,
        plan = CASE WHEN %(keeps_plan)s THEN plan ELSE %(plan)s END
    WHERE id = %(id)s AND desk_id = %(from_desk)s AND revision = %(revision)s - 1
      AND (desk_id <> %(desk_id)s OR key_version = %(key_version)s)
"""
# The words must be those of the two indexes.
OPEN_CASES, CLOSED_CASES = (
    f"""
        SELECT {_LIST}, ''::bytea FROM desk_case
        WHERE desk_id = %s AND state {among} ('closed', 'withdrawn')
        ORDER BY received_on, number
    """
    for among in ("NOT IN", "IN")
)
KEYS_BEFORE = """
    SELECT id, desk_id, key_version, sealed_key FROM desk_case
    WHERE desk_id = %s AND id > %s AND key_version < %s AND sealed_key <> ''
    ORDER BY id LIMIT %s
"""
_MAIL = "id, desk_id, reference, sealed, next_try_at, give_up_at, tries, trouble"
# Who claims passes over what another worker claims at this moment, instead of waiting for it.
CLAIM_MAIL = f"""
    UPDATE mail SET next_try_at = %(until)s, trouble = ''
    WHERE id = (
        SELECT id FROM mail WHERE next_try_at <= %(now)s AND give_up_at > %(now)s
        ORDER BY next_try_at, number LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING {_MAIL}
"""
# One without a trouble is due already, or in a worker's hands.
HURRY_MAILS = """
    UPDATE mail SET
        next_try_at = CASE WHEN trouble = '' THEN next_try_at ELSE %s END,
        give_up_at = greatest(give_up_at, %s)
    WHERE desk_id = %s
"""
_COUNT_MAILS = """
    SELECT
        count(*) FILTER (WHERE give_up_at > %(now)s),
        count(*) FILTER (WHERE give_up_at <= %(now)s),
        min(give_up_at) FILTER (WHERE give_up_at > %(now)s)
    FROM mail
"""
_ADD_TALLY = """
    INSERT INTO tally (desk_id, quarter, kind, value, number) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (desk_id, quarter, kind, value)
    DO UPDATE SET number = tally.number + excluded.number
"""


def insert_case(db: Connection, case: Case) -> None:
    """Add a case."""
    db.execute(_INSERT_CASE, _case_row(case))


def change_case(db: Connection, case: Case, from_desk: str) -> None:
    """Replace a case of a desk, or raise CaseNotFound or RevisionConflict.

    The mails about an emptied one go too, wherever: they stay with the desk that got it first.
    """
    keeps_plan = not case.plan and not case.is_empty
    row = {**_case_row(case), "from_desk": from_desk, "keeps_plan": keeps_plan}
    if db.execute(_CHANGE_CASE, row).rowcount == 0:
        sql = "SELECT 1 FROM desk_case WHERE id = %s AND desk_id = %s"
        if db.execute(sql, (case.id, from_desk)).fetchone() is None:
            raise CaseNotFound("the desk has no such case")
        raise RevisionConflict("the case has changed")
    if case.is_empty:
        db.execute("DELETE FROM mail WHERE reference = %s", (case.reference,))


def find_case(db: Connection, case_id: bytes) -> Case | None:
    """Read a whole case."""
    row = db.execute(f"SELECT {_CASE} FROM desk_case WHERE id = %s", (case_id,)).fetchone()
    return None if row is None else case_of(row)


def open_case(db: Connection, case_id: bytes, desk_id: str, on: date) -> Case:
    """Read a case of a desk and set the day of the first reading, or raise CaseNotFound."""
    sql = "UPDATE desk_case SET opened_on = %s WHERE id = %s AND desk_id = %s AND opened_on IS NULL"
    db.execute(sql, (on, case_id, desk_id))
    sql = f"SELECT {_CASE} FROM desk_case WHERE id = %s AND desk_id = %s"
    row = db.execute(sql, (case_id, desk_id)).fetchone()
    if row is None:
        raise CaseNotFound("the desk has no such case")
    return case_of(row)


def swap_key(db: Connection, old: CaseKey, new: CaseKey) -> bool:
    """Replace the sealed key of a case if it is still the old one; tell whether it was."""
    sql = """
        UPDATE desk_case SET sealed_key = %s, key_version = %s
        WHERE id = %s AND desk_id = %s AND sealed_key = %s
    """
    row = (new.sealed_key, new.key_version, old.case_id, old.desk_id, old.sealed_key)
    return db.execute(sql, row).rowcount > 0


def insert_mail(db: Connection, mail: Mail) -> None:
    """Add a mail that waits."""
    moments = (seconds(mail.next_try_at), seconds(mail.give_up_at))
    row = (mail.id, mail.desk_id, mail.reference, mail.sealed, *moments, mail.tries, mail.trouble)
    db.execute(f"INSERT INTO mail ({_MAIL}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", row)


def waiting_mails(db: Connection, desk_id: str) -> list[Mail]:
    """Read the mails of a desk in the order of adding."""
    sql = f"SELECT {_MAIL} FROM mail WHERE desk_id = %s ORDER BY number"
    return [mail_of(row) for row in db.execute(sql, (desk_id,)).fetchall()]


def mail_queue(db: Connection, now: datetime) -> MailQueue:
    """Count the mails that wait and those given up."""
    waiting, given_up, ends = db.execute(_COUNT_MAILS, {"now": seconds(now)}).fetchall()[0]
    return MailQueue(waiting, given_up, None if ends is None else moment(ends))


def add_tallies(db: Connection, tallies: Iterable[Tally]) -> None:
    """Add to counts, in one order everywhere: two who add to the same ones never deadlock."""
    rows = [(one.desk_id, one.quarter, one.kind.value, one.value, one.by) for one in tallies]
    for row in sorted(rows):
        db.execute(_ADD_TALLY, row)


def tallies(db: Connection, desk_id: str) -> list[Tally]:
    """Read the counts of a desk."""
    sql = """
        SELECT desk_id, quarter, kind, value, number FROM tally WHERE desk_id = %s
        ORDER BY quarter, kind, value
    """
    rows = db.execute(sql, (desk_id,)).fetchall()
    return [Tally(desk, quarter, TallyKind(kind), *rest) for desk, quarter, kind, *rest in rows]


def purge_cases(db: Connection, moment: int) -> tuple[int, int]:
    """Delete a batch of expired cases; return their number twice.

    What another node purges at this moment is left to it.
    """
    sql = """
        DELETE FROM desk_case WHERE id = ANY (ARRAY(
            SELECT id FROM desk_case WHERE expires_at <= %s LIMIT %s FOR UPDATE SKIP LOCKED
        ))
    """
    gone = db.execute(sql, (moment, CASES_IN_A_BATCH)).rowcount
    return gone, gone


def purge_mails(db: Connection, moment: int) -> None:
    """Delete the mails that have been shown as given up for long enough."""
    db.execute("DELETE FROM mail WHERE give_up_at <= %s", (moment - GIVEN_UP_SHOWN_SECONDS,))


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
        received_on=received_on,
        expires_at=moment(expires_at),
        revision=revision,
        assigned_to=assigned_to,
        opened_on=opened_on,
        first_contact_on=first_contact_on,
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
    row = {name: getattr(case, name) for name in Case.__slots__}
    return row | {
        "state": case.state.value,
        "origin": case.origin.value,
        "expires_at": seconds(case.expires_at),
    }
