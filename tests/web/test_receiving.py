"""Which desk may get a case: in a trial a practice desk, live none; and none with a changed key."""

import sqlite3

import pytest
from msgspec.structs import replace

from tests.web.browser import PLACE
from tests.web.caseroom import add_case
from tests.web.deskroom import CAW, DISTRICT_TEAM, DeskRoom, desk_app
from tests.web.plans import alone, give

REGISTER = "/balie/nieuw"


@pytest.fixture
def live_room(tmp_path):
    """A real desk, with a practice desk of a trial on the same store beside it."""
    with desk_app(tmp_path) as app:
        room = DeskRoom(app, CAW, practice=False)
        DeskRoom(app, DISTRICT_TEAM, practice=True)
        replace(room.site, settings=replace(room.site.settings, mode="live")).install(app)
        yield room


def test_live_a_real_case_is_handed_to_no_practice_desk(live_room):
    page = f"/balie/zaak/{add_case(live_room).id.hex()}/overdragen"
    browser = live_room.sit(live_room.lead)
    fields = browser.visit(page).hidden() | {"desk": DISTRICT_TEAM, "text": ""}
    assert browser.post(page, data=fields).status_code == 422
    assert live_room.site.store.cases.of_desk(DISTRICT_TEAM) == []


def test_in_a_trial_nobody_is_registered_at_a_real_desk(tmp_path):
    with desk_app(tmp_path) as app:
        room = DeskRoom(app, practice=False)
        browser = room.sit(room.lead)
        fields = browser.visit(REGISTER).hidden()
        sent = {"came": "phone", "way": "phone", "name": "Sam", "told": "Belde."}
        assert browser.post(REGISTER, data=fields | sent).status_code == 503
        assert browser.page.heading == "Deze balie kan nu geen zaken krijgen"
        assert browser.page.hidden()["told"] == "Belde."
        assert room.site.store.cases.of_desk(CAW) == []


def test_where_a_key_was_changed_all_but_sending_goes_on(tmp_path, caplog):
    with desk_app(tmp_path) as app:
        DeskRoom(app)
        resident = app.test_client()
        give(resident, alone())
        assert "Stuur mijn plan" in resident.visit(PLACE + "/volgende-stap/").text
        with sqlite3.connect(tmp_path / "drafts" / "drafts.db") as db:
            db.execute("UPDATE desk_key SET public = zeroblob(1216)")
        db.close()
        assert "Stuur mijn plan" not in resident.visit(PLACE + "/volgende-stap/").text
        assert "was changed in the database" in caplog.text
