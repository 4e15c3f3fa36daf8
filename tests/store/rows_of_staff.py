"""Rows of desks and colleagues to put in a store, and how somebody comes to be at a desk."""

from dataclasses import replace
from datetime import timedelta

from wizard.core.roles import Role
from wizard.store.cases import Audited, AuditLine
from wizard.store.staff import DeskKeyRow, DeskRow, Grant, Invitation, Staff, StaffSession

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CAW, TEAM = "arnhem/caw", "arnhem/district_team"


def noted(now, action="act"):
    return Audited(AuditLine(now, CAW, b"", action), lambda before, line: b"m" * 32)


def actions(store, now):
    return [line.action for line, _ in store.cases.audit_lines(None, now - DAY)]


def a_desk(desk=CAW, recipient="age1"):
    return DeskRow(desk, practice=True, recipient=recipient)


def a_key(version=1, desk=CAW):
    return DeskKeyRow(desk, version, b"public %d" % version, b"escrow", b"mark")


def an_invitation(now, name="Fatima", desk=CAW, **changes):
    row = Invitation(f"{desk} {name}".encode(), desk, name, Role.LEAD, now + DAY)
    return replace(row, **changes)


def a_colleague(name="Fatima", desk=CAW, role=Role.LEAD):
    return Staff(name.encode(), desk, name, role, b"salt", b"public", b"sealed", b"mark", 5)


def a_session(staff, now, number=b"1"):
    return StaffSession(number + staff.id, staff.id, b"own", now + 30 * MINUTE, now + 720 * MINUTE)


def a_grant(staff, version=1):
    return Grant(staff.id, staff.desk_id, version, b"sealed %d" % version)


def join(desk, staff, now, *, granted=True):
    invitation = an_invitation(now, staff.name, staff.desk_id)
    desk.invite(invitation, noted(now, "invite"))
    grants = [a_grant(staff)] if granted else []
    desk.accept(invitation.id, staff, grants, a_session(staff, now), noted(now, "accept"))
    return staff
