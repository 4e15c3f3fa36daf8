"""The start page, and pressing Start: the first moment at which anything is kept."""

from __future__ import annotations

import secrets

from flask import Blueprint, g, redirect, request
from werkzeug.wrappers import Response

from wizard.core.draft import Draft, SharedDocument
from wizard.core.municipality import Edition
from wizard.web import cookies
from wizard.web.addresses import resume_url
from wizard.web.owndevice import forget_token
from wizard.web.security import csrf
from wizard.web.site import current_site, now
from wizard.web.templating import render_page
from wizard.web.visit import encode_new, find_visit, pin_waits, visit_of

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
def show() -> str:
    """Show what this is, to everyone; to somebody with a draft, also the way back to it.

    A plan that waits for its PIN stays in the background: others use this device too.
    """
    visit = find_visit()
    return render_page(
        "start.html",
        visit=visit,
        pin_waits=pin_waits(),
        resume_url=resume_url(visit) if visit else None,
    )


@blueprint.post("/begin")
@csrf.exempt
def begin() -> Response:
    """Make a new draft and open its first question.

    What this browser held before is let go of: without a code nobody could reach it any more.
    """
    new = new_draft(g.edition)
    entry = current_site().drafts.start(*encode_new(new), now())
    visit = visit_of(entry.draft, entry.token)
    response = redirect(resume_url(visit), 303)
    for token in cookies.find_tokens(request):
        forget_token(token)
    cookies.clear(response, cookies.DEVICE)
    cookies.set_session(response, entry.token)
    return response


def new_draft(edition: Edition) -> Draft:
    """Return an empty draft with a mark drawn by chance."""
    questionnaire = edition.questionnaire
    mark = (
        secrets.choice(questionnaire.marks.first).id,
        secrets.choice(questionnaire.marks.second).id,
    )
    shared = SharedDocument(
        municipality=edition.municipality.slug,
        mark=mark,
        content=questionnaire.version,
        lang=edition.lang,
    )
    return Draft(shared=shared)
