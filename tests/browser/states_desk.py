"""Every state of the desk's pages, each to a colleague who is signed in already."""

from tests.browser.live import Live
from tests.browser.stage import Reach, Stage
from tests.web.counted import LAST_YEAR, count, year_of_counts
from tests.web.deskroom import DISTRICT_TEAM, DeskRoom, Hired
from wizard.web import cookies
from wizard.web.desk.kept import mark_of

ROOMS: dict[str, DeskRoom] = {}
"""The desk of each running site, by its origin."""


def room_of(live: Live) -> DeskRoom:
    """Return a desk of this site, made when it is first asked for; it has a year of counts."""
    if live.origin not in ROOMS:
        ROOMS[live.origin] = DeskRoom(live.app, DISTRICT_TEAM)
        count(live.site, DISTRICT_TEAM, year_of_counts(DISTRICT_TEAM))
    return ROOMS[live.origin]


def come_in(stage: Stage, hired: Hired) -> None:
    """Let the browser hold a colleague's session."""
    with stage.live.app.app_context():
        mark = mark_of(hired.signed_in, hired.token)
    stage.hold(cookies.DESK, f"{hired.token}.{mark}")


def at_desk(path: str) -> Reach:
    """Return what opens a page of the desk for its lead."""

    def reach(stage: Stage) -> None:
        come_in(stage, room_of(stage.live).lead)
        stage.go(f"{stage.live.origin}/balie{path}")

    return reach


DESK: dict[str, Reach] = {
    "desk: results": at_desk(f"/resultaten/{LAST_YEAR}"),
    "desk: results, first quarter": at_desk(f"/resultaten/{LAST_YEAR - 1}"),
}
"""Apart from those of residents, which come in every language."""
