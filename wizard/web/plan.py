"""The plan on screen and as a PDF: both from one Plan, with only what may be on paper."""

from __future__ import annotations

import io
from datetime import date

from flask import Blueprint, send_file
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.plan import Plan, build_plan
from wizard.handout.plan import plan_paper
from wizard.web.site import current_site
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_visit

blueprint = Blueprint("plan", __name__, url_prefix="/plan")


@blueprint.get("/")
def show() -> str:
    """Show the plan."""
    visit = require_visit()
    return render_page(
        "plan/plan.html",
        visit=visit,
        mark=visit.mark,
        plan=plan_of(visit),
        kept_until=chosen_end(visit),
    )


@blueprint.get("/groot")
def large() -> str:
    """Show the plan in large letters, to let somebody else read it from a phone."""
    visit = require_visit()
    return render_page("plan/large.html", visit=visit, mark=visit.mark, plan=plan_of(visit))


@blueprint.get("/pdf")
def pdf() -> AnyResponse:
    """Send the plan as a PDF; it is made in memory and never kept."""
    visit = require_visit()
    site = current_site()
    plan = plan_of(visit)
    paper = plan_paper(plan, demo=site.settings.is_demo, kept_until=chosen_end(visit))
    return send_file(
        io.BytesIO(site.pdf.render(paper)),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=f"mijn-plan-{plan.mark.replace(' ', '-')}.pdf",
        etag=False,
    )


def chosen_end(visit: Visit) -> date | None:
    """Return the day on which the plan goes, where the resident chose how long to keep it."""
    is_chosen = visit.draft.shared.term and not current_site().settings.is_demo
    return visit.opened.expires_at.date() if is_chosen else None


def plan_of(visit: Visit) -> Plan:
    """Return the plan as others may see it."""
    return build_plan(visit.edition, visit.draft, visit.today)
