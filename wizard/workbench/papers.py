"""The plans of made-up people: on screen, and every handout that can be made of them."""

from __future__ import annotations

import io
import threading
from datetime import UTC, datetime
from pathlib import Path

from flask import Blueprint, Response, abort, g, request, send_file
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from wizard.answersfile import people, read_draft
from wizard.core.days import local_day
from wizard.core.municipality import Edition
from wizard.errors import ContentInvalid
from wizard.handout.bilingual import bilingual_sheet
from wizard.handout.kinds import KINDS, Wanted
from wizard.handout.pdf import render_pdf
from wizard.i18n import SOURCE_LANGUAGE
from wizard.web.site import current_showcase
from wizard.web.templating import render_page
from wizard.workbench.people import first_remark

blueprint = Blueprint("papers", __name__, url_prefix="/mensen")

SCREENS = {
    "gewoon": "Gewoon",
    "groot": "Grote letters",
    "plaatjes": "Met plaatjes",
    "twee-talen": "In twee talen",
}
BILINGUAL = "twee-talen"
"""Only where the page is not in Dutch by itself."""

KIND_NAMES = {
    "plan": "Plan",
    "large": "Plan, grote letters",
    "easy": "Plan, met plaatjes",
    "bilingual": "Plan, twee talen",
    "so-far": "Tot nu toe, met de vragen die open zijn",
    "questions-short": "Vragen op papier, kort",
    "questions-long": "Vragen op papier, lang",
    "card": "Kaartje met code",
    "text": "Plan als tekst",
    "json": "Eigen bestand",
}
_press = threading.Lock()
"""One paper at a time: two pages of the workbench would slow each other down."""


@blueprint.get("/")
def show() -> str:
    """Show whose plans there are."""
    remarks = [(name, first_remark(path)) for name, path in _people().items()]
    return render_page("workbench/people.html", people=remarks)


@blueprint.get("/<name>")
def person(name: str) -> str:
    """Show somebody's plan on screen, and the links to their papers."""
    path = _people().get(name) or abort(404)
    screens = {id_: text for id_, text in SCREENS.items() if id_ != BILINGUAL or _is_foreign()}
    screen = request.args.get("soort", "")
    screen = screen if screen in screens else next(iter(screens))
    values = {"name": name, "path": path, "screens": screens, "screen": screen}
    try:
        wanted = _wanted(path)
    except ContentInvalid as error:
        return render_page("workbench/person_broken.html", error=str(error), **values)
    return render_page(
        "workbench/person.html",
        plan=wanted.plan(),
        sheet=_both(wanted) if screen == BILINGUAL else "",
        kinds={
            id_: text for id_, text in KIND_NAMES.items() if id_ != "bilingual" or _is_foreign()
        },
        **values,
    )


@blueprint.get("/<name>/<kind>")
def paper(name: str, kind: str) -> AnyResponse:
    """Send one of somebody's papers, to look at in the browser."""
    path = _people().get(name) or abort(404)
    make = KINDS.get(kind) or abort(404)
    try:
        made = make(_wanted(path))
    except ContentInvalid:
        abort(404)
    if isinstance(made, str):
        return Response(made, mimetype="text/plain")
    with _press:
        printed = render_pdf(made)
    return send_file(io.BytesIO(printed), "application/pdf", download_name=f"{name}-{kind}.pdf")


def _people() -> dict[str, Path]:
    return people(current_showcase().settings.content_dir)


def _is_foreign() -> bool:
    edition: Edition = g.edition
    return edition.lang != SOURCE_LANGUAGE


def _wanted(path: Path) -> Wanted:
    edition: Edition = g.edition
    showcase = current_showcase()
    dutch = showcase.editions.find(edition.municipality.slug, SOURCE_LANGUAGE) or edition
    return Wanted(
        draft=read_draft(path, dutch.questionnaire),
        edition=edition,
        dutch=dutch,
        today=local_day(datetime.now(UTC)),
        demo=False,
        start_url=showcase.settings.base_url,
    )


def _both(wanted: Wanted) -> Markup:
    return bilingual_sheet(wanted.plan(), wanted.dutch_plan())
