"""Every desk page for every role of two desks: who is let in, to what is theirs and what is not.

The pages come from the routes themselves, so that a page that is added is tried too.
"""

import hashlib
import re
from itertools import product

import pytest

from tests.guards.routes import DESK, DESK_SENT, DESK_WITHOUT_TOKEN
from tests.web.browser import Browser
from tests.web.deskroom import CAW, DISTRICT_TEAM, DeskRoom, desk_app
from wizard.core.roles import Role

NOWHERE = "0" * 32
NEEDS_OWN_PAGE = {"desk.colleagues.one", "desk.colleagues.set_absence"}
ENDS_SESSION, LEAVES = "desk.signin.leave", "desk.colleagues.remove"
# Nothing was counted yet, no talk planned, and the case was told by phone.
NOTED = {"audit", "sqlite_sequence", "staff_session"}  # the sequence counts lines of the audit
NOTHING_THERE = {"desk.missing", "desk.results.as_csv", "desk.results.as_json"}
NOTHING_THERE |= {"desk.export.calendar", "desk.export.pdf"}
ASKED = sorted({*DESK} - {ENDS_SESSION})


@pytest.fixture(scope="module")
def rooms(tmp_path_factory):
    with desk_app(tmp_path_factory.mktemp("desk")) as app:
        yield DeskRoom(app, CAW), DeskRoom(app, DISTRICT_TEAM)


@pytest.fixture(scope="module")
def staff(rooms):
    """One colleague of each role at each desk."""
    return {(room.desk_id, role): room.hire(role) for room in rooms for role in Role}


@pytest.fixture(scope="module")
def cases(rooms):
    return {room.desk_id: room.receive().id.hex() for room in rooms}


def rule_of(room: DeskRoom, endpoint: str) -> str:
    return next(r.rule for r in room.app.url_map.iter_rules() if r.endpoint == endpoint)


def address(room: DeskRoom, endpoint: str, **ids: str) -> str:
    part = re.compile(r"<(?:\w+(?:\(.*?\))?:)?(\w+)>")
    return part.sub(lambda found: ids.get(found[1], NOWHERE), rule_of(room, endpoint))


def ask(browser: Browser, room: DeskRoom, endpoint: str, **ids: str) -> int:
    """Ask for a page, or send an empty form with a good token, and return the status."""
    url = address(room, endpoint, **ids)
    if endpoint not in DESK_SENT:
        return browser.get(url).status_code
    browser.get("/balie/collegas/")
    return browser.post(url, data=browser.page.hidden()).status_code


@pytest.mark.parametrize("endpoint", ASKED)
def test_a_page_admits_just_the_roles_that_are_written_down(rooms, staff, cases, endpoint):
    for room, role in product(rooms, Role):
        hired = room.hire(role) if endpoint == LEAVES else staff[room.desk_id, role]
        own = {"staff_id": hired.id.hex(), "case_id": cases[room.desk_id]}
        status = ask(room.sit(hired), room, endpoint, **own)
        assert (status == 403) is (role not in DESK[endpoint]), (room.desk_id, role, status)
        assert status < 500, (room.desk_id, role)
        assert status != 404 or endpoint in NOTHING_THERE, (room.desk_id, role)


@pytest.mark.parametrize("endpoint", ASKED)
def test_what_is_of_another_desk_is_not_there(rooms, staff, cases, endpoint):
    here, there = rooms
    if not {"<staff_id>", "<case_id>"} & {*re.findall("<.*?>", rule_of(here, endpoint))}:
        return
    before = rows_of(here)
    for (room, other), role in product(((here, there), (there, here)), Role):
        theirs = staff[other.desk_id, role].id.hex()
        browser = room.sit(staff[room.desk_id, role])
        status = ask(browser, room, endpoint, staff_id=theirs, case_id=cases[other.desk_id])
        looks_after = endpoint not in NEEDS_OWN_PAGE or role in {Role.LEAD, Role.ADMINISTRATOR}
        assert status == (404 if role in DESK[endpoint] and looks_after else 403), (room, role)
    assert rows_of(here) == before


