"""The plan so far: half-filled, with the open questions to go on with a pen, at any moment."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.paper_questions import PaperPart, open_questions
from wizard.handout.plan import so_far_paper
from wizard.web.addresses import resume_url
from wizard.web.downloads import file_name, send_pdf
from wizard.web.plan import chosen_end, plan_of
from wizard.web.site import current_site
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_visit

blueprint = Blueprint("sofar", __name__, url_prefix="/plan/tot-nu-toe")


@blueprint.get("")
def show() -> str:
    """Show what was told so far, and the questions that are still open."""
    visit = require_visit()
    return render_page(
        "plan/so_far.html",
        visit=visit,
        mark=visit.mark,
        plan=plan_of(visit),
        parts=_open_questions(visit),
        resume_url=resume_url(visit),
    )


@blueprint.get("/pdf")
def pdf() -> AnyResponse:
    """Send the same as a PDF."""
    visit = require_visit()
    paper = so_far_paper(
        plan_of(visit),
        _open_questions(visit),
        demo=current_site().settings.is_demo,
        kept_until=chosen_end(visit),
    )
    return send_pdf(paper, file_name("mijn-plan-tot-nu-toe", visit.mark))


def _open_questions(visit: Visit) -> tuple[PaperPart, ...]:
    """Return what is still open; who came in with a helper code has no part in what is private."""
    return open_questions(visit.questionnaire, visit.draft, private=not visit.by_helper)
