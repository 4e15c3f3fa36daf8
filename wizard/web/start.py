"""The start page, and pressing Start: the first moment at which anything is kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from wizard.core.draft import Draft, PrivateDocument, SharedDocument
from wizard.core.municipality import Edition, Municipality
from wizard.i18n import SOURCE_LANGUAGE
from wizard.web import cookies
from wizard.web.addresses import resume_url
from wizard.web.owndevice import forget_token
from wizard.web.security import without_token
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
        has_others=len(current_site().served) > 1,
    )


@blueprint.get("/gemeente")
def places() -> str:
    """Show every municipality that has pages here, with the way to its start."""
    return render_page("start/places.html", places=[*_places()])


def _places() -> Iterator[tuple[str, str, str, bool]]:
    """Yield each municipality: its name, its places, its start page, and whether it is this one."""
    here: Municipality = g.edition.municipality
    for one in sorted(current_site().municipalities(), key=lambda one: one.name.casefold()):
        lang = g.edition.lang if g.edition.lang in one.languages else SOURCE_LANGUAGE
        url = url_for("start.show", municipality=one.slug, lang=lang)
        name = one.name[:1].upper() + one.name[1:]
        yield name, ", ".join(one.places), url, one.slug == here.slug


@blueprint.post("/begin")
@without_token
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
    version = questionnaire.version
    shared = SharedDocument(
        municipality=edition.municipality.slug, mark=mark, content=version, lang=edition.lang
    )
    return Draft(shared=shared, private=PrivateDocument(content=version))
