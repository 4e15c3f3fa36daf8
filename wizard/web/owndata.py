"""The person's own data to take along: the plan as plain text, and everything as one file.

Files are made in memory for this one answer. Beside a helper the private part stays out of the
file, unless the resident says at that moment to have the screen alone.
"""

from __future__ import annotations

import msgspec
from flask import Blueprint, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.draft import PrivateDocument
from wizard.core.own_file import own_file
from wizard.handout.plan_text import plan_text, text_file
from wizard.web.downloads import file_name, send_made
from wizard.web.plan import chosen_end, plan_of
from wizard.web.site import current_site
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_resident, require_visit

blueprint = Blueprint("owndata", __name__)


@blueprint.get("/plan/tekst")
def text() -> AnyResponse:
    """Send the plan as plain text: what may be on paper, and nothing else."""
    visit = require_visit()
    demo = current_site().settings.is_demo
    told = plan_text(plan_of(visit), demo=demo, kept_until=chosen_end(visit))
    return send_made(text_file(told), "text/plain", file_name("mijn-plan", visit.mark) + ".txt")


@blueprint.get("/mijn-gegevens")
def show() -> str:
    """Say what each file holds and who could read it, and offer both."""
    visit = require_resident()
    return render_page(
        "owndata/owndata.html",
        visit=visit,
        mark=visit.mark,
        private_too=_has_screen_alone(visit),
    )


@blueprint.route("/mijn-gegevens/bestand", methods=["GET", "POST"])
def file() -> AnyResponse:
    """Send everything that the person told; a press on "ik ben alleen" brings the private part."""
    visit = require_resident()
    draft, about = visit.draft, gettext("Dit bestand is van jou. Hierin staat wat je vertelde.")
    if request.method == "GET" and not _has_screen_alone(visit):
        draft = msgspec.structs.replace(draft, private=PrivateDocument())
        about += " " + gettext("De vragen alleen voor jou staan er niet in.")
    raw = own_file(visit.edition, draft, visit.today, about)
    return send_made(raw, "application/json", file_name("mijn-gegevens", visit.mark) + ".json")


def _has_screen_alone(visit: Visit) -> bool:
    return visit.alone or not visit.together
