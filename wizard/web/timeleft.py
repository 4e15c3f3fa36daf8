"""How long a session still lives, and staying: what the warning before a time-out asks for."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from wizard.web.visit import Visit, find_visit, require_visit

blueprint = Blueprint("timeleft", __name__, url_prefix="/tijd")


@blueprint.get("/")
def show() -> dict[str, int | None]:
    """Tell how many seconds the session still lives: 0 without one, None when it does not end.

    Asking is no use of the session: it changes nothing.
    """
    visit = find_visit()
    return _told(visit) if visit else {"left": 0}


@blueprint.post("/")
def stay() -> dict[str, int | None] | AnyResponse:
    """Start the session's time anew, for somebody who says that they are still there."""
    visit = require_visit()
    visit.save(lambda draft, _: draft)
    return _told(visit)


def _told(visit: Visit) -> dict[str, int | None]:
    return {"left": visit.seconds_left}
