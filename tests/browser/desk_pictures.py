"""What the desk's pictures show: one morning at a desk, with people who are made up."""

from datetime import timedelta

from msgspec.structs import replace
from playwright.sync_api import Page

from tests.browser.live import DESK, Live
from tests.browser.standing import MOMENT
from tests.web.caseroom import KEEP, plan_of, put, url_of, withdraw
from tests.web.counted import LAST_YEAR, count, year_of_counts
from tests.web.deskroom import DeskRoom
from wizard.core.case import CaseHeader, Origin
from wizard.core.days import local_day
from wizard.core.sent import ContactWishes
from wizard.core.tallies import Tally
from wizard.store.cases import Case
from wizard.vault.cases import new_case
from wizard.web import cookies
from wizard.web.desk.kept import mark_of

OK = 200
YEAR = MOMENT.year - 1
READ = "Amal"
MORNING = {
    READ: ("arabic-speaking-mother", "ar", "ABCD4679", 1, "groene fiets"),
    "Sam de Wit": ("leaving-school", "nl", "HJKM6794", 3, "gele vlieger"),
    "Mevrouw Jansen": ("after-a-burnout", "nl", "PRTW7946", 12, "blauwe boot"),
}
"""By what they want to be called: whose plan it is, its language, reference, days ago, and name."""

ROOMS: dict[str, DeskRoom] = {}
"""The desk of each running site, by its origin."""


def sit_at_desk(live: Live, page: Page) -> None:
    """Let the browser hold the session of the desk's lead."""
    room = _room_of(live)
    _take_back_others(room)
    session = _session_of(room)
    held = {"name": cookies.DESK, "value": session, "url": live.origin}
    page.context.add_cookies([held])  # type: ignore[list-item]  # a cookie as it is


def open_case(page: Page) -> None:
    """Open the case that was read before."""
    with page.expect_navigation():
        page.get_by_role("link", name=READ).click()


def leave(page: Page) -> None:
    """Let the browser forget who sat there, and come back."""
    page.context.clear_cookies()
    page.reload()


def _room_of(live: Live) -> DeskRoom:
    """Return a desk to which three plans came, after a year of others."""
    if live.origin not in ROOMS:
        room = ROOMS[live.origin] = DeskRoom(live.app, invitation=live.invitation)
        count(live.site, DESK, [_of_then(tally) for tally in year_of_counts(DESK)])
        cases = {name: _receive(room, name) for name in MORNING}
        browser = live.app.test_client()
        browser.set_cookie(cookies.DESK, _session_of(room))
        assert browser.get(url_of(cases[READ])).status_code == OK
    return ROOMS[live.origin]


def _take_back_others(room: DeskRoom) -> None:
    """Take back what residents sent while their pictures were taken: nobody knows how many did."""
    ours = {reference for _, _, reference, _, _ in MORNING.values()}
    for case in room.site.store.cases.of_desk(DESK):
        if case.reference not in ours:
            withdraw(room, case)


def _session_of(room: DeskRoom) -> str:
    with room.app.app_context():
        return f"{room.lead.token}.{mark_of(room.lead.signed_in, room.lead.token)}"


def _receive(room: DeskRoom, name: str) -> Case:
    person, lang, reference, days_ago, marked = MORNING[name]
    key, at = room.site.desks.find_key(DESK), MOMENT - timedelta(days=days_ago)
    assert key
    wishes = ContactWishes(
        call_me=name, reached_at=f"06 1234 {reference[4:]}", may_leave_message=True
    )
    header = CaseHeader(
        wishes=wishes,
        lang=lang,
        marked=marked,
        wmo_on=local_day(at) if name == READ else None,
    )
    plan = plan_of(room, person, local_day(at))
    case = new_case(key, header, plan, reference=reference, origin=Origin.SENT, now=at, keep=KEEP)
    put(room, case)
    return case


def _of_then(tally: Tally) -> Tally:
    year, quarter = tally.quarter.split("Q")
    return replace(tally, quarter=f"{int(year) + YEAR - LAST_YEAR}Q{quarter}")
