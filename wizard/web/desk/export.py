"""What leaves the desk: the plan on paper, a case as text, a talk for a calendar. All audited."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, abort
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.case import SentPlan
from wizard.core.caseacts import Action
from wizard.core.reading import Look
from wizard.core.references import grouped
from wizard.core.roles import Right
from wizard.handout.calendar import talk_calendar
from wizard.handout.case_text import CaseSheet, case_text
from wizard.handout.environment import long_date
from wizard.handout.plan import plan_paper
from wizard.handout.plan_text import text_file
from wizard.i18n import SOURCE_LANGUAGE
from wizard.vault.cases import OpenCase
from wizard.web.desk.casepage import about, case_page, outcome_titles, show_what_is_left
from wizard.web.desk.casewords import DONE, ORIGINS, STATES, WAYS
from wizard.web.desk.casework import (
    Refused,
    an_act,
    carry_out,
    case_url,
    read_case,
    refused,
    take_case,
)
from wizard.web.desk.guard import needs
from wizard.web.desk.layout import done, render_desk_page
from wizard.web.downloads import send_made, send_pdf
from wizard.web.site import current_site, now

blueprint = Blueprint("export", __name__, url_prefix="/zaak/<case_id>")
show_what_is_left(blueprint)

CALENDAR = "text/calendar; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


@blueprint.get("/pdf")
@needs(Right.READ_CASES)
def pdf(case_id: str) -> AnyResponse:
    """Send the plan as the standard paper, in Dutch; the file's name has the reference only."""
    opened = read_case(case_id, Look.EXPORTED)
    if opened.plan is None or opened.plan.dutch is None:
        abort(404)
    return send_pdf(plan_paper(opened.plan.dutch, demo=_is_demo()), f"plan-{opened.case.reference}")


@blueprint.get("/kopie")
@needs(Right.READ_CASES)
def copy(case_id: str) -> str:
    """Show the whole case as text, to copy."""
    opened = read_case(case_id, Look.EXPORTED)
    return render_desk_page("desk/copy.html", **about(Refused(opened)), text=_text(opened))


@blueprint.post("/kopie")
@needs(Right.CHANGE_CASES)
def copied(case_id: str) -> AnyResponse:
    """Note that the case stands in the municipality's own system."""
    opened = take_case(case_id)
    no = refused(opened, lambda: carry_out(opened, an_act(Action.COPY)))
    return Response(case_page(no), 409) if no else done(Action.COPY, case_url(opened.case.id))


@blueprint.get("/kopie.txt")
@needs(Right.READ_CASES)
def text(case_id: str) -> AnyResponse:
    """Send the same text as a file."""
    opened = read_case(case_id, Look.EXPORTED)
    return send_made(text_file(_text(opened)), TEXT, f"zaak-{opened.case.reference}.txt")


@blueprint.get("/gesprek.ics")
@needs(Right.READ_CASES)
def calendar(case_id: str) -> AnyResponse:
    """Send the talk for a calendar, without the resident's name."""
    opened = read_case(case_id, Look.EXPORTED)
    if opened.work.talk is None:
        abort(404)
    made = talk_calendar(
        opened.work.talk,
        title=f"Gesprek {grouped(opened.case.reference)}",
        uid=f"{opened.case.id.hex()}@startplan",
        revision=opened.case.revision,
        now=now(),
    )
    return send_made(made, CALENDAR, f"gesprek-{opened.case.reference}.ics")


def _text(opened: OpenCase) -> str:
    plan = opened.plan or SentPlan()
    sheet = CaseSheet(tuple(_facts(opened)), plan, opened.work.notes, DONE)
    return case_text(sheet, demo=_is_demo())


def _facts(opened: OpenCase) -> list[tuple[str, str]]:
    case, header, work = opened.case, opened.header, opened.work
    wishes, talk = header.wishes, work.talk
    return [
        ("Kenmerk", grouped(case.reference)),
        ("Ontvangen", f"{_day(case.received_on)}, {ORIGINS[case.origin]}"),
        ("Hoe ver", STATES[case.state]),
        ("Naam", wishes.call_me),
        ("Bereiken", WAYS[wishes.way]),
        ("Wie helpt", wishes.who),
        ("Nummer of adres", wishes.reached_at),
        ("Mag iemand anders opnemen", "ja" if wishes.others_may_answer else "nee"),
        ("Mag je inspreken", "ja" if wishes.may_leave_message else "nee"),
        ("Wmo-melding van", _day(header.wmo_on) if header.wmo_on else ""),
        ("Gesprek", f"{_day(talk.at)} {talk.at:%H:%M}, {talk.place}, {talk.who}" if talk else ""),
        ("Uitkomst", outcome_titles().get(work.outcome, "")),
        ("Dubbel met", work.same_as),
    ]


def _day(day: date) -> str:
    return long_date(day, SOURCE_LANGUAGE)


def _is_demo() -> bool:
    return current_site().settings.is_demo
