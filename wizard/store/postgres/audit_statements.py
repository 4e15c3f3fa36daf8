"""The SQL of the audit in PostgreSQL: one chain of lines over all nodes, without gaps."""

from collections.abc import Sequence
from datetime import datetime

from wizard.store.cases import Audited, AuditLine
from wizard.store.moments import moment, seconds
from wizard.store.postgres.connections import Connection

_ADD_LINE = """
    INSERT INTO audit (number, at, desk_id, staff_id, action, object_id, detail, mark)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""


def append_lines(db: Connection, audited: Sequence[Audited]) -> None:
    """Add lines, each marked after the one before it; the last step of a transaction.

    Everybody else who adds a line waits from here until the transaction ends.
    """
    if not audited:
        return
    head = db.execute("SELECT number, mark FROM audit_head FOR UPDATE").fetchone()
    assert head is not None  # noqa: S101 - the migration put it there
    number, mark = head
    for one in audited:
        number, mark = number + 1, one.chain(mark, one.line)
        db.execute(_ADD_LINE, (number, *_row(one.line), mark))
    db.execute("UPDATE audit_head SET number = %s, mark = %s", (number, mark))


def audit_lines(
    db: Connection, desk_id: str | None, since: datetime
) -> list[tuple[AuditLine, bytes]]:
    """Read lines with their marks in the order of adding."""
    sql = f"""
        SELECT at, desk_id, staff_id, action, object_id, detail, mark FROM audit
        WHERE at >= %(since)s {"" if desk_id is None else "AND desk_id = %(desk_id)s"}
        ORDER BY number
    """
    rows = db.execute(sql, {"since": seconds(since), "desk_id": desk_id}).fetchall()
    return [(AuditLine(moment(at), *line), mark) for at, *line, mark in rows]


def _row(line: AuditLine) -> tuple[object, ...]:
    what = (line.staff_id, line.action, line.object_id, line.detail)
    return (seconds(line.at), line.desk_id, *what)
