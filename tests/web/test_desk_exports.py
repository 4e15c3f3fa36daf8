"""What leaves the desk: paper, text and a calendar, each with its line in the audit."""

from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar

from tests.web.caseroom import add_case, audit_of, opened, plan_of, url_of
from wizard.core.case import CaseState, SentPlan
from wizard.core.days import ZONE
from wizard.core.sent import ContactWishes
from wizard.handout.workers import PdfWorkers

DAY = datetime.now(UTC).date() + timedelta(days=8)
PLACE = 'Straat 1, kamer; 3 🎉\\ "Ω"'


def event_of(browser, case):
    response = browser.get(url_of(case, "gesprek.ics"))
    assert response.mimetype == "text/calendar"
    assert "attachment" in response.headers["Content-Disposition"]
    (event,) = Calendar.from_ical(response.data).walk("VEVENT")
    return event


def plan_talk(browser, case, clock):
    browser.visit(url_of(case, "gesprek"))
    for text, label in ((f"{DAY}", "Dag"), (clock, "Tijd"), (PLACE, "Waar")):
        browser.page.write(text, label)
    browser.press(browser.page.heading)


def test_a_talk_in_a_calendar_has_a_reference_and_no_name(case_room, planner):
    case = add_case(case_room, ContactWishes(call_me="Agendanaam"))
    planner.visit(url_of(case, "gesprek.ics"), 404)
    plan_talk(planner, case, "10:30")
    event = event_of(planner, case)
    assert event["summary"] == f"Gesprek {case.reference[:4]} {case.reference[4:]}"
    assert event["location"] == PLACE
    assert event["dtstart"].dt == datetime.combine(DAY, time(10, 30), ZONE)
    assert "Agendanaam" not in event.to_ical().decode()


def test_a_moved_talk_moves_in_the_calendar(case_room, planner):
    case = add_case(case_room)
    plan_talk(planner, case, "10:30")
    first = event_of(planner, case)
    plan_talk(planner, case, "11:30")
    then = event_of(planner, case)
    assert then["uid"] == first["uid"]
    assert then["sequence"] > first["sequence"]


def test_the_plan_is_printed_under_its_reference(case_room, planner, monkeypatch):
    monkeypatch.setattr(PdfWorkers, "render", lambda _workers, paper: paper.html.encode())
    case = add_case(case_room, plan=plan_of(case_room, "sister-who-helps"))
    response = planner.get(url_of(case, "pdf"))
    assert response.mimetype == "application/pdf"
    assert "Een vrije zaterdag." in response.text
    assert f"plan-{case.reference}.pdf" in response.headers["Content-Disposition"]
    assert audit_of(case_room, case) == ["case_exported"]
    planner.visit(url_of(add_case(case_room), "pdf"), 404)


def test_the_whole_case_is_a_text_that_nothing_runs(case_room, planner):
    formula = '=HYPERLINK("http://x.example";"klik")\n+1\n@SUM(A1)'
    case = add_case(
        case_room, ContactWishes(call_me="=1+1", reached_at="-2"), SentPlan(told=formula)
    )
    planner.visit(url_of(case, "kopie"))
    shown = planner.page.soup.select_one("#whole").text
    assert formula in shown
    response = planner.get(url_of(case, "kopie.txt"))
    assert response.mimetype == "text/plain"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert f"attachment; filename=zaak-{case.reference}.txt" in str(response.headers)
    assert response.data.decode("utf-8-sig").replace("\r\n", "\n").strip() == shown.strip()
    assert audit_of(case_room, case) == ["case_exported", "case_exported"]


def test_that_a_case_stands_in_the_own_system_is_written_down(case_room, planner):
    case = add_case(case_room, plan=plan_of(case_room, "sister-who-helps"))
    planner.visit(url_of(case, "kopie"))
    text = planner.page.soup.select_one("#whole").text
    assert "Hij zegt snel ja." in text
    planner.press("Ik heb het gekopieerd")
    assert opened(case_room, case).work.notes[-1].action == "copy"
    assert opened(case_room, case).case.state is CaseState.RECEIVED
    assert audit_of(case_room, case) == ["case_exported", "copy", "case_opened"]
