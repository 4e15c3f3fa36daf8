"""What one of two people may not see is on no page and in no title."""

import pytest

from tests.web.plans import SECRET, ask, draft_in, give, hand_over, open_too, together, url_of
from tests.web.walks import walk
from wizard.core.answers import Answer

AFTERWARDS = (
    "/controle/",
    "/controle/papier",
    "/controle/praten",
    "/plan/",
    "/plan/groot",
    "/volgende-stap/",
    "/bewaren/",
    "/stoppen",
    "/verder/welkom",
)
TRACES = (SECRET, "geld of post", "Geld of post", "Je wilt eerst hulp", "Zo ging het daar")
TRACES += ("Je werk of plek is gestopt",)


@pytest.mark.parametrize("path", AFTERWARDS)
def test_beside_a_helper_no_page_shows_the_private_part(client, path):
    give(client, together())
    html = client.visit("/arnhem/nl" + path).html
    assert [trace for trace in TRACES if trace in html] == []


@pytest.mark.parametrize("path", AFTERWARDS)
def test_beside_a_helper_private_answers_change_no_word(client, other, path):
    give(client, together())
    give(other, together(stopped=Answer(picks=("no",), revision=1)))
    assert client.visit("/arnhem/nl" + path).text == other.visit("/arnhem/nl" + path).text


def test_what_the_resident_puts_on_paper_is_shown(client):
    give(client, together())
    hand_over(client)
    client.visit(url_of(client, "hand-back:private"))
    assert SECRET in client.page.text
    for question in (
        "Is je werk of plek het laatste jaar gestopt?",
        "Wat ging daar goed? En wat niet?",
    ):
        client.tick(f"Ja, dit mag op mijn papier: {question}")
    assert client.press("Klaar. Wij gaan samen verder").heading == "Klopt dit?"
    assert SECRET in client.page.text
    assert SECRET in client.visit("/arnhem/nl/plan/").text
    assert "Je werk of plek is gestopt" in client.visit("/arnhem/nl/volgende-stap/").text
    assert "geld of post" not in client.visit("/arnhem/nl/plan/").text


def test_private_answers_stay_what_they_are_when_the_helper_sets_the_switches(client):
    give(client, together())
    client.visit("/arnhem/nl/controle/papier")
    client.tick("Ja, dit mag op mijn papier: Waar hoop je op?")
    client.press("Verder")
    draft = draft_in(client)
    assert not draft.shared.paper["hope"]
    assert draft.private == together().private


def test_the_resident_alone_sees_the_card_that_private_answers_lead_to(client):
    give(client, together())
    hand_over(client)
    client.visit(url_of(client, "hand-back:private"))
    assert "Praat met een wijkcoach" in client.page.text
    assert "Je wilt eerst hulp bij iets anders." in client.page.text


def test_the_check_page_leads_to_the_private_answers_by_way_of_handing_over(client):
    give(client, together())
    client.visit("/arnhem/nl/controle/")
    assert client.press("Bekijk ze alleen").heading == "De laatste vragen zijn alleen voor jou"


def test_alone_private_answers_are_on_the_check_page_but_on_no_paper(client):
    give(client, together().with_answer("mode", Answer(picks=("alone",)), private=False))
    assert SECRET in client.visit("/arnhem/nl/controle/").text
    assert SECRET not in client.visit("/arnhem/nl/plan/").text
    assert "Praat met een wijkcoach" in client.visit("/arnhem/nl/volgende-stap/").text


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("hope", "Waar hoop je op? - deel 1 van 7 - Startplan"),
        ("paid_work_when", "Ik wil - deel 1 van 7 - Startplan"),
        ("how_it_went", "Alleen voor jou - deel 7 van 7 - Startplan"),
        ("sort_out_first", "Alleen voor jou - deel 7 van 7 - Startplan"),
    ],
)
def test_a_title_names_only_the_part_when_the_question_says_too_much(client, question, title):
    give(client, together())
    hand_over(client)
    ask(client, question)
    assert client.page.title == title


def test_with_an_error_the_title_says_no_more(client):
    give(client, together())
    hand_over(client)
    ask(client, "how_it_went")
    client.write("woord " * 400)
    assert client.press("Verder", 422).title == "Fout: Alleen voor jou - deel 7 van 7 - Startplan"


DOOR = "De laatste vragen zijn alleen voor jou"
INSIDE = ["question:sort_out_first", "question:how_it_went", "hand-back:private"]


@pytest.mark.parametrize("step", INSIDE)
def test_beside_a_helper_the_private_part_opens_by_handing_over_only(client, other, step):
    give(client, together())
    assert client.visit(url_of(client, step)).heading == DOOR
    hand_over(client)
    assert client.visit(url_of(client, step)).heading != DOOR
    open_too(client, other)
    assert other.visit(url_of(other, step)).heading == DOOR


@pytest.mark.parametrize("step", INSIDE)
@pytest.mark.parametrize("leave", ["Klaar. Wij gaan samen verder", "Later verder", "Stoppen"])
def test_the_way_back_to_private_answers_is_shut_once_the_screen_is_shared(client, step, leave):
    give(client, together())
    hand_over(client)
    client.visit(url_of(client, "hand-back:private"))
    client.press(leave)
    assert client.visit(url_of(client, step)).heading == DOOR


def test_terug_on_the_check_page_shows_no_private_answer(client):
    give(client, together())
    hand_over(client)
    client.visit(url_of(client, "hand-back:private"))
    client.press("Klaar. Wij gaan samen verder")
    assert client.press("Terug").heading == DOOR


def test_coming_back_leads_to_the_door_of_the_private_part(client):
    give(client, together(stopped=Answer(picks=("no",), revision=1)))
    client.visit("/arnhem/nl/verder/welkom")
    client.press("Verder waar ik was")
    walk(client, {}, until=DOOR)
    client.press("Sla deze vragen over")
    client.visit("/arnhem/nl/verder/welkom")
    assert client.press("Verder waar ik was").heading == DOOR
