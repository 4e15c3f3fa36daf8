"""The page on which somebody sets how pages look, and the way back to where they were."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, current_app, g, redirect, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from wizard.web import cookies
from wizard.web.addresses import resume_url
from wizard.web.answerrows import RETURN_TO_CHECK
from wizard.web.looks import STANDARD, held_look, keep_look, look_from, picks_of
from wizard.web.security import csrf
from wizard.web.templating import render_page
from wizard.web.visit import find_visit

blueprint = Blueprint("comfort", __name__, url_prefix="/zo-lees-je-fijn")


@blueprint.get("/")
def show() -> str:
    """Show what can be set, and how it will look."""
    visit = find_visit()
    look = held_look()
    return render_page(
        "comfort/comfort.html",
        mark=visit.mark if visit else "",
        fields={
            name: {"id": name, "name": name, "data": pick, "errors": ()}
            for name, pick in picks_of(look).items()
        },
        is_standard=look == STANDARD,
        back_url=way_back(request.args.get("van", "")),
    )


@blueprint.post("/")
@csrf.exempt
def save() -> Response:
    """Keep what was chosen and lead back; Bekijk het eerst stays here, in the new look.

    No CSRF token: before Start there is none, and nothing but how pages look can change.
    """
    visit, go = find_visit(), request.form.get("go")
    back_url = way_back(request.form.get("van", ""))
    following = url_for("comfort.show", van=back_url) if go == "try" else back_url
    response = redirect(following, 303)
    own = visit is not None and cookies.device_token(request)
    look = STANDARD if go == "standard" else look_from(request.form)
    keep_look(response, look, visit.opened.expires_at if visit and own else None)
    return response


def way_back(came_from: str) -> str:
    """Return the page that somebody came from, made anew from our own routes.

    Nothing of what was sent is used but the address of a step, so it can lead nowhere else. For
    anything that is no page of ours: where the plan goes on, or else the start.
    """
    return _own_page(came_from) or _main_page()


def _own_page(came_from: str) -> str:
    try:
        path, query = urlsplit(came_from)[2:4]
        endpoint, found = current_app.url_map.bind("").match(path, method="GET")
    except (ValueError, HTTPException):
        return ""
    values = dict(found)
    if endpoint == "home" or (values.pop("municipality"), values.pop("lang")) != _place():
        return ""
    if endpoint == "steps.show" and query == f"terug={RETURN_TO_CHECK}":
        values["terug"] = RETURN_TO_CHECK
    return url_for(endpoint, **values)


def _place() -> tuple[str, str]:
    return g.edition.municipality.slug, g.edition.lang


def _main_page() -> str:
    visit = find_visit()
    return resume_url(visit) if visit else url_for("start.show")
