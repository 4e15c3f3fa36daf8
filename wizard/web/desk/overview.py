"""The overview for the lead: how often colleagues read cases, and what the audit says.

Names of residents never stand here, not even sealed: the audit has ids only. A case is named by
its reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from flask import Blueprint, g, request
from msgspec import Struct

from wizard.core.days import ZONE, local_day
from wizard.core.municipality import Desk
from wizard.core.reading import WEEK, Look, Read, Whose, monday_of, reads_since, week_of
from wizard.core.references import grouped
from wizard.core.roles import Right
from wizard.store.cases import AuditLine
from wizard.web.desk.casewords import CAME
from wizard.web.desk.guard import needs, require_colleague
from wizard.web.desk.layout import render_desk_page
from wizard.web.desk.words import ACTIONS
from wizard.web.site import current_site, now

blueprint = Blueprint("overview", __name__, url_prefix="/overzicht")

LINES_AT_MOST = 300
OLDEST = date(2020, 1, 1)
"""Before there was any desk; so that weeks before it are days too."""


class Written(Struct, frozen=True):
    """A line of the audit as the desk reads it; `about` is a colleague's name or a reference."""

    at: datetime
    who: str
    did: str
    about: str


@blueprint.get("/")
@needs(Right.SEE_READING)
def show() -> str:
    """Show for each colleague what they read in a week, beside their own usual week."""
    monday = monday_of(_day("week") or local_day(now()))
    reads = list(_reads(_lines(reads_since(monday))))
    names = _names()
    readers = sorted({*names, *(r.by for r in reads)}, key=lambda by: _name(names, by).casefold())
    weeks = [week_of(by, reads, monday) for by in readers]
    return render_desk_page(
        "desk/overview.html",
        weeks=[week for week in weeks if week.by in names or week.opened or week.exported],
        names={by: _name(names, by) for by in readers},
        monday=monday,
        sunday=monday + WEEK - date.resolution,
        before=monday - WEEK,
        after=monday + WEEK if monday + WEEK <= local_day(now()) else None,
    )


@blueprint.get("/logboek")
@needs(Right.SEE_READING)
def audit() -> str:
    """Show what the audit says of a colleague or a day; of the last week when nobody chose."""
    names, day, who = _names(), _day("dag"), request.args.get("collega", "")
    since = day or local_day(now()) - WEEK
    lines = [
        line
        for line in _lines(since)
        if who in {"", line.staff_id.hex()} and (day is None or local_day(line.at) == day)
    ]
    newest = lines[::-1][:LINES_AT_MOST]
    return render_desk_page(
        "desk/audit.html",
        lines=list(_written(newest, names)),
        more=len(lines) > len(newest),
        names=names,
        who=who,
        day=day,
    )


def _lines(since: date) -> list[AuditLine]:
    """Return the lines of this desk from the start of a day on, the oldest first."""
    start = datetime.combine(since, time(), ZONE)
    desk_id = require_colleague().staff.desk_id
    return [line for line, _ in current_site().store.cases.audit_lines(desk_id, start)]


def _reads(lines: Iterable[AuditLine]) -> Iterator[Read]:
    for line in lines:
        if line.action in set(Look):
            told = Whose(line.detail) if line.detail in set(Whose) else Whose.NOBODYS
            look = Look(line.action)
            yield Read(line.staff_id, line.object_id, local_day(line.at), look, told)


def _written(lines: Iterable[AuditLine], names: dict[bytes, str]) -> Iterator[Written]:
    references = _references()
    for line in lines:
        about = names.get(line.object_id) or references.get(line.object_id, "")
        if line.object_id and not about:
            about = f"(weg: {line.object_id.hex()[:6]})"
        did = ACTIONS.get(line.action, line.action)
        yield Written(line.at, _who(line, names), did, about)


def _who(line: AuditLine, names: dict[bytes, str]) -> str:
    """Return who did it; of a case that came from another desk that desk, not its colleague."""
    if line.action != CAME:
        return _name(names, line.staff_id)
    desk: Desk | None = g.edition.municipality.find_desk(line.detail.partition("/")[2])
    return str(desk.name) if desk else "Een andere balie"


def _references() -> dict[bytes, str]:
    """Return the reference of each case that is still there; no case is opened for it."""
    desk_id, cases = require_colleague().staff.desk_id, current_site().store.cases
    kept = (*cases.of_desk(desk_id), *cases.of_desk(desk_id, closed=True))
    return {case.id: grouped(case.reference) for case in kept}


def _names() -> dict[bytes, str]:
    colleagues = current_site().accounts.colleagues(require_colleague().staff.desk_id)
    return {colleague.staff.id: colleague.staff.name for colleague in colleagues}


def _name(names: dict[bytes, str], staff_id: bytes) -> str:
    if not staff_id:
        return "Inwoner of programma"
    return names.get(staff_id) or f"Oud-collega {staff_id.hex()[:6]}"


def _day(field: str) -> date | None:
    try:
        day = date.fromisoformat(request.args.get(field, ""))
    except ValueError:
        return None
    return day if OLDEST <= day <= local_day(now()) else None
