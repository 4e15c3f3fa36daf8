"""The languages: a page of their own, with a link or a button for each.

A list on every page would cost the first question a sixth of all that it may weigh. So every page
has one button, and this page has the list.
"""

from __future__ import annotations

import functools

from flask import Blueprint, request

from wizard.web.places import asks_languages
from wizard.web.templating import render_page
from wizard.web.typed import typed_fields
from wizard.web.wayback import way_back

blueprint = Blueprint("languages", __name__)

SECRETS = {"code", "pin"}


@blueprint.get("/taal")
def show() -> str:
    """Show the languages, each with the page that somebody came from."""
    came_from = request.args.get("van", "")
    there = functools.partial(way_back, came_from)
    return render_page("languages.html", back_url=way_back(came_from), there=there)


def answer_with_languages() -> str | None:
    """Show the languages to who asked for them in a form; what was sent waits there.

    It is not saved before a language is chosen: what cannot be saved must not keep anybody from
    reading why. A code or PIN does not come along.
    """
    if not asks_languages():
        return None
    waiting = typed_fields(but={"go", "csrf_token"} | SECRETS)
    return render_page("languages.html", back_url="", waiting=waiting)
