"""A whole part on one page: the same fields, the same answers, each saved for itself."""

import pytest

from tests.web.codes import make_code
from tests.web.plans import (
    PRIVATE_WORDS,
    TOGETHER,
    alone,
    ask,
    draft_in,
    give,
    hand_over,
    make_draft,
    open_too,
    together,
    url_of,
)
from wizard.core.answers import Answer

ALL = "Alle vragen van dit deel"


def open_part(browser, question="hope"):
    ask(browser, question)
    return browser.press(ALL)


@pytest.fixture
def coach(client):
    """A coach and a client at one screen, at the first part as a whole."""
    give(client, together())
    open_part(client)
    return client


def test_it_holds_every_question_of_the_part_and_the_helpers_field(coach):
    page = coach.page
    assert page.heading == "Ik wil"
    for text in ("Wat wil je graag?", "Wanneer wil je betaald werk?", "Waar hoop je op?"):
        assert text in page.text
    assert "Dit vak is voor wie helpt: mijn jobcoach" in page.text


def test_each_answer_is_saved_under_its_own_question(coach):
    coach.tick("Groen")
    coach.write("Een moestuin", "Waar hoop je op?")
    page = coach.press("Verder")
    assert page.heading == "Ik kan"
    answers = draft_in(coach).answers
    assert answers["work_kinds"].picks == ("green",)
    assert answers["hope"].text == "Een moestuin"
    assert answers["wishes"].picks == ("rhythm", "paid_work")


def test_a_mistake_in_one_answer_keeps_all_of_them(coach):
    coach.write("woord " * 500, "Waar hoop je op?")
    coach.tick("Groen")
    page = coach.press("Verder", 422)
    assert page.title.startswith("Fout:")
    assert ("woord " * 500).strip() in page.written()
    assert "Groen" in page.ticked()
    assert "work_kinds" not in draft_in(coach).answers


def test_what_changed_elsewhere_is_told_and_nothing_is_lost(coach, other):
    open_too(coach, other)
    ask(other, "hope")
    other.write("Van de telefoon")
    other.press("Verder")
    coach.write("Van de laptop", "Waar hoop je op?")
    coach.tick("Groen")
    page = coach.press("Verder", 409)
    assert len(page.errors()) == 1
    assert "Van de laptop" in page.written()
    assert "Dit staat er nu: Van de telefoon" in page.text
    assert draft_in(coach).answers["hope"].text == "Van de telefoon"
    coach.press("Verder")
    answers = draft_in(coach).answers
    assert (answers["hope"].text, answers["work_kinds"].picks) == ("Van de laptop", ("green",))


def test_two_questions_changed_on_two_screens_are_both_kept(coach, other):
    open_too(coach, other)
    ask(other, "work_kinds")
    other.tick("Dieren")
    other.press("Verder")
    coach.write("Van de laptop", "Waar hoop je op?")
    assert coach.press("Verder").heading == "Ik kan"
    answers = draft_in(coach).answers
    assert answers["work_kinds"].picks == ("animals",)
    assert answers["hope"].text == "Van de laptop"


def test_saving_by_itself_tells_the_revision_of_each_field(coach):
    action, fields = coach.page.form_of("Verder")
    sent = dict(fields) | {"question-hope-text": "Half", "go": "autosave"}
    reply = coach.send(action, list(sent.items()))
    assert int(reply.json["question-hope-revision"]) == draft_in(coach).answers["hope"].revision
    assert set(reply.json) == {name for name, _ in fields if name.endswith(("revision", "was"))}


def test_saving_by_itself_again_and_again_takes_nothing_from_others(coach, other):
    open_too(coach, other)
    ask(other, "work_kinds")
    other.tick("Dieren")
    other.press("Verder")
    action, fields = coach.page.form_of("Verder")
    sent = dict(fields) | {"go": "autosave"}
    for typed in ("Een", "Een moes", "Een moestuin"):
        sent |= coach.send(action, list((sent | {"question-hope-text": typed}).items())).json
    answers = draft_in(coach).answers
    assert (answers["work_kinds"].picks, answers["hope"].text) == (("animals",), "Een moestuin")


def test_a_question_that_an_answer_calls_for_comes_before_the_next_part(client):
    give(client, make_draft(TOGETHER))
    open_part(client)
    client.tick("Betaald werk")
    page = client.press("Verder")
    assert page.heading == "Ik wil"
    assert "Wanneer wil je betaald werk?" in page.text
    assert client.press("Verder").heading == "Ik kan"


def test_a_question_that_came_or_went_elsewhere_stops_nobody(coach, other):
    open_too(coach, other)
    ask(other, "wishes")
    other.tick("Betaald werk")
    other.press("Verder")
    coach.tick("Misschien later")
    coach.press("Verder")
    assert draft_in(coach).answers["paid_work_when"].picks == ("later",)
    open_part(coach)
    other.visit(url_of(other, "question:wishes"))
    other.tick("Betaald werk")
    other.press("Verder")
    assert coach.press("Verder").heading == "Ik kan"


def test_what_was_typed_is_saved_when_the_plan_is_open_again(client, pass_time):
    give(client, together())
    code = make_code(client)
    open_part(client)
    client.write("Een moestuin", "Waar hoop je op?")
    pass_time(minutes=31)
    client.press("Verder", 401)
    client.write(code, "Je code van 16 cijfers")
    assert client.press("Open mijn plan").heading == "Ik kan"
    assert draft_in(client).answers["hope"].text == "Een moestuin"


def test_back_and_one_by_one_lead_where_they_say(coach):
    assert coach.press("Eén vraag per pagina").heading == "Wat wil je graag?"
    open_part(coach, "strengths")
    assert coach.press("Terug").heading == "Ik wil"


def test_larger_letters_lead_back_to_the_same_part(coach):
    coach.write("Een moestuin", "Waar hoop je op?")
    assert coach.press("Tekst groter").heading == "Zo lees je fijn"
    assert coach.press("Zo wil ik het").heading == "Ik wil"
    assert "Een moestuin" in coach.page.written()


def test_the_private_part_stays_behind_its_door(client):
    give(client, together())
    hand_over(client)
    page = client.press(ALL)
    assert page.heading == "Alleen voor jou"
    address = page.url
    client.press("Stoppen")
    client.press("Toch verder")
    assert client.visit(address).heading == "De laatste vragen zijn alleen voor jou"


def test_a_helper_gets_no_private_part(resident, helper):
    hidden = url_of(resident, "question:how_it_went").replace("/stap/", "/deel/")
    assert helper.visit(hidden).heading == "Klopt dit?"


def test_who_is_alone_keeps_one_question_a_page(client):
    give(client, alone())
    ask(client, "hope")
    assert ALL not in client.page.buttons()


def test_private_words_never_reach_a_helpers_part_page(resident, helper):
    for key in ("hope", "strengths", "support"):
        helper.visit(url_of(resident, f"question:{key}"))
        assert PRIVATE_WORDS["how_it_went"].text not in helper.press(ALL).html


def test_an_unknown_part_leads_to_the_check_page(client):
    give(client, make_draft({"mode": Answer(picks=("alone",))}))
    assert client.visit("/arnhem/nl/deel/0123456789").heading == "Klopt dit?"