@pytest.mark.parametrize("endpoint", sorted(DESK))
def test_without_a_session_a_page_asks_who_is_there(rooms, endpoint):
    room, _ = rooms
    browser = room.app.test_client()
    status = ask(browser, room, endpoint)
    assert (status == 401) is (None not in DESK[endpoint])
    if status == 401:
        assert browser.page.heading == "Inloggen bij de balie"


@pytest.mark.parametrize("endpoint", sorted(DESK_SENT - DESK_WITHOUT_TOKEN))
def test_every_post_of_the_desk_needs_its_own_token(rooms, staff, endpoint):
    room, other = rooms
    lead, before = staff[room.desk_id, Role.LEAD], rows_of(room)
    browser = room.sit(lead)
    url = address(room, endpoint, staff_id=lead.id.hex())
    theirs = other.sit(other.lead)
    theirs.visit("/balie/collegas/")
    for token in ("", "x", theirs.page.hidden()["csrf_token"]):
        assert browser.post(url, data={"csrf_token": token}).status_code == 400
    assert rows_of(room) == before


@pytest.mark.parametrize("endpoint", sorted(DESK_SENT))
def test_every_post_of_the_desk_from_elsewhere_is_refused(rooms, staff, endpoint):
    room, _ = rooms
    browser = room.sit(staff[room.desk_id, Role.LEAD])
    browser.visit("/balie/collegas/")
    token, before = browser.page.hidden()["csrf_token"], rows_of(room)
    url = address(room, endpoint)
    for site in ("cross-site", "same-site", "none"):
        headers = {"Sec-Fetch-Site": site}
        assert browser.post(url, data={"csrf_token": token}, headers=headers).status_code == 403
    assert rows_of(room) == before


def test_a_resident_and_a_colleague_in_one_browser_have_tokens_of_their_own(rooms):
    room, _ = rooms
    browser = room.sit(room.hire(Role.LEAD))
    browser.start()
    resident = browser.page.hidden()["csrf_token"]
    assert browser.post("/balie/uitloggen", data={"csrf_token": resident}).status_code == 400
    browser.visit("/balie/collegas/")
    assert browser.page.hidden()["csrf_token"] != resident
    browser.press("Uitloggen")
    assert browser.cookie("plan")


def test_looking_at_a_page_of_the_desk_changes_nothing_but_audit_and_sessions(rooms, staff, cases):
    room, _ = rooms
    opened = {"case_id": cases[room.desk_id]}
    ask(room.sit(room.lead), room, "desk.case.show", **opened)  # notes the day, this first time
    before = rows_of(room)
    for endpoint, role in product(sorted({*DESK} - DESK_SENT), Role):
        hired = staff[room.desk_id, role]
        own = {"staff_id": hired.id.hex(), "case_id": cases[room.desk_id]}
        ask(room.sit(hired), room, endpoint, **own)
    assert rows_of(room) == before


@pytest.mark.parametrize("endpoint", sorted({*DESK} - DESK_SENT))
def test_no_page_of_the_desk_is_kept_anywhere(rooms, staff, endpoint):
    room, _ = rooms
    url = address(room, endpoint)
    for browser in (room.sit(staff[room.desk_id, Role.LEAD]), room.app.test_client()):
        headers = browser.get(url).headers
        assert headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in headers["Content-Security-Policy"]


def rows_of(room: DeskRoom) -> str:
    """A digest of every byte that is stored, sessions and the audit apart."""
    digest = hashlib.sha256()
    with room.site.store._connections.reading() as database:
        for table in sorted(set(database.table_names()) - NOTED):
            rows = database[table].rows_where(order_by="1")
            digest.update(repr([tuple(row.values()) for row in rows]).encode())
    return digest.hexdigest()
