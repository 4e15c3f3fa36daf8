"""Planning the talk, and moving it: when, where and with whom."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.case import CaseState, Talk
from wizard.core.caseacts import Action
from wizard.core.days import local_day
from wizard.core.roles import Right
from wizard.web.desk.casefields import Filled, filled_in
from wizard.web.desk.casepage import about, show_what_is_left
from wizard.web.desk.casework import (
    Refused,
    an_act,
    carry_out,
    case_url,
    colleague,
    read_case,
    refused,
    take_case,
)
from wizard.web.desk.guard import needs
from wizard.web.desk.layout import done, render_desk_page
from wizard.web.site import now

blueprint = Blueprint("talk", __name__, url_prefix="/zaak/<case_id>/gesprek")
show_what_is_left(blueprint)

PAST = "Deze dag is al geweest."


@blueprint.get("")
@needs(Right.CHANGE_CASES)
def show(case_id: str) -> str:
    """Ask when and where, beside what the resident said about it."""
    opened = read_case(case_id)
    talk = opened.work.talk
    return _page(
        Refused(opened),
        Filled(
            {
                "day": f"{talk.at:%Y-%m-%d}" if talk else "",
                "time": f"{talk.at:%H:%M}" if talk else "",
                "place": talk.place if talk else "",
                "who": talk.who if talk else colleague().name,
                "text": "",
            }
        ),
    )


@blueprint.post("")
@needs(Right.CHANGE_CASES)
def plan(case_id: str) -> AnyResponse:
    """Plan the talk, or move it."""
    opened, filled = take_case(case_id), filled_in("day", "time", "place", "who", "text")
    talk, text = _talk(filled), filled.text("text")
    if talk is None or filled.errors:
        return Response(_page(Refused(opened), filled), 422)
    action = Action.MOVE_TALK if opened.case.state is CaseState.PLANNED else Action.PLAN_TALK
    said = "\n".join(filter(None, (_in_words(talk), text)))
    no = refused(opened, lambda: carry_out(opened, an_act(action, talk=talk, text=said)))
    if no:
        return Response(_page(no, filled), 409)
    return done(action, case_url(opened.case.id))


def _talk(filled: Filled) -> Talk | None:
    day = filled.day("day", "Vul een dag in, zoals 3-12-2026.")
    clock = filled.clock("time", "Vul een tijd in, zoals 10:30.")
    place, who = filled.line("place"), filled.line("who")
    if day and day < local_day(now()):
        filled.errors["day"] = PAST
    return Talk(at=datetime.combine(day, clock), place=place, who=who) if day and clock else None


def _in_words(talk: Talk) -> str:
    """Return what the history keeps of an appointment, also after it was moved."""
    when = f"{talk.at.day}-{talk.at.month}-{talk.at.year} om {talk.at:%H:%M} uur"
    return ", ".join(filter(None, (when, talk.place, talk.who)))


def _page(case: Refused, filled: Filled) -> str:
    return render_desk_page(
        "desk/talk.html",
        **about(case),
        filled=filled,
        moves=case.opened.case.state is CaseState.PLANNED,
        errors=filled.errors,
    )
