"""The desk: pages for staff, in Dutch only, below /balie.

To add pages: put the module's blueprint in PAGES, its entry in the menu in
`wizard.web.desk.layout.MENU`, and its routes in tests/guards/routes.py.
"""

from __future__ import annotations

from typing import NoReturn

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.web.desk import (
    casepage,
    cases,
    colleagues,
    double,
    export,
    handover,
    invitation,
    outcome,
    overview,
    ownaccount,
    post,
    practice,
    register,
    results,
    signin,
    talk,
)
from wizard.web.desk.guard import for_colleagues
from wizard.web.desk.layout import TOLD, done, menu
from wizard.web.deskplace import DESK

PAGES = (
    signin,
    invitation,
    cases,
    casepage,
    talk,
    outcome,
    double,
    handover,
    export,
    register,
    practice,
    post,
    colleagues,
    overview,
    results,
    ownaccount,
)

blueprint = Blueprint("desk", __name__, url_prefix=DESK)


@blueprint.get("/")
@for_colleagues
def home() -> AnyResponse:
    """Lead to the first page of the menu, which then says what was done."""
    word, first = request.args.get("gedaan", ""), menu()[0].url
    return done(word, first) if word in TOLD else redirect(first)


@blueprint.get("/<path:nowhere>")
@for_colleagues
def missing(nowhere: str) -> NoReturn:  # noqa: ARG001 - whatever it is, it is nowhere
    """Say that there is no such page; without this it would be sought among the residents'."""
    abort(404)


for page in PAGES:
    blueprint.register_blueprint(page.blueprint)
