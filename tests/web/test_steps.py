"""Every kind of step: what is told is saved, shown again, and never lost by any button."""

import pytest

from tests.web.plans import (
    HELPER,
    HOPE,
    alone,
    ask,
    draft_in,
    give,
    make_draft,
    open_too,
    together,
    url_of,
)
from wizard.core.answers import Answer

# question, what is done on its page, what is stored
KINDS = {
    "one": ("age", ["27 tot en met 66"], Answer(picks=("27_66",))),
    "several": (
        "wishes",
        ["Iets leren", "Eerst rust", ("Iets anders? Schrijf het hier op.", "Varen")],
        Answer(picks=("rhythm", "learn", "paid_work", "rest"), text="Varen"),
    ),
    "several with a follow-up": (
        "talk_with_me",
        ["Met een tolk", ("Welke taal spreek je?", "Tigrinya")],
        Answer(picks=("interpreter",), fields={"language": "Tigrinya"}),
    ),
    "tiles": ("work_kinds", ["Dieren", "Groen"], Answer(picks=("green", "animals"))),
    "scale": ("work_skills", ["Soms"], Answer(items={"on_time": "sometimes"})),
    "pairs": ("work_style", ["Buiten"], Answer(items={"place": "outside"})),
    "week": (
        "start_often",
        ["Zaterdag middag", "Maandag ochtend"],
        Answer(picks=("mon-am", "sat-pm")),
    ),
    "people": (
        "people",
        ["Ouder", ("Ouder: Waarmee?", "koken en post")],
        Answer(picks=("parent",), items={"parent": "koken en post"}),
    ),
    "text": ("others_say", [("", "Ik maak\nmensen blij")], Answer(text="Ik maak\nmensen blij")),
    "text or an answer instead": ("help_wanted", ["Weet ik nog niet"], Answer(picks=("unknown",))),
}
ALL_PARTS = ("want", "can", "need", "people", "talk", "about", "private")


def act(browser, acts):
    for done in acts:
        if isinstance(done, tuple):
            browser.write(done[1], done[0])
        else:
            browser.tick(done)


@pytest.mark.parametrize(("question", "acts", "expected"), KINDS.values(), ids=KINDS)
def test_an_answer_is_stored_and_shown_again(client, question, acts, expected):
    give(client, make_draft(dict(alone().shared.answers), opened=ALL_PARTS))
    ask(client, question)
    if question == "wishes":
        act(client, ["Betaald werk"])  # it was ticked: off it goes
        expected = Answer(picks=tuple(p for p in expected.picks if p != "paid_work"), text="Varen")
    act(client, acts)
    client.press("Verder")
    assert draft_in(client).answers[question].says_the_same_as(expected)
    ask(client, question)
    picks = [label for label in client.page.ticked() if label in acts]
    assert sorted(picks) == sorted(label for label in acts if isinstance(label, str))
    assert {words for _, words in (a for a in acts if isinstance(a, tuple))} <= set(
        client.page.written()
    )


def test_what_is_typed_is_saved_by_every_button(client):
    leads = {
        "Terug": "Wat lijkt je leuk om te doen?",
        "Later verder": "Bewaar je plan",
        "Stoppen": "Wil je stoppen?",
        "Alles wissen": "Wil je alles wissen?",
        "Verder": "Dit deel is klaar: Ik wil",
    }
    give(client, alone())
    for number, (button, heading) in enumerate(leads.items()):
        ask(client, "hope")
        client.write(f"Hoop nummer {number}")
        assert client.press(button).heading == heading
        assert draft_in(client).answers["hope"].text == f"Hoop nummer {number}"


def test_sla_over_keeps_what_was_typed_but_it_does_not_count(client):
    give(client, alone())
    ask(client, "hope")
    client.write("Half getypt")
    client.press("Sla over")
    stored = draft_in(client).answers["hope"]
    assert (stored.text, stored.skipped) == ("Half getypt", True)
    assert "Half getypt" not in client.visit("/arnhem/nl/controle/").text
    assert "Half getypt" not in client.visit("/arnhem/nl/plan/").text
    ask(client, "hope")
    assert client.page.written() == ["Half getypt"]


def test_who_presses_verder_on_an_empty_page_has_answered_nothing(client):
    give(client, make_draft({}))
    ask(client, "hope")
    client.press("Verder")
    assert draft_in(client).answers["hope"].is_empty


