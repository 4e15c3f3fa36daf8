"""The resident's side of sending: what goes is what stood there, and it can be taken back."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.web.browser import PLACE, Browser
from tests.web.deskroom import CAW, DISTRICT_TEAM, DeskRoom
from tests.web.plans import (
    HELPER,
    HOPE,
    PRIVATE,
    SECRET,
    alone,
    draft_in,
    give,
    make_draft,
    together,
)
from tests.web.sendings import (
    BOTH,
    CALL_ME,
    NUMBER,
    PRESS,
    SEND,
    be_reachable,
    cases_of,
    desk_moves,
    fill_in,
    read_at,
    rooms,
    send,
    send_as_it_stands,
    words_at,
)
from wizard.core.answers import Answer
from wizard.core.case import CaseState, Talk
from wizard.core.references import SIGNS, grouped
from wizard.core.sent import ContactWishes, Reach, Way
from wizard.vault.mails import open_mail

CALLED = Reach(call_me=CALL_ME, way=Way.PHONE, phone=NUMBER)
SMTP = {"smtp_url": "smtp://127.0.0.1:2525", "mail_from": "startplan@example.nl"}


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, DeskRoom]]:
    with rooms(tmp_path_factory.mktemp("sending"), *BOTH, **SMTP) as found:
        yield found


@pytest.fixture
def sender(desks: dict[str, DeskRoom]) -> Browser:
    """Somebody alone with a plan, on a site where it can be sent."""
    browser = desks[CAW].app.test_client()
    assert isinstance(browser, Browser)
    give(browser, alone())
    return browser


def test_a_plan_goes_to_the_desk_as_it_stood_on_the_page(sender, desks):
    sender.visit(PLACE + "/volgende-stap/")
    assert HOPE in sender.press("Stuur mijn plan naar het CAW").text
    sender.press("Verder")
    reference = send(sender)
    assert set(reference) <= set(SIGNS)
    assert grouped(reference) in sender.page.text
    assert "Iemand van het CAW belt je. Dat gebeurt binnen 5 werkdagen." in sender.page.text
    [case] = cases_of(sender)
    opened = read_at(desks[CAW], case)
    assert (case.desk_id, case.reference) == (CAW, reference)
    assert opened.header.wishes == ContactWishes(call_me=CALL_ME, reached_at=NUMBER)
    assert opened.plan.dutch.chapters["hope"].items[0].lines[0].own_words == HOPE


def test_what_is_left_off_here_does_not_go_and_leaves_the_paper_too(sender, desks):
    sender.visit(SEND)
    sender.tick("Ja, stuur dit mee: Hier hoop ik op")
    sender.press("Verder")
    assert HOPE in sender.visit(SEND).text.partition("Dit gaat niet mee")[2]
    be_reachable(sender)
    assert HOPE not in sender.page.text
    sender.press(PRESS)
    [case] = cases_of(sender)
    assert HOPE not in words_at(desks[CAW], case)
    assert HOPE not in sender.visit(PLACE + "/plan/").text


def test_what_is_not_for_paper_goes_only_when_it_is_switched_on(sender, desks):
    give(sender, make_draft(dict(alone().answers), PRIVATE))
    sender.visit(SEND)
    needed = "Ja, stuur dit mee: Is je werk of plek het laatste jaar gestopt?"
    sender.tick(needed, "Ja, stuur dit mee: Wat ging daar goed? En wat niet?")
    sender.press("Verder")
    assert SECRET in sender.visit(SEND).text.partition("Dit gaat niet mee")[0]
    send(sender)
    assert SECRET in words_at(desks[CAW], cases_of(sender)[0])


def test_the_helpers_words_have_a_switch_too_and_the_resident_presses(sender, desks):
    give(sender, together())
    page = sender.visit(SEND)
    assert "Kijkt er iemand mee?" in page.text
    assert HELPER in page.text
    sender.tick("Ja, stuur dit mee: Dit wil mijn jobcoach erbij zeggen:")
    sender.press("Verder")
    send(sender)
    assert HELPER not in words_at(desks[CAW], cases_of(sender)[0])


def test_asking_for_the_wmo_says_what_that_means_and_goes_to_both_desks(sender, desks):
    fill_in(sender, "Bel mij", call_me=CALL_ME, phone=NUMBER)
    sender.page.tree.find(".//input[@name='wmo'][@value='yes']").set("checked", "")
    assert "Dan kan dit tellen als melding" in sender.page.text
    assert "Ja. Dit kan tellen als melding" in sender.press("Verder").text
    sender.press(PRESS)
    cases = cases_of(sender)
    assert [case.desk_id for case in cases] == [CAW, DISTRICT_TEAM]
    assert len({case.reference for case in cases}) == 1
    assert read_at(desks[DISTRICT_TEAM], cases[1]).header.wmo_on == cases[1].received_on


@pytest.mark.parametrize("lang", ["en", "ar", "tr", "pl", "uk", "ti"])
def test_a_plan_goes_from_every_language(sender, desks, lang):
    sender.langs = (lang,)
    give(sender, alone(residence=Answer(picks=("yes",))).with_reach(CALLED))
    sender.visit(f"/arnhem/{lang}/sturen/kijken")
    reference = send_as_it_stands(sender)
    assert grouped(reference) in sender.page.text
    [case] = cases_of(sender)
    opened = read_at(desks[CAW], case)
    assert opened.header.lang == opened.plan.own.lang == lang
    assert HOPE in str(opened.plan.own)


def test_without_it_nothing_is_a_melding(sender, desks):
    send(sender)
    [case] = cases_of(sender)
    assert read_at(desks[CAW], case).header.wmo_on is None


def test_the_plan_itself_leads_to_taking_back_as_long_as_there_is_something(sender, desks):
    send(sender)
    sender.visit(PLACE + "/plan/")
    assert "Trek mijn plan in" in sender.page.links()
    desk_moves(desks[CAW], cases_of(sender)[0], CaseState.CLOSED)
    sender.visit(PLACE + "/plan/")
    assert "Trek mijn plan in" not in sender.page.links()


def test_the_reference_stands_on_the_plan_and_on_papers(sender):
    reference = grouped(send(sender))
    for path in ("plan/", "plan/groot", "plan/makkelijk", "plan/tot-nu-toe", "plan/tekst"):
        assert reference in sender.get(f"{PLACE}/{path}").text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (CaseState.CALLING, "Iemand van het CAW belt of schrijft je."),
        (CaseState.TALKED, "Je gesprek met het CAW is geweest."),
        (CaseState.CLOSED, "Klaar. Bij het CAW is alles gedaan."),
    ],
)
def test_the_plan_shows_how_far_it_is(sender, desks, state, said):
    send(sender)
    assert "Je plan is aangekomen bij het CAW." in sender.visit(PLACE + "/plan/").text
    desk_moves(desks[CAW], cases_of(sender)[0], state)
    assert said in sender.visit(PLACE + "/plan/").text


def test_the_plan_shows_day_time_and_place_of_the_talk(sender, desks):
    send(sender)
    talk = Talk(at=datetime(2026, 12, 1, 14, 30), place="Buurthuis", who="Noor")  # noqa: DTZ001 - local time
    desk_moves(desks[CAW], cases_of(sender)[0], CaseState.PLANNED, talk)
    text = sender.visit(PLACE + "/plan/").text
    assert "Je hebt een afspraak met het CAW." in text
    assert "dinsdag 1 december 2026, 14:30" in text
    assert "Buurthuis" in text
    assert "Noor" in text


def test_a_plan_can_be_taken_back_and_sent_again(sender):
    first = send(sender)
    [case] = cases_of(sender)
    sender.visit(SEND + "gestuurd")
    sender.press("Trek mijn plan in")
    assert "Wat al geprint of opgeschreven is, vraag je bij het CAW." in sender.page.text
    assert "Je plan is ingetrokken" in sender.press("Ja, trek mijn plan in").text
    left = sender.application.extensions["startplan"].store.cases.find(case.id)
    assert (left.state, left.plan, left.header) == (CaseState.WITHDRAWN, b"", b"")
    assert draft_in(sender).private.sent == ()
    assert "Kenmerk" not in sender.visit(PLACE + "/plan/").text
    assert send(sender) != first


def test_a_case_whose_time_was_over_is_told_calmly(sender, monkeypatch):
    send(sender)
    cases = sender.application.extensions["startplan"].store.cases
    monkeypatch.setattr(type(cases), "find", lambda _self, _id: None)
    assert "De tijd om het te bewaren is voorbij." in sender.visit(PLACE + "/plan/").text
    assert "Stuur mijn plan opnieuw" in sender.visit(SEND + "gestuurd").links()


def test_after_the_desk_is_done_a_plan_can_be_sent_anew(sender, desks):
    first = send(sender)
    desk_moves(desks[CAW], cases_of(sender)[0], CaseState.CLOSED)
    sender.visit(SEND + "gestuurd")
    assert sender.press("Stuur mijn plan opnieuw").heading == "Dit lezen ze bij het CAW"
    assert send(sender) != first


def test_a_mail_is_sent_only_to_who_wants_one_and_says_nothing(sender):
    fill_in(sender, "Bel mij", call_me=CALL_ME, phone=NUMBER, confirm_to="mo@example.nl")
    sender.page.tree.find(".//input[@name='confirm'][@value='yes']").set("checked", "")
    assert "mo@example.nl" in sender.press("Verder").text
    sender.press(PRESS)
    site = sender.application.extensions["startplan"]
    letters = [open_mail(site.keys, mail) for mail in site.store.cases.waiting_mails(CAW)]
    own = [letter for letter in letters if letter.to == "mo@example.nl"]
    assert [grouped(draft_in(sender).reference) in letter.text for letter in own] == [True]
    assert HOPE not in own[0].text
    assert CALL_ME not in own[0].text


def test_wiping_the_plan_says_that_the_desk_keeps_its_copy(sender):
    assert "Je plan staat ook bij het CAW" not in sender.visit(PLACE + "/wissen").text
    send(sender)
    sender.visit(PLACE + "/wissen")
    assert "Je plan staat ook bij het CAW" in sender.page.text
    assert sender.press("Trek mijn plan in").heading == "Wil je je plan intrekken?"


def test_everything_that_was_told_has_the_reference_and_no_key(sender):
    reference = send(sender)
    file = sender.get(PLACE + "/mijn-gegevens/bestand").text
    [link] = draft_in(sender).private.sent
    assert reference in file
    assert NUMBER in file
    assert link.reply_key not in file
    assert link.id not in file


def test_what_a_desk_closed_is_taken_back_together_with_what_was_sent_anew(sender, desks):
    send(sender)
    [first] = cases_of(sender)
    desk_moves(desks[CAW], first, CaseState.CLOSED)
    again = send(sender)
    assert [case.state for case in cases_of(sender)] == [CaseState.RECEIVED, CaseState.CLOSED]
    assert grouped(again) in sender.page.text
    sender.visit(SEND + "intrekken")
    sender.press("Ja, trek mijn plan in")
    store = sender.application.extensions["startplan"].store
    assert store.cases.find(first.id).is_empty
