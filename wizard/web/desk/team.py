"""The colleagues of a desk, as the pages about cases need them: names, and who covers whom."""

from __future__ import annotations

from collections.abc import Mapping

from flask import g

from wizard.core.caselist import Viewer
from wizard.core.days import local_day
from wizard.store.staff import Staff
from wizard.web.desk.guard import require_colleague
from wizard.web.site import current_site, now

GONE = "Een oud-collega"


def team() -> Mapping[bytes, Staff]:
    """Return the colleagues of this desk by id, asked for once in a request."""
    if "team" not in g:
        desk_id = require_colleague().staff.desk_id
        g.team = {staff.id: staff for staff in current_site().store.staff.of_desk(desk_id)}
    found: Mapping[bytes, Staff] = g.team
    return found


def name_of(staff_id: bytes) -> str:
    """Return how whoever a case is assigned to is called; "" for nobody."""
    if not staff_id:
        return ""
    staff = team().get(staff_id)
    return staff.name if staff else GONE


def cover_of(staff_id: bytes) -> str:
    """Return who looks after the cases of a colleague who is away today, or ""."""
    staff = team().get(staff_id)
    return name_of(staff.cover) if staff and _is_away(staff) else ""


def who_looks() -> Viewer:
    """Return the colleague of this request, with those whose cases they look after today."""
    me = require_colleague().staff.id
    away = {staff.id for staff in team().values() if staff.cover == me and _is_away(staff)}
    return Viewer(me, frozenset(away))


def _is_away(staff: Staff) -> bool:
    return staff.away_until is not None and local_day(now()) <= staff.away_until
