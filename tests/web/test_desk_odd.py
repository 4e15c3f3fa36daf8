"""What no page of ours would send to the desk: it is refused in words, and nothing counts as done.

Each of these once was a fault.
"""

import pytest

from tests.web.caseroom import add_case
from tests.web.deskroom import PASSWORD
from tests.web.test_desk_entry import fields
from wizard.core.roles import Role
from wizard.errors import RevisionConflict, StorageBusy
from wizard.store.sqlite.staff import SqliteStaff


def test_a_number_without_end_is_a_page_of_long_ago(case_room, planner):
    page = f"/balie/zaak/{add_case(case_room).id.hex()}/"
    planner.visit(page)
    odd = {"versie": "1" * 5000, "gezien": "1" * 5000, "go": "take"}
    assert planner.post(page, data=planner.page.hidden() | odd).status_code == 409


@pytest.mark.parametrize(
    "where", ["?week=0001-01-01", "?week=9999-12-31", "logboek?dag=0001-01-01"]
)
def test_a_week_beyond_all_calendars_is_as_good_as_none(planner, where):
    planner.visit("/balie/overzicht/" + where)


def test_signs_that_are_not_shown_are_not_looked_for(planner):
    planner.visit("/balie/zaken/")
    planner.post("/balie/zaken/", data=planner.page.hidden() | {"zoek": "Sam\x00\x07"})
    assert "Sam" in planner.page.text


def test_a_mark_in_strange_letters_is_nobodys(case_room):
    lead = case_room.hire(Role.LEAD)
    browser = case_room.app.test_client()
    browser.set_cookie("balie", "token.\u00e9")
    answer = browser.post(
        "/balie/inloggen", data=fields(lead) | {"back_to": "/balie/", "kept-a": ""}
    )
    assert answer.location == "/balie/?gedaan=van-een-ander"


def test_a_page_that_failed_holds_no_password(case_room, monkeypatch):
    def refuse(*_args: object) -> None:
        raise StorageBusy("locked")

    monkeypatch.setattr(SqliteStaff, "enter", refuse)
    browser, lead = case_room.app.test_client(), case_room.hire(Role.LEAD)
    browser.post("/balie/inloggen", data=fields(lead))
    assert browser.page.hidden()["name"] == lead.name
    assert PASSWORD not in str(browser.page.soup)


def test_who_has_no_key_yet_makes_no_case_look_read(case_room):
    case, reader = add_case(case_room), case_room.hire(Role.READER, access=False)
    case_room.sit(reader).visit(f"/balie/zaak/{case.id.hex()}/", 403)
    assert case_room.site.store.cases.find(case.id).opened_on is None


def test_of_two_leads_who_renew_the_key_at_once_the_second_is_told(case_room, planner, monkeypatch):
    def be_second(*_args: object) -> None:
        raise RevisionConflict("somebody else was first")

    leaver = case_room.hire(Role.PLANNER)
    monkeypatch.setattr(SqliteStaff, "rotate", be_second)
    planner.visit(f"/balie/collegas/{leaver.id.hex()}/verwijderen")
    planner.press("Ja, verwijder", 409)
    assert "Een collega gaf de balie net een nieuwe sleutel." in planner.page.text
    monkeypatch.undo()
    planner.press("Ja, verwijder")
    assert leaver.name not in planner.page.text
