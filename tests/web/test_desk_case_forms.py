"""Forms about a case: a talk, an outcome, a double, another desk, somebody who walked in."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.web.caseroom import add_case, audit_of, opened, url_of
from wizard.core.case import CaseState, Origin, SentPlan
from wizard.core.references import grouped
from wizard.core.roles import Role
from wizard.core.sent import ContactWishes
from wizard.core.tallies import TallyKind
from wizard.errors import CaseUnreadable
from wizard.vault.cases import open_case

DAY = datetime.now(UTC).date() + timedelta(days=8)
NOTE = "Notitie voor de balie (hoeft niet)"


def plan_talk(browser, case, day=f"{DAY}", time="10:30", status=200):
    browser.visit(url_of(case, "gesprek"))
    for text, label in ((day, "Dag"), (time, "Tijd"), ("Thuis", "Waar")):
        browser.page.write(text, label)
    return browser.press(browser.page.heading, status)


def outcomes_of(room):
    tallies = room.site.store.cases.tallies(room.desk_id)
    return {t.value: t.by for t in tallies if t.kind is TallyKind.OUTCOME and t.by}


def test_a_talk_is_planned_moved_and_kept_in_the_history(case_room, planner):
    case = add_case(case_room)
    page = plan_talk(planner, case, f"{DAY.day}-{DAY.month}-{DAY.year}", "9.15")
    assert "Het gesprek staat." in page.text
    plan_talk(planner, case)
    assert "Het gesprek is verzet." in planner.page.text
    notes = [note.text for note in opened(case_room, case).work.notes]
    day = f"{DAY.day}-{DAY.month}-{DAY.year}"
    who = case_room.lead.name
    assert notes == [f"{day} om 09:15 uur, Thuis, {who}", f"{day} om 10:30 uur, Thuis, {who}"]


@pytest.mark.parametrize(
    ("day", "time", "wrong"),
    [
        ("", "10:00", "Vul een dag in"),
        ("31-2-2027", "10:00", "Vul een dag in"),
        ("1-1-2020", "10:00", "Deze dag is al geweest."),
        (f"{DAY}", "25:00", "Vul een tijd in"),
        (f"{DAY}", "straks", "Vul een tijd in"),
    ],
)
def test_a_talk_without_a_day_or_time_asks_again_with_everything_kept(
    case_room, planner, day, time, wrong
):
    page = plan_talk(planner, add_case(case_room), day, time, status=422)
    assert wrong in page.text
    assert page.soup.select_one("#place")["value"] == "Thuis"


def test_an_outcome_closes_the_case_and_is_corrected(case_room, planner):
    case = add_case(case_room)
    before = outcomes_of(case_room)
    planner.visit(url_of(case))
    planner.press("Gesprek is geweest")
    planner.press("Leg de uitkomst vast")
    planner.tick("Een plek om te leren")
    planner.press("Leg vast en sluit de zaak")
    assert opened(case_room, case).case.state is CaseState.CLOSED
    planner.press("Verbeter de uitkomst")
    planner.tick("Een plek om te blijven")
    planner.press("Verbeter de uitkomst")
    assert opened(case_room, case).work.outcome == "steady"
    assert outcomes_of(case_room).get("steady", 0) == before.get("steady", 0) + 1
    assert outcomes_of(case_room).get("developing", 0) == before.get("developing", 0)
    assert audit_of(case_room, case).count("record_outcome") == 1


def test_without_a_talk_only_those_outcomes_are_there_that_need_none(case_room, planner):
    case = add_case(case_room)
    page = planner.visit(url_of(case, "uitkomst"))
    assert "Een plek om te leren" not in page.text
    planner.press("Leg vast en sluit de zaak", 422)
    assert "Kies een uitkomst." in planner.page.text
    action, fields = planner.page.form_of("Leg vast en sluit de zaak")
    assert planner.send(action, [*fields, ("outcome", "developing")]).status_code == 409
    assert "Meld dat eerst." in planner.page.text


def test_a_double_case_is_suggested_and_closed(case_room, planner):
    wishes = ContactWishes(call_me="Dubbele", reached_at="06-98 76 54 32")
    first = add_case(case_room, wishes)
    again = add_case(case_room, ContactWishes(call_me="D.", reached_at="+31 698765432"))
    assert "Misschien dubbel" in planner.visit("/balie/zaken/").text
    planner.visit(url_of(again, "dubbel"))
    assert "Dubbele" in planner.page.soup.select_one(".case-same").text
    assert planner.page.soup.select_one("#reference")["value"] == grouped(first.reference)
    planner.write("ABCD 7346", "Kenmerk van de andere zaak")
    planner.press("Merk als dubbel en sluit", 422)
    shown = f"{first.reference[:4].lower()} {first.reference[4:]}"
    planner.page.write(shown, "Kenmerk van de andere zaak")
    planner.press("Merk als dubbel en sluit")
    work = opened(case_room, again)
    assert (work.case.state, work.work.same_as) == (CaseState.CLOSED, first.reference)


def test_a_case_handed_over_opens_there_and_no_longer_here(case_room, district_room, planner):
    case = add_case(case_room, ContactWishes(call_me="Overgedragene"))
    planner.visit(url_of(case, "overdragen"))
    planner.press("Draag over", 422)
    planner.tick("Het wijkteam")
    planner.press("Draag over")
    assert "Overgedragene" not in planner.page.text
    planner.visit(url_of(case), 404)
    moved = case_room.site.store.cases.find(case.id)
    with pytest.raises(CaseUnreadable):
        open_case(moved, case_room.lead.signed_in.keys)
    assert opened(district_room, case).header.wishes.call_me == "Overgedragene"
    assert audit_of(case_room, case)[-1] == "hand_over"
    assert audit_of(district_room, case) == ["came"]
    browser = district_room.sit(district_room.lead)
    assert "Overgedragene" in browser.visit("/balie/zaken/").text


def test_the_audit_of_the_other_desk_says_from_which_desk_a_case_came(
    case_room, district_room, planner
):
    case = add_case(case_room)
    planner.visit(url_of(case, "overdragen"))
    planner.tick("Het wijkteam")
    planner.press("Draag over")
    page = district_room.sit(district_room.lead).visit("/balie/overzicht/logboek")
    row = next(row for row in page.soup.select("tbody tr") if grouped(case.reference) in row.text)
    assert row.th.text == "Centrum voor Activerend Werk (CAW)"


def test_whoever_wrote_about_a_case_that_went_to_another_desk_keeps_the_text(
    case_room, district_room, planner
):
    case = add_case(case_room, ContactWishes(call_me="Verhuisde"))
    other = case_room.browser_of(Role.PLANNER)
    other.visit(url_of(case, "gesprek"))
    planner.visit(url_of(case, "overdragen"))
    planner.tick("Het wijkteam")
    planner.press("Draag over")
    other.write("Bij haar thuis", "Waar")
    other.write("Zij belt terug.", NOTE)
    other.press("Plan het gesprek", 404)
    assert "Bij haar thuis" in other.page.text
    assert "Zij belt terug." in other.page.text
    assert "Verhuisde" not in other.page.text


def test_somebody_who_walked_in_gets_a_reference(case_room, planner):
    planner.visit("/balie/nieuw")
    planner.press("Bewaar deze zaak", 422)
    assert "Vul in hoe je iemand mag noemen." in planner.page.text
    planner.tick("Kwam langs, of bracht papier", "Ja. Dit kan een melding zijn van vandaag.")
    planner.page.write("Binnengelopene", "Naam")
    planner.page.write("Zoekt een plek met dieren.", "Wat vertelde deze inwoner?")
    planner.press("Bewaar deze zaak")
    assert planner.page.heading == "Binnengelopene"
    cases = case_room.site.store.cases.of_desk(case_room.desk_id)
    case = next(case for case in cases if case.origin is Origin.PAPER)
    assert f"{case.reference[:4]} {case.reference[4:]}" in planner.page.text
    stored = opened(case_room, case)
    assert stored.plan == SentPlan(told="Zoekt een plek met dieren.")
    assert stored.header.wmo_on == case.received_on
    assert audit_of(case_room, case) == ["register", "case_opened"]


def test_a_text_that_is_too_long_is_given_back_whole(case_room, planner):
    case, text = add_case(case_room), "lang " * 500
    planner.visit(url_of(case))
    planner.page.write(text, "Schrijf er iets bij (hoeft niet)")
    planner.press("Alleen de notitie", 422)
    assert "Je tekst is te lang." in planner.page.text
    assert planner.page.soup.select_one("textarea").text.strip() == text.strip()
    assert opened(case_room, case).work.notes == ()
