"""The page on which somebody sets how pages look, and the way back to where they were."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from wizard.web import cookies
from wizard.web.looks import STANDARD, held_look, keep_look, look_from, picks_of
from wizard.web.places import is_turned
from wizard.web.security import without_token
from wizard.web.templating import render_page
from wizard.web.visit import find_visit
from wizard.web.wayback import way_back

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
@without_token
def save() -> Response:
    """Keep what was chosen and lead back; Bekijk het eerst stays here, in the new look.

    No CSRF token: before Start there is none, and nothing but how pages look can change.
    """
    visit, go = find_visit(), request.form.get("go")
    back_url = way_back(request.form.get("van", ""))
    stays = go == "try" or is_turned()
    following = url_for("comfort.show", van=back_url) if stays else back_url
    response = redirect(following, 303)
    own = visit is not None and cookies.device_token(request)
    look = STANDARD if go == "standard" else look_from(request.form)
    keep_look(response, look, visit.opened.expires_at if visit and own else None)
    return response
