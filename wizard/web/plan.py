"""The plan on screen and on paper: all from one Plan, with only what may be on paper."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.plan import Plan, build_plan
from wizard.handout.plan import easy_paper, large_paper, plan_paper, unprintable_signs
from wizard.web.addresses import resume_url
from wizard.web.codecards import find_code_card
from wizard.web.downloads import file_name, send_pdf
from wizard.web.offer import at_desks
from wizard.web.site import current_site
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_resident, require_visit

blueprint = Blueprint("plan", __name__, url_prefix="/plan")

OTHER_PAPERS = {"groot": large_paper, "makkelijk": easy_paper}


@blueprint.get("/")
def show() -> str:
    """Show the plan."""
    visit = require_visit()
    return _page(
        "plan/plan.html",
        unprintable=unprintable_signs(plan_of(visit)),
        at_desks=at_desks(visit),
    )


@blueprint.get("/groot")
def large() -> str:
    """Show the plan in large letters, to let somebody else read it from a phone."""
    return _page("plan/large.html")


@blueprint.get("/makkelijk")
def easy() -> str:
    """Show the plan one short line at a time, with pictures."""
    return _page("plan/easy.html")


@blueprint.get("/papier")
def papers() -> str:
    """Show every paper that can be made of this plan."""
    visit = require_visit()
    return render_page(
        "plan/papers.html",
        visit=visit,
        mark=visit.mark,
        has_code=find_code_card(visit) is not None,
        resume_url=resume_url(visit),
    )


@blueprint.get("/pdf")
def pdf() -> AnyResponse:
    """Send the standard paper; with `strook` also the code, on a strip to cut off."""
    visit = require_visit()
    card = None
    if "strook" in request.args:
        card = find_code_card(require_resident())
        if card is None:  # made in another session, so only its owner knows it
            return redirect(url_for("keep.show"), 303)
    paper = plan_paper(plan_of(visit), demo=_is_demo(), kept_until=chosen_end(visit), card=card)
    stem = "mijn-plan-met-code" if card else "mijn-plan"  # so that nobody sends on their code
    return send_pdf(paper, file_name(stem, visit.mark))


@blueprint.get("/<any(groot, makkelijk):kind>/pdf")
def other_pdf(kind: str) -> AnyResponse:
    """Send the plan in large letters, or with pictures."""
    visit = require_visit()
    paper = OTHER_PAPERS[kind](plan_of(visit), demo=_is_demo(), kept_until=chosen_end(visit))
    return send_pdf(paper, file_name(f"mijn-plan-{kind}", visit.mark))


def chosen_end(visit: Visit) -> date | None:
    """Return the day on which the plan goes, where that is not the usual one.

    The resident chose how long to keep it, or sent it: then it stays as long as at the desk.
    """
    is_chosen = visit.draft.shared.term or visit.draft.private.sent
    return visit.opened.expires_at.date() if is_chosen and not _is_demo() else None


def plan_of(visit: Visit) -> Plan:
    """Return the plan as others may see it."""
    return build_plan(visit.edition, visit.draft, visit.today)


def _page(template: str, **more: object) -> str:
    visit = require_visit()
    return render_page(
        template,
        visit=visit,
        mark=visit.mark,
        plan=plan_of(visit),
        kept_until=chosen_end(visit),
        **more,
    )


def _is_demo() -> bool:
    return current_site().settings.is_demo
