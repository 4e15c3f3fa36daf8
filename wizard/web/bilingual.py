"""The plan in two languages, on screen and as a PDF, where the pages are not in Dutch."""

from __future__ import annotations

from flask import Blueprint, abort
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.plan import Plan, build_plan
from wizard.handout.bilingual import bilingual_paper, bilingual_sheet
from wizard.i18n import SOURCE_LANGUAGE
from wizard.web.downloads import file_name, send_pdf
from wizard.web.plan import chosen_end, plan_of
from wizard.web.site import current_site
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_visit

blueprint = Blueprint("bilingual", __name__, url_prefix="/plan/twee-talen")


@blueprint.get("")
def show() -> str:
    """Show the plan with each line in both languages."""
    visit = require_visit()
    sheet = bilingual_sheet(plan_of(visit), _dutch_plan_of(visit), kept_until=chosen_end(visit))
    return render_page("plan/bilingual.html", visit=visit, mark=visit.mark, sheet=sheet)


@blueprint.get("/pdf")
def pdf() -> AnyResponse:
    """Send the plan with each line in both languages."""
    visit = require_visit()
    paper = bilingual_paper(
        plan_of(visit),
        _dutch_plan_of(visit),
        demo=current_site().settings.is_demo,
        kept_until=chosen_end(visit),
    )
    return send_pdf(paper, file_name("mijn-plan-twee-talen", visit.mark))


def _dutch_plan_of(visit: Visit) -> Plan:
    """Return the same plan in Dutch; where the page is Dutch there is no such paper."""
    municipality = visit.edition.municipality.slug
    dutch = current_site().editions.find(municipality, SOURCE_LANGUAGE)
    if dutch is None or visit.edition.lang == SOURCE_LANGUAGE:
        abort(404)
    return build_plan(dutch, visit.draft, visit.today)
