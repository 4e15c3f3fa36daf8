"""Colleagues: who is at this desk, who may read, who is away, and who comes and goes."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.days import local_day
from wizard.core.roles import Right, Role, may
from wizard.errors import LastLead, NameTaken, RevisionConflict, RoleForbids, StaffNotFound
from wizard.vault.accounts import Colleague
from wizard.web.desk.guard import for_colleagues, needs, require_colleague
from wizard.web.desk.layout import done, render_desk_page
from wizard.web.desk.words import ROLE_HELP, ROLES
from wizard.web.site import current_site, now

blueprint = Blueprint("colleagues", __name__, url_prefix="/collegas")

SEEN_WITHIN = timedelta(days=90)
AWAY_AT_MOST = timedelta(days=366)

LAST_LEAD = (
    "Dan is er geen leidinggevende meer die toegang kan geven. Geef eerst een andere "
    "leidinggevende toegang."
)
SECOND = "Een collega gaf de balie net een nieuwe sleutel. Hier is niets veranderd. Druk nog eens."

Errors = dict[str, str]


@blueprint.get("/")
@for_colleagues
def show() -> str:
    """List who is at this desk, and for who looks after accounts also who was invited."""
    signed_in = require_colleague()
    desk_id, accounts = signed_in.staff.desk_id, current_site().accounts
    looks_after = may(signed_in.role, Right.INVITE)
    return render_desk_page(
        "desk/colleagues.html",
        colleagues=accounts.colleagues(desk_id),
        names=_names(),
        today=_today(),
        looks_after=looks_after,
        may_give=_may_give(),
        active=_last_active() if looks_after else {},
        invitations=accounts.invitations(desk_id, now()) if looks_after else [],
        roles=ROLES,
    )


@blueprint.get("/uitnodigen")
@needs(Right.INVITE)
def ask_invite() -> str:
    """Ask whom to invite."""
    return _invite_page({})


@blueprint.post("/uitnodigen")
@needs(Right.INVITE)
def invite() -> AnyResponse:
    """Make an invitation and show its code: here, this once, and nowhere else."""
    name = " ".join(request.form.get("name", "").split())
    role = next((role for role in Role if role == request.form.get("role")), None)
    errors = {"name": "" if name else "Vul een naam in.", "role": "" if role else "Kies een rol."}
    if not name or role is None:
        return Response(_invite_page(errors), 422)
    try:
        code = current_site().accounts.invite(require_colleague(), name, role, now())
    except NameTaken:
        return Response(_invite_page({"name": "Er is al een collega met deze naam."}), 422)
    page = render_desk_page("desk/invited.html", name=name, role=ROLES[role], code=code)
    return Response(page)


@blueprint.get("/<staff_id>/")
@for_colleagues
def one(staff_id: str) -> str:
    """Show a colleague: oneself, or anybody to who looks after accounts."""
    return _page_of(_found(staff_id), {})


@blueprint.post("/<staff_id>/toegang")
@needs(Right.GIVE_ACCESS)
def give_access(staff_id: str) -> AnyResponse:
    """Give a colleague the key of the desk."""
    colleague = _found(staff_id)
    current_site().accounts.grant(require_colleague(), colleague.staff.id, now())
    return done("toegang", url_for("desk.colleagues.show"))


@blueprint.get("/<staff_id>/verwijderen")
@needs(Right.REMOVE)
def ask_remove(staff_id: str) -> str:
    """Ask whether a colleague goes, and say what that does."""
    return _remove_page(_found(staff_id))


@blueprint.post("/<staff_id>/verwijderen")
@needs(Right.REMOVE)
def remove(staff_id: str) -> AnyResponse:
    """Remove a colleague; the key of the desk is renewed when they had it."""
    colleague = _found(staff_id)
    try:
        current_site().accounts.remove(require_colleague(), colleague.staff.id, now())
    except LastLead:
        return Response(_remove_page(colleague, LAST_LEAD), 422)
    except RevisionConflict:
        return Response(_remove_page(colleague, SECOND), 409)
    return done("verwijderd", url_for("desk.colleagues.show"))


@blueprint.post("/<staff_id>/afwezig")
@for_colleagues
def set_absence(staff_id: str) -> AnyResponse:
    """Say until when somebody is away and who then looks after their cases; or that they are back.

    Everybody may do so for themselves, a lead for all.
    """
    colleague, accounts, by = _found(staff_id), current_site().accounts, require_colleague()
    if request.form.get("go") == "back":
        accounts.set_cover(by, colleague.staff.id, b"", None, now())
        return done("aanwezig", url_for("desk.colleagues.show"))
    until, cover = _day(request.form.get("until", "")), _cover(colleague)
    errors = {"until": "" if until else "Vul een dag in, vandaag of later, binnen een jaar."}
    errors["cover"] = "" if cover else "Kies wie het overneemt."
    if until is None or cover is None:
        return Response(_page_of(colleague, errors), 422)
    accounts.set_cover(by, colleague.staff.id, cover.staff.id, until, now())
    return done("afwezig", url_for("desk.colleagues.show"))


def _colleagues() -> list[Colleague]:
    return current_site().accounts.colleagues(require_colleague().staff.desk_id)


def _found(staff_id: str) -> Colleague:
    """Return a colleague of this desk. Raises StaffNotFound, RoleForbids for another's page."""
    by = require_colleague()
    if staff_id != by.staff.id.hex() and not may(by.role, Right.INVITE):
        raise RoleForbids("only one's own page")
    for colleague in _colleagues():
        if colleague.staff.id.hex() == staff_id:
            return colleague
    raise StaffNotFound("no such colleague at this desk")


