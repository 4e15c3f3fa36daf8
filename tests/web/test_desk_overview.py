"""What a lead sees of who read what, and that no name of a resident is in it."""

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import wizard
from tests.web.deskroom import DeskRoom, Hired
from wizard.core.caseacts import Action
from wizard.core.days import local_day
from wizard.core.reading import AT_LEAST, Look, Whose
from wizard.core.references import grouped
from wizard.core.roles import Role
from wizard.store.cases import AuditLine
from wizard.vault.audit import audited
from wizard.web.desk.words import ACTIONS

OVERVIEW, AUDIT = "/balie/overzicht/", "/balie/overzicht/logboek"
NAME, TOLD = "Jacomijntje Ouwehand", "Ik wil bij de poedels werken"


@pytest.fixture
def lead(room):
    return room.sit(room.lead)


def note(
    room: DeskRoom,
    by: Hired,
    cases: int,
    *,
    days: int = 0,
    look: Look = Look.OPENED,
    whose=Whose.OWN,
) -> None:
    """Put in the audit that somebody read so many cases, some days ago."""
    at = datetime.now(UTC) - timedelta(days=days)
    for case in range(cases):
        line = AuditLine(at, room.desk_id, by.id, look, bytes([case]) * 16, whose)
        room.site.store.cases.append_audit(audited(room.site.keys, line))


def row_of(browser, hired: Hired, url: str = OVERVIEW) -> list[str]:
    rows = browser.visit(url).soup.select("tbody tr")
    found = next(row for row in rows if hired.name == row.th.text)
    return [" ".join(cell.text.split()) for cell in found.select("td")]


def test_a_quiet_week_shows_as_quiet(room, lead):
    hired = room.hire(Role.PLANNER)
    note(room, hired, 2)
    note(room, hired, 1, look=Look.EXPORTED)
    assert row_of(lead, hired) == ["2", "nog niet bekend", "1", "Niets"]


def test_a_busy_day_shows_beside_the_own_usual_day(room, lead):
    hired = room.hire(Role.READER)
    note(room, hired, 1, days=14)
    note(room, hired, AT_LEAST)
    *_, unusual = row_of(lead, hired)
    assert f"{AT_LEAST} zaken op één dag. Gewoon is 1." in unusual


def test_reading_what_is_anothers_or_closed_shows(room, lead):
    hired = room.hire(Role.READER)
    note(room, hired, 1, whose=Whose.ANOTHERS)
    note(room, hired, 2, whose=Whose.CLOSED)
    *_, unusual = row_of(lead, hired)
    assert "1 keer een zaak van een ander." in unusual
    assert "2 keer een zaak die klaar was." in unusual


def test_an_earlier_week_can_be_looked_at(room, lead):
    hired = room.hire(Role.READER)
    note(room, hired, 3, days=7)
    then = local_day(datetime.now(UTC)) - timedelta(days=7)
    assert row_of(lead, hired)[0] == "0"
    assert row_of(lead, hired, f"{OVERVIEW}?week={then}")[0] == "3"
    assert "Week erna" in lead.page.links()
    assert row_of(lead, hired, f"{OVERVIEW}?week=nooit")[0] == "0"


def test_what_really_happens_is_what_is_shown(room, lead):
    reader, case = room.hire(Role.READER), room.receive(NAME, TOLD)
    assert NAME in room.sit(reader).visit(f"/balie/zaak/{case.id.hex()}/").soup.text
    assert row_of(lead, reader)[0] == "1"
    newest = rows_of(lead, f"{AUDIT}?collega={reader.id.hex()}")[0]
    cells = [cell.text for cell in newest.select("th, td")][1:]
    assert cells == [reader.name, ACTIONS[Look.OPENED], grouped(case.reference)]


def test_no_name_or_word_of_a_resident_stands_in_overview_or_audit(room, lead):
    room.receive(NAME, TOLD)
    for url in (OVERVIEW, AUDIT):
        html = str(lead.visit(url).soup)
        assert not [words for words in (NAME, "Jacomijntje", TOLD, "poedels") if words in html]


def test_the_audit_can_be_narrowed_to_a_colleague_and_a_day(room, lead):
    one, other = room.hire(Role.READER), room.hire(Role.READER)
    note(room, one, 1)
    note(room, one, 1, days=2)
    note(room, other, 1)
    today = local_day(datetime.now(UTC))
    names = [row.th.text for row in rows_of(lead, f"{AUDIT}?collega={one.id.hex()}&dag={today}")]
    assert set(names) == {one.name}
    before = rows_of(lead, f"{AUDIT}?dag={today - timedelta(days=2)}")
    assert [row.th.text for row in before] == [one.name]
    assert rows_of(lead, f"{AUDIT}?dag={today - timedelta(days=700)}") == []


def rows_of(browser, url: str) -> list:
    return browser.visit(url).soup.select("tbody tr")


def test_who_left_and_what_is_purged_have_no_name_any_more(room, lead):
    gone = room.hire(Role.READER)
    note(room, gone, 1)
    room.site.accounts.remove(room.again(room.lead).signed_in, gone.id, datetime.now(UTC))
    page = lead.visit(f"{AUDIT}?collega={gone.id.hex()}")
    assert gone.name not in page.text
    assert f"Oud-collega {gone.id.hex()[:6]}" in page.text
    assert "(weg: 000000)" in page.text


def test_an_audit_of_another_desk_is_not_shown(room, lead):
    line = AuditLine(datetime.now(UTC), "arnhem/elders", b"x" * 16, "sign in")
    room.site.store.cases.append_audit(audited(room.site.keys, line))
    assert b"x".hex() * 3 not in lead.visit(AUDIT).text


def audited_actions() -> set[str]:
    """Every action that the code can write in the audit, as far as it is written out there."""
    found = {str(action) for action in (*Action, *Look)}
    for path in Path(wizard.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                if name in {"audit", "AuditLine", "_line"}:
                    found |= {a.value for a in call.args if isinstance(a, ast.Constant) and a.value}
    return {action for action in found if isinstance(action, str)}


def test_every_action_of_the_audit_has_its_words():
    actions = audited_actions()
    assert {"sign in", "register", "case_opened", "take"} <= actions
    assert actions | {"remove colleague", "renew key"} <= {*ACTIONS}
