"""The page of one case: what somebody told, how to reach them, and what a colleague does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from babel import Locale
from flask import Blueprint, Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.case import OPEN_STATES
from wizard.core.caseacts import Action
from wizard.core.caseflow import offered
from wizard.core.caselist import looks_like_number, working_days
from wizard.core.days import local_day
from wizard.core.municipality import Municipality
from wizard.core.roles import Right
from wizard.core.text import tidy_text
from wizard.errors import CaseNotFound, CaseUnreadable, CaseWithdrawn
from wizard.i18n import SOURCE_LANGUAGE, text_direction
from wizard.web.desk.casefields import filled_in
from wizard.web.desk.casewords import DONE, NO_TALKS, ORIGINS, REFUSED, STATES, WAYS
from wizard.web.desk.casework import (
    Refused,
    an_act,
    carry_out,
    case_url,
    colleague,
    other_desks,
    read_case,
    refused,
    sending,
    standing_of,
    take_case,
)
from wizard.web.desk.guard import needs
from wizard.web.desk.layout import done, render_desk_page
from wizard.web.desk.team import cover_of, name_of, who_looks
from wizard.web.site import now

blueprint = Blueprint("case", __name__, url_prefix="/zaak/<case_id>")

WMO_PLAN_DAYS, WMO_DAYS = 7, 42
"""After a melding: to hand in an own plan, and to finish the research (Wmo 2015, 2.3.2)."""

SIMPLE = frozenset(
    {
        Action.TAKE,
        Action.GIVE_BACK,
        Action.NO_ANSWER,
        Action.CALLED,
        Action.CANCEL_TALK,
        Action.TALK_HELD,
        Action.NOTE,
        Action.REOPEN,
    }
)
"""What needs no more than a press, and a text if somebody wants."""

WRITTEN = ("day", "time", "place", "who", "text")
"""The fields about a case in which somebody writes."""


@blueprint.get("/")
@needs(Right.READ_CASES)
def show(case_id: str) -> str:
    """Show a case; the audit keeps that it was read."""
    return case_page(Refused(read_case(case_id)))


@blueprint.post("/")
@needs(Right.CHANGE_CASES)
def act(case_id: str) -> AnyResponse:
    """Do what was pressed, with what was written beside it."""
    opened, filled = take_case(case_id), filled_in("text")
    pressed, text = request.form.get("go", ""), filled.text("text")
    if pressed not in SIMPLE or filled.errors:
        wrong = filled.errors.get("text", REFUSED["state"])
        return Response(case_page(Refused(opened, wrong), typed=text), 422)
    no = refused(opened, lambda: carry_out(opened, an_act(Action(pressed), text=text)))
    if no:
        return Response(case_page(no, typed=text), 409)
    return done(pressed, case_url(opened.case.id))


def case_page(case: Refused, *, typed: str = "") -> str:
    """Return the page of a case as it is now, with why something was not done to it, if so."""
    standing = standing_of(case.opened)
    return render_desk_page(
        "desk/case.html",
        **about(case),
        typed=typed,
        offered=offered(standing, colleague()),
        has_other_desk=bool(other_desks()),
        states=STATES,
        origins=ORIGINS,
        viewer=who_looks(),
        name_of=name_of,
        cover_of=cover_of,
        outcomes=outcome_titles(),
    )


def about(refused: Refused) -> dict[str, object]:
    """Return what pages about one case share: how to reach somebody, and why it went wrong."""
    opened = refused.opened
    case, header = opened.case, opened.header
    waits = case.state in OPEN_STATES and case.first_contact_on is None
    wmo = header.wmo_on
    return {
        "opened": opened,
        "problem": refused.why,
        "news": refused.news,
        "done_words": DONE,
        "ways": WAYS,
        "is_number": looks_like_number(header.wishes.reached_at),
        "waits": working_days(case.received_on, local_day(now())) if waits else None,
        "call_within": sending().call_within,
        "language": Locale(SOURCE_LANGUAGE).languages.get(header.lang, header.lang),
        "own_direction": text_direction(header.lang),
        "wmo_plan_until": wmo + timedelta(days=WMO_PLAN_DAYS) if wmo else None,
        "wmo_done_by": wmo + timedelta(days=WMO_DAYS) if wmo else None,
    }


def outcome_titles() -> Mapping[str, str]:
    """Return every outcome that a case can have, by id, in the municipality's order."""
    municipality: Municipality = g.edition.municipality
    own = {outcome.id: str(outcome.title) for outcome in municipality.outcomes}
    return {**own, **NO_TALKS}


def show_what_is_left(blueprint: Blueprint) -> None:
    """Let the pages of a blueprint say that a case is withdrawn, elsewhere, or does not open.

    Each shows what was just typed about it, which can be saved nowhere any more.
    """
    blueprint.register_error_handler(CaseWithdrawn, _withdrawn_page)
    blueprint.register_error_handler(CaseNotFound, _elsewhere_page)
    blueprint.register_error_handler(CaseUnreadable, _damaged_page)


def _withdrawn_page(gone: CaseWithdrawn) -> AnyResponse:
    page = _left("desk/withdrawn.html", reference=gone.reference)
    return Response(page, 409 if request.method == "POST" else 200)


def _elsewhere_page(_gone: CaseNotFound) -> AnyResponse:
    return Response(_left("desk/elsewhere.html"), 404)


def _damaged_page(damaged: CaseUnreadable) -> AnyResponse:
    return Response(_left("desk/damaged.html", reference=damaged.reference), 500)


def _left(template: str, **values: object) -> str:
    typed = (tidy_text(request.form.get(name, "")) for name in WRITTEN)
    return render_desk_page(template, typed="\n".join(filter(None, typed)), **values)


show_what_is_left(blueprint)
