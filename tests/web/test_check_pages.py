"""Looking back: what may be on paper, what to talk about, and one's own next step."""

import pytest

from tests.web.plans import (
    ALONE,
    HELPER,
    HOPE,
    PRIVATE,
    WORDS,
    alone,
    ask,
    draft_in,
    give,
    make_draft,
    open_too,
    together,
)

CONTROL = "/arnhem/nl/controle/"


def test_switched_off_is_off_on_the_plan_and_stays_on_the_check_page(client):
    give(client, alone())
    client.visit(CONTROL + "papier")
    client.tick("Ja, dit mag op mijn papier: Waar hoop je op?")
    client.press("Verder")
    assert HOPE not in client.visit("/arnhem/nl/plan/").text
    assert HOPE in client.visit(CONTROL).text


def test_the_helpers_words_have_a_switch_of_their_own(client):
    give(client, together())
    client.visit(CONTROL + "papier")
    assert HELPER in client.page.text
    client.tick("Ja, dit mag op mijn papier: Ik wil")
    client.press("Verder")
    assert HELPER not in client.visit("/arnhem/nl/plan/").text
    assert draft_in(client).shared.helper["want"].text == HELPER


def test_an_answer_that_was_added_meanwhile_keeps_its_own_switch(client, other):
    give(client, make_draft({"hope": alone().answers["hope"]}))
    open_too(client, other)
    client.visit(CONTROL + "papier")
    ask(other, "age")
    other.tick("16 of 17")
    other.press("Verder")
    client.press("Verder")
    assert set(draft_in(client).shared.paper) == {"hope"}


def test_the_points_to_talk_about_stand_on_the_plan(client):
    give(client, alone())
    client.visit(CONTROL + "praten")
    client.tick("Hier hoop ik op", "Betaald werk")
    plan = client.press("Naar mijn plan").text
    assert "Hier wil ik over praten Betaald werk Hier hoop ik op" in plan
    client.visit(CONTROL + "praten")
    assert client.page.ticked() == ["Betaald werk", "Hier hoop ik op"]


def test_the_residents_own_choice_of_a_next_step_goes_before_the_rules(client):
    give(client, alone())
    client.visit("/arnhem/nl/volgende-stap/")
    client.tick("Praat met een wijkcoach")
    client.press("Dit wil ik")
    assert "Praat met een wijkcoach" in client.visit("/arnhem/nl/plan/").text
    step = client.visit("/arnhem/nl/volgende-stap/")
    assert "Dit koos je zelf." in step.text
    assert "Dit koos je zelf." not in client.press("Laat de website weer kiezen").text
    assert draft_in(client).shared.chosen_card == ""


@pytest.mark.parametrize("path", ["", "papier", "praten"])
def test_with_nothing_filled_in_the_pages_still_lead_on(client, path):
    give(client, make_draft({}))
    assert "Je hebt nog niets ingevuld." in client.visit(CONTROL + path).text
    onward = ("Ja, dit klopt. Verder", "Verder", "Naar mijn plan")
    while client.page.heading != "Mijn plan":
        offered = [*client.page.buttons(), *client.page.links()]
        client.press(next(text for text in onward if text in offered))
    assert "Je plan is nog leeg" in client.page.text


def test_what_stays_off_the_paper_is_no_point_to_talk_about(client):
    give(client, make_draft({**ALONE, **WORDS}, PRIVATE))
    client.visit(CONTROL + "papier")
    client.tick("Ja, dit mag op mijn papier: Waar hoop je op?")
    offered = client.press("Verder").text
    assert "Dit wil ik graag" in offered
    assert "Hier hoop ik op" not in offered
    assert "Hier wil ik ook hulp bij" not in offered


def test_a_step_that_paper_does_not_tell_is_said_to_differ(client):
    give(client, make_draft({**ALONE, **WORDS}, PRIVATE))
    step = client.visit("/arnhem/nl/volgende-stap/")
    assert "Op je papier staat een andere stap: Ga naar de oriëntatie bij het CAW" in step.text
    client.tick("Praat met een wijkcoach")
    assert "Op je papier staat" not in client.press("Dit wil ik").text


def test_an_answer_says_which_other_answer_it_needs_on_paper(client):
    give(client, alone())
    text = client.visit(CONTROL + "papier").text
    assert "Komt alleen mee als dit ook mag: Wat wil je graag?" in text
