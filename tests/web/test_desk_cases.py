"""Cases at the desk: the list, one case, what is done with it, and who was first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.web.caseroom import add_case, audit_of, opened, plan_of, put, url_of, withdraw
from tests.web.deskroom import PASSWORD
from wizard.core.case import CaseState, Origin, Reply, SentPlan
from wizard.core.days import local_day
from wizard.core.roles import Role
from wizard.core.sent import ContactWishes
from wizard.vault.cases import read_reply

XSS = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}"


def wishes(name: str, **more: object) -> ContactWishes:
    return ContactWishes(call_me=name, reached_at="06 11", **more)  # type: ignore[arg-type] # as told


def row_of(browser, name):
    rows = browser.page.soup.select(".cases tbody tr")
    return next(row.get_text(" ", strip=True) for row in rows if name in row.get_text())


def test_the_list_says_who_waits_how_long_and_whose_it_is(case_room, planner):
    add_case(case_room, wishes("Wachtende"), days_ago=30, wmo=True)
    planner.visit("/balie/zaken/")
    row = row_of(planner, "Wachtende")
    for words in ("Ongelezen", "Wmo", "Nieuw", "werkdagen", "geen", "niemand", "Website"):
        assert words in row
    assert "langer dan 5 werkdagen op een telefoontje" in planner.page.text
    planner.press("Wachtende")
    planner.press("Ik neem deze zaak")
    planner.visit("/balie/zaken/?toon=mine")
    assert "jij" in row_of(planner, "Wachtende")
    assert "Ongelezen" not in row_of(planner, "Wachtende")


def test_a_case_is_found_without_its_name_in_any_address(case_room, planner):
    add_case(case_room, wishes("Zoë de Zoekende"))
    planner.visit("/balie/zaken/")
    planner.write("zoe de zoek", "Zoek een naam of kenmerk")
    planner.press("Zoek")
    assert planner.page.soup.select(".cases tbody th a")[0].text == "Zoë de Zoekende"
    assert len(planner.page.soup.select(".cases tbody tr")) == 1
    planner.visit("/balie/zaken/")
    planner.write("niemand zo", "Zoek een naam of kenmerk")
    assert "Niets gevonden" in planner.press("Zoek").text


def test_a_search_that_finds_too_much_says_so(case_room, planner, monkeypatch):
    monkeypatch.setattr("wizard.web.desk.cases.PER_PAGE", 1)
    for number in (1, 2):
        add_case(case_room, wishes(f"Veelvoorkomende {number}"))
    planner.visit("/balie/zaken/")
    planner.write("veelvoor", "Zoek een naam of kenmerk")
    assert "2 gevonden voor veelvoor. De eerste 1 staan hier." in planner.press("Zoek").text


@pytest.mark.parametrize("query", ["toon=moon&volgorde=moon", "blad=99", "blad=-1", "blad=x"])
def test_nonsense_in_the_address_is_as_good_as_nothing(planner, query):
    planner.visit(f"/balie/zaken/?{query}")


def test_what_a_colleague_has_is_theirs_and_who_covers_sees_it(case_room):
    away, cover = case_room.hire(Role.PLANNER), case_room.hire(Role.PLANNER)
    case = add_case(case_room, wishes("Vervangen"))
    browser = case_room.sit(away)
    browser.visit(url_of(case))
    browser.press("Ik neem deze zaak")
    until = datetime.now(UTC).date() + timedelta(days=3)
    case_room.site.accounts.set_cover(
        case_room.lead.signed_in, away.id, cover.id, until, datetime.now(UTC)
    )
    browser = case_room.sit(cover)
    browser.visit("/balie/zaken/?toon=mine")
    assert f"{away.name} (weg, jij neemt waar)" in row_of(browser, "Vervangen")


def test_what_is_done_is_kept_with_who_did_it(case_room, planner):
    case = add_case(case_room, wishes("Gebelde"))
    planner.visit(url_of(case))
    planner.write("Om vier uur nog eens.", "Schrijf er iets bij (hoeft niet)")
    planner.press("Gebeld, geen gehoor")
    assert "Opgeschreven: gebeld, geen gehoor." in planner.page.text
    now = opened(case_room, case)
    assert now.case.state is CaseState.CALLING
    assert now.case.first_contact_on == local_day(datetime.now(UTC))
    assert [note.text for note in now.work.notes] == ["Om vier uur nog eens."]
    assert now.work.notes[0].by == case_room.lead.name
    assert audit_of(case_room, case) == ["case_opened", "no_answer", "case_opened"]


def test_whoever_was_second_keeps_what_was_typed_and_sees_what_happened(case_room, planner):
    case = add_case(case_room, wishes("Gedeelde"))
    other = case_room.browser_of(Role.PLANNER)
    planner.visit(url_of(case))
    other.visit(url_of(case))
    other.write("Ik sprak haar zus.", "Schrijf er iets bij (hoeft niet)")
    other.press("Alleen de notitie")
    planner.write("Mijn eigen notitie.", "Schrijf er iets bij (hoeft niet)")
    planner.press("Alleen de notitie", 409)
    problem = planner.page.soup.select_one("[role=alert]").get_text(" ", strip=True)
    assert "Een collega was net eerder" in problem
    assert "Ik sprak haar zus." in problem
    assert "Mijn eigen notitie." in planner.page.soup.select_one("textarea").text
    planner.press("Alleen de notitie")
    assert [note.text for note in opened(case_room, case).work.notes] == [
        "Ik sprak haar zus.",
        "Mijn eigen notitie.",
    ]


def test_an_action_that_is_not_possible_says_so_and_changes_nothing(case_room, planner):
    case = add_case(case_room, wishes("Geweigerde"))
    planner.visit(url_of(case))
    action, fields = planner.page.form_of("Gebeld en gesproken")
    for go in ("record_outcome", "reopen", "hand_over", "moon"):
        sent = [(name, value) for name, value in fields if name != "go"] + [("go", go)]
        assert planner.send(action, sent).status_code in {409, 422}
    assert opened(case_room, case).case.revision == 1


def test_what_is_typed_in_a_session_that_ended_waits_until_the_next(case_room):
    case, hired = add_case(case_room, wishes("Wachtende op mij")), case_room.hire(Role.PLANNER)
    browser = case_room.sit(hired)
    browser.visit(url_of(case))
    case_room.site.accounts.sign_out(hired.token)
    browser.page.write("Dit mag niet weg.", "Schrijf er iets bij (hoeft niet)")
    browser.press("Alleen de notitie", 401)
    assert browser.page.hidden()["kept-text"] == "Dit mag niet weg."
    for text, label in ((hired.name, "Naam"), (PASSWORD, "Wachtwoord")):
        browser.page.write(text, label)
    browser.page.write(hired.code(), "Code uit je app")
    browser.press("Log in")
    browser.press("Sla het op en ga verder")
    assert [note.text for note in opened(case_room, case).work.notes] == ["Dit mag niet weg."]


def test_a_case_withdrawn_meanwhile_shows_only_that(case_room, planner):
    case = add_case(case_room, wishes("Ingetrokkene"))
    planner.visit(url_of(case))
    withdraw(case_room, case)
    planner.write("Nog een woord.", "Schrijf er iets bij (hoeft niet)")
    planner.press("Alleen de notitie", 409)
    assert "is ingetrokken" in planner.page.heading
    assert "Nog een woord." in planner.page.text
    assert "Ingetrokkene" not in planner.page.text
    planner.visit(url_of(case))
    assert "is ingetrokken" in planner.page.heading


def test_a_case_of_another_desk_is_not_there(case_room, district_room, planner):
    case = add_case(district_room, wishes("Van elders"))
    for rest in ("", "gesprek", "uitkomst", "dubbel", "overdragen", "pdf", "kopie", "kopie.txt"):
        planner.visit(url_of(case, rest), 404)
    planner.visit("/balie/zaak/geen-nummer/", 404)
    assert audit_of(district_room, case) == []


def test_a_row_that_was_moved_here_does_not_open_and_the_rest_works(
    case_room, district_room, planner
):
    theirs = add_case(district_room, wishes("Verplaatste"))
    moved = replace(theirs, desk_id=case_room.desk_id, id=b"m" * 16)
    put(case_room, moved)
    planner.visit("/balie/zaken/")
    assert "Gaat niet open" in row_of(planner, theirs.reference[:4])
    planner.visit(url_of(moved), 500)
    assert "gaat niet open" in planner.page.heading
    assert "Verplaatste" not in planner.page.text


def test_whatever_a_resident_or_colleague_types_is_shown_as_typed(case_room, planner):
    everything = ContactWishes(call_me=XSS, reached_at=XSS, who=XSS)
    case = add_case(case_room, everything, SentPlan(told=XSS))
    planner.visit("/balie/zaken/")
    assert planner.page.soup.find("img") is None
    planner.visit(url_of(case))
    planner.page.write(XSS, "Schrijf er iets bij (hoeft niet)")
    planner.press("Alleen de notitie")
    assert planner.page.text.count("<script>alert(1)</script>") >= 4
    for rest in ("gesprek", "uitkomst", "dubbel", "overdragen", "kopie"):
        soup = planner.visit(url_of(case, rest)).soup
        assert soup.find("img") is None
        assert [tag for tag in soup.find_all("script") if not tag.get("src")] == []


def test_the_plan_is_shown_as_the_resident_made_it(case_room, planner):
    plan = plan_of(case_room, "arabic-speaking-mother")
    case = add_case(case_room, wishes("Samira"), plan, lang="ar")
    page = planner.visit(url_of(case))
    quotes = page.soup.select(".case-plan > .case-part blockquote")
    assert quotes
    assert all(quote["dir"] == "auto" and quote["lang"] == "ar" for quote in quotes)
    own = page.soup.select_one(".case-own [lang=ar]")
    assert own["dir"] == "rtl"
    headings = [tag.get_text() for tag in page.soup.select(".case-plan h3")]
    assert headings[0] == "Hier wil Samira over praten"
    helped = add_case(case_room, wishes("Daan"), plan_of(case_room, "sister-who-helps"))
    panel = planner.visit(url_of(helped)).soup.select_one(".panel--helper")
    assert "Woorden van mijn familie, niet van de inwoner zelf" in panel.get_text()


def test_a_reader_reads_and_no_more_and_an_administrator_reads_nothing(case_room):
    case = add_case(case_room, wishes("Gelezene"))
    reader = case_room.browser_of(Role.READER)
    page = reader.visit(url_of(case))
    assert "Gelezene" in page.heading
    assert "Ik neem deze zaak" not in page.buttons()
    for rest in ("gesprek", "uitkomst", "dubbel", "overdragen"):
        reader.visit(url_of(case, rest), 403)
    case_room.browser_of(Role.ADMINISTRATOR).visit(url_of(case), 403)
    newcomer = case_room.sit(case_room.hire(Role.PLANNER, access=False))
    assert "Je hebt nog geen toegang" in newcomer.visit("/balie/zaken/").text
    newcomer.visit(url_of(case), 403)


def test_the_resident_reads_the_state_and_the_talk(case_room, planner):
    case = add_case(case_room, wishes("Geplande"))
    day = datetime.now(UTC).date() + timedelta(days=8)
    planner.visit(url_of(case, "gesprek"))
    for text, label in ((f"{day}", "Dag"), ("9.30", "Tijd"), ("Het CAW", "Waar")):
        planner.page.write(text, label)
    planner.press("Plan het gesprek")
    now = opened(case_room, case)
    assert now.case.state is CaseState.PLANNED
    assert now.work.talk is not None
    assert f"{now.work.talk.at:%Y-%m-%d %H:%M}" == f"{day} 09:30"
    reply = read_reply(now.case, now.header.reply_key)
    assert reply == Reply(talk=now.work.talk)


def test_cases_to_practise_with_are_marked_uncounted_and_gone_at_a_press(district_room):
    browser = district_room.sit(district_room.lead)
    real = add_case(district_room, wishes("Echte"))
    before = district_room.site.store.cases.tallies(district_room.desk_id)
    browser.visit("/balie/oefenen/")
    browser.press("Maak 5 oefenzaken")
    for name in ("Marieke", "Daan", "Samira", "Henk", "Yara"):
        assert "Oefenzaak" in row_of(browser, name)
    browser.press("Samira")
    assert "Oefenzaak" in browser.page.text
    browser.press("Gebeld en gesproken")
    assert district_room.site.store.cases.tallies(district_room.desk_id) == before
    browser.visit("/balie/oefenen/")
    browser.press("Wis alle oefenzaken")
    kept = district_room.site.store.cases.of_desk(district_room.desk_id)
    assert real.id in {case.id for case in kept}
    assert Origin.PRACTICE not in {case.origin for case in kept}