def _page_of(colleague: Colleague, errors: Errors) -> str:
    by, staff = require_colleague(), colleague.staff
    is_own = staff.id == by.staff.id
    return render_desk_page(
        "desk/colleague.html",
        person=colleague,
        is_own=is_own,
        may_give=_may_give() and not colleague.can_read,
        may_remove=may(by.role, Right.REMOVE) and not is_own,
        may_cover=is_own or may(by.role, Right.COVER_OTHERS),
        covers=_covers(colleague),
        names=_names(),
        role=ROLES[staff.role],
        role_help=ROLE_HELP[staff.role],
        today=_today(),
        sent=request.form,
        errors=[(name, text) for name, text in errors.items() if text],
        errors_at=errors,
    )


def _remove_page(colleague: Colleague, why: str = "") -> str:
    by = require_colleague()
    return render_desk_page(
        "desk/remove.html",
        person=colleague,
        why=why,
        may_renew=not colleague.can_read or (may(by.role, Right.GIVE_ACCESS) and by.can_read),
    )


def _invite_page(errors: Errors) -> str:
    return render_desk_page(
        "desk/invite.html",
        roles=[(role.value, ROLES[role], ROLE_HELP[role]) for role in Role],
        sent=request.form,
        errors=[(name, text) for name, text in errors.items() if text],
        errors_at=errors,
    )


def _may_give() -> bool:
    by = require_colleague()
    return may(by.role, Right.GIVE_ACCESS) and by.can_read


def _covers(colleague: Colleague) -> list[Colleague]:
    """Return who could look after a colleague's cases: all others who can read."""
    return [other for other in _colleagues() if other.can_read and other != colleague]


def _cover(colleague: Colleague) -> Colleague | None:
    chosen = request.form.get("cover", "")
    return next((c for c in _covers(colleague) if c.staff.id.hex() == chosen), None)


def _names() -> dict[bytes, str]:
    return {colleague.staff.id: colleague.staff.name for colleague in _colleagues()}


def _last_active() -> dict[bytes, date]:
    """Return the last day on which each colleague did something that the audit keeps."""
    desk_id = require_colleague().staff.desk_id
    lines = current_site().store.cases.audit_lines(desk_id, now() - SEEN_WITHIN)
    return {line.staff_id: local_day(line.at) for line, _ in lines}


def _today() -> date:
    return local_day(now())


def _day(text: str) -> date | None:
    """Return the day that was filled in, when somebody can be away until then."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _today() <= day <= _today() + AWAY_AT_MOST else None
