"""From Start to the outcome and back: a resident and a desk, each in a browser of their own."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.browser.conftest import NewPerson
from tests.browser.live import Live, serve_site
from tests.browser.lives import WISHES
from tests.browser.sending import CALL_ME, NUMBER, make_a_plan, open_again, row_of, send, sign_in
from tests.browser.stage import Stage
from tests.browser.test_keyboard import Typist
from tests.browser.told import SHORT
from tests.browser.walk import Person
from tests.web.deskroom import PASSWORD, DeskRoom
from wizard.core.days import local_day
from wizard.core.roles import Role
from wizard.core.tallies import TallyKind
from wizard.web.site import now

AT, CLOCK = date(local_day(now()).year + 1, 12, 12), "10:30"
"""The day is the same whether a field for dates begins with the day or the month."""
PLACE = "Velperplein 8"
MATRIX = pytest.mark.matrix


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A site of their own: where a desk takes plans, pages offer to send them."""
    with serve_site(tmp_path_factory.mktemp("desk")) as site:
        yield site


@pytest.fixture(scope="module")
def room(live: Live) -> DeskRoom:
    return DeskRoom(live.app, invitation=live.invitation)


def call_and_plan(colleague: Person) -> None:
    """Say that there was a call, and plan the talk."""
    colleague.press("Gebeld en gesproken")
    colleague.press("Plan het gesprek")
    colleague.write(AT.isoformat(), "Dag")
    colleague.write(CLOCK, "Tijd")
    colleague.write(PLACE, "Waar")
    colleague.press("Plan het gesprek")


def end_with(colleague: Person, outcome: str) -> None:
    """Say that the talk was held, record what came of it, and close the case."""
    colleague.press("Gesprek is geweest")
    colleague.press("Leg de uitkomst vast")
    colleague.tick(outcome)
    colleague.press("Leg vast en sluit de zaak")


def outcomes_of(room: DeskRoom) -> dict[str, int]:
    counted = room.site.store.cases.tallies(room.desk_id)
    return {tally.value: tally.by for tally in counted if tally.kind is TallyKind.OUTCOME}


@pytest.mark.parametrize("script", [True, pytest.param(False, marks=MATRIX)])
def test_from_start_to_the_outcome_and_back(
    new_person: NewPerson, live: Live, room: DeskRoom, *, script: bool
):
    resident, colleague = (new_person(java_script_enabled=script) for _ in range(2))
    code = make_a_plan(resident, live)
    reference = send(resident)
    assert "Je plan is aangekomen bij het CAW." in resident.text
    sign_in(colleague, live, room.lead)
    row = row_of(colleague, reference)
    assert "Nieuw" in row.inner_text()
    row.get_by_role("link", name=CALL_ME).click()
    assert [words for words in (NUMBER, WISHES.words) if words not in colleague.text] == []
    call_and_plan(colleague)
    open_again(resident, live, code)
    when = f"12 december {AT.year}, {CLOCK}"
    assert f"{when}\nWaar?\n{PLACE}\nMet wie?\n{room.lead.name}" in resident.text
    before = outcomes_of(room)
    end_with(colleague, "Een plek om te leren")
    assert outcomes_of(room) == {**before, "developing": before.get("developing", 0) + 1}
    colleague.press("Resultaten")
    resident.go(live.at("/plan/"))
    assert "Klaar. Bij het CAW is alles gedaan." in resident.text


def test_of_a_plan_that_is_taken_back_the_desk_sees_only_that(
    new_person: NewPerson, live: Live, room: DeskRoom
):
    resident, colleague = new_person(), new_person()
    stage = Stage(resident.page, live)
    stage.give(SHORT)
    stage.open("/plan/")
    reference = send(resident)
    sign_in(colleague, live, room.hire(Role.PLANNER))
    row_of(colleague, reference).get_by_role("link").click()
    colleague.write("Morgen bellen.", "Schrijf er iets bij (hoeft niet)")
    resident.press("Trek mijn plan in")
    resident.press("Ja, trek mijn plan in")
    colleague.press("Alleen de notitie")
    assert CALL_ME not in colleague.page.content()
    colleague.press("Alle zaken")
    colleague.press("Klaar")
    row = row_of(colleague, reference).inner_text()
    assert "Ingetrokken" in row
    assert CALL_ME not in row


@pytest.mark.matrix  # the first test walks the same way with a mouse
def test_a_case_goes_all_the_way_with_a_keyboard_alone(person: Person, live: Live, room: DeskRoom):
    hired = room.hire(Role.PLANNER)
    room.receive("Kim")
    person.go(live.origin + "/balie/")
    typist = Typist(person.page)
    for label, text in (("Naam", hired.name), ("Wachtwoord", PASSWORD)):
        typist.fill(label, text)
    typist.fill("Code uit je app", hired.code())
    typist.enter()
    typist.follow("Kim")
    typist.follow("Gebeld en gesproken")
    typist.follow("Plan het gesprek")
    for label, text in (("Dag", f"{AT:%d%m%Y}"), ("Tijd", CLOCK + "A"), ("Waar", PLACE)):
        typist.fill(label, text)
    typist.follow("Plan het gesprek")
    assert f"12 december {AT.year}, {CLOCK}" in person.text
    typist.follow("Gesprek is geweest")
    typist.follow("Leg de uitkomst vast")
    typist.tick("Een plek om te leren")
    typist.follow("Leg vast en sluit de zaak")
    assert "de zaak is gesloten." in person.text
    assert typist.hidden == []
