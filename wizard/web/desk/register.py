"""Registering somebody who called or walked in: no plan is needed, and the reference is theirs."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.case import CaseHeader, Origin, SentPlan
from wizard.core.days import local_day
from wizard.core.references import make_reference
from wizard.core.roles import Right
from wizard.core.sent import ContactWishes, Way
from wizard.core.tallies import asked
from wizard.errors import DeskMissing
from wizard.vault.cases import new_case
from wizard.vault.deskkeys import DeskKey
from wizard.web.desk.casefields import Filled, filled_in
from wizard.web.desk.casewords import WAYS
from wizard.web.desk.casework import audit, case_url, keep
from wizard.web.desk.guard import needs, require_colleague
from wizard.web.desk.layout import done, render_desk_page
from wizard.web.site import current_site, now

blueprint = Blueprint("register", __name__, url_prefix="/nieuw")

FIELDS = ("came", "name", "way", "reached_at", "who", "others", "message", "told", "wmo")
CAME: Mapping[str, str] = {Origin.PHONE: "Belde", Origin.PAPER: "Kwam langs, of bracht papier"}


@blueprint.get("")
@needs(Right.CHANGE_CASES)
def show() -> str:
    """Ask for a name, how to reach somebody, and what they told."""
    usual = {"came": Origin.PHONE.value, "way": Way.PHONE.value}
    return _page(Filled(dict.fromkeys(FIELDS, "") | usual))


@blueprint.post("")
@needs(Right.CHANGE_CASES)
def add() -> AnyResponse:
    """Seal what was told as a new case of this desk."""
    filled = filled_in(*FIELDS)
    came = filled.one_of("came", CAME, "Kies hoe iemand kwam.")
    wishes, told = _wishes(filled), filled.text("told")
    if filled.errors:
        return Response(_page(filled), 422)
    case = new_case(
        own_key(),
        CaseHeader(wishes=wishes, wmo_on=local_day(now()) if filled.values["wmo"] else None),
        SentPlan(told=told),
        reference=make_reference(secrets.randbelow),
        origin=Origin(came),
        now=now(),
        keep=keep(),
    )
    counted = [asked(case.desk_id, case.received_on)]
    current_site().store.cases.add(case, tallies=counted, audited=audit("register", case.id))
    return done("register", case_url(case.id))


def own_key() -> DeskKey:
    """Return the key that this desk's new cases are sealed to. Raises DeskMissing."""
    key = current_site().receiving_key(require_colleague().staff.desk_id)
    if key is None:
        raise DeskMissing("this desk has no key")
    return key


def _wishes(filled: Filled) -> ContactWishes:
    name = filled.line("name", needed="Vul in hoe je iemand mag noemen.")
    way = filled.one_of("way", WAYS, "Kies hoe je iemand bereikt.")
    return ContactWishes(
        call_me=name,
        way=Way(way) if way in WAYS else Way.PHONE,
        reached_at=filled.text("reached_at", most=500),
        who=filled.line("who"),
        others_may_answer=bool(filled.values["others"]),
        may_leave_message=bool(filled.values["message"]),
    )


def _page(filled: Filled) -> str:
    return render_desk_page(
        "desk/register.html", filled=filled, errors=filled.errors, ways=WAYS, came=CAME
    )