def test_more_opens_the_rest_of_the_part_and_leads_into_it(client):
    give(client, alone(work_kinds=Answer(skipped=True)))
    client.visit(url_of(client, "more:want"))
    assert client.press("Ik wil meer vertellen").heading == "Wat doe je nu in een gewone week?"
    assert draft_in(client).shared.opened == ("want",)


def test_verder_passes_the_rest_of_the_part_by(client):
    give(client, alone())
    client.visit(url_of(client, "more:want"))
    assert client.press("Verder").heading == "Waar ben je goed in?"
    assert draft_in(client).shared.opened == ()


def test_the_private_part_can_be_passed_by_at_once(client):
    give(client, together())
    client.visit(url_of(client, "hand-over:private"))
    assert client.press("Sla deze vragen over").heading == "Klopt dit?"


def test_the_helpers_field_shows_words_and_permission_again(client):
    give(client, together())
    client.visit(url_of(client, "helper:want"))
    assert client.page.written() == [HELPER]
    assert client.page.ticked() == ["Ja"]
    client.tick("Nee")
    client.press("Verder")
    words = draft_in(client).shared.helper["want"]
    assert (words.text, words.on_paper) == (HELPER, False)


def test_changing_an_answer_leads_back_to_the_check_page(client):
    give(client, alone())
    client.visit("/arnhem/nl/controle/")
    client.press("Veranderen: Waar hoop je op?")
    assert client.page.written() == [HOPE]
    client.write("Iets nieuws")
    assert client.press("Bewaar en ga terug").heading == "Klopt dit?"
    assert "Iets nieuws" in client.page.text


def test_terug_from_a_changed_answer_leads_back_to_the_check_page_as_well(client):
    give(client, alone())
    client.visit("/arnhem/nl/controle/")
    client.press("Veranderen: Waar hoop je op?")
    client.write("Iets nieuws")
    assert client.press("Terug").heading == "Klopt dit?"
    assert "Iets nieuws" in client.page.text


def test_a_change_asks_first_what_it_has_newly_opened(client):
    give(client, make_draft({"wishes": Answer(picks=("rhythm",), revision=1)}))
    client.visit("/arnhem/nl/controle/")
    client.press("Veranderen: Wat wil je graag?")
    client.tick("Betaald werk")
    assert client.press("Bewaar en ga terug").heading == "Wanneer wil je betaald werk?"
    client.tick("Misschien later")
    assert client.press("Bewaar en ga terug").heading == "Klopt dit?"
    assert "Misschien later" in client.page.text


def test_an_answer_whose_question_is_hidden_stays_but_does_not_count(client):
    give(client, alone())
    address = url_of(client, "question:paid_work_when")
    ask(client, "wishes")
    client.tick("Betaald werk")
    client.press("Verder")
    assert client.visit(address).heading != "Wanneer wil je betaald werk?"
    assert "Wanneer wil je" not in client.visit("/arnhem/nl/controle/").text
    assert draft_in(client).answers["paid_work_when"] == alone().answers["paid_work_when"]


def test_what_is_told_about_a_question_that_has_just_gone_is_kept_and_does_not_count(client, other):
    give(client, alone())
    open_too(client, other)
    ask(client, "paid_work_when")
    ask(other, "wishes")
    other.tick("Betaald werk")
    other.press("Verder")
    client.tick("Misschien later")
    assert client.press("Verder").heading == "Wat lijkt je leuk om te doen?"
    assert draft_in(client).answers["paid_work_when"].picks == ("later",)
    assert "Misschien later" not in client.visit("/arnhem/nl/controle/").text


def test_an_address_that_never_was_a_step_changes_nothing(client):
    give(client, alone())
    ask(client, "hope")
    fields = [*client.page.hidden().items(), ("text", "Verdwaald")]
    response = client.send("/arnhem/nl/stap/aaaaaaaa", fields)
    assert response.status_code == 303
    assert draft_in(client) == alone()


def test_two_people_have_different_addresses_for_the_same_question(client, other):
    give(client, alone())
    give(other, alone())
    assert url_of(client, "question:hope") != url_of(other, "question:hope")
    assert other.visit(url_of(client, "question:hope")).heading == "Wat lijkt je leuk om te doen?"
