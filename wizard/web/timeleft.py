"""How long a session still lives, the warning before it ends, and staying."""

from __future__ import annotations

from flask import Blueprint

from wizard.web.templating import render_page
from wizard.web.visit import Visit, find_visit, require_visit

blueprint = Blueprint("timeleft", __name__, url_prefix="/tijd")

Told = dict[str, int | str | None]


@blueprint.get("/")
def show() -> Told:
    """Tell how many seconds the session still lives: 0 without one, None when it does not end.

    The warning comes along as HTML: pages ask when it is due. Asking is no use of the session:
    it changes nothing.
    """
    visit = find_visit()
    if visit is None:
        return {"left": 0}
    return {**_told(visit), "warning": render_page("timeleft/warning.html")}


@blueprint.post("/")
def stay() -> Told:
    """Start the session's time anew, for somebody who says that they are still there.

    Also on the pages of another municipality than the plan's: no answer is sent.
    """
    visit = find_visit() or require_visit()
    visit.save(lambda draft, _: draft)
    return _told(visit)


def _told(visit: Visit) -> Told:
    return {"left": visit.seconds_left}
