"""What one person types while another changes which questions are asked is kept."""

import pytest

from tests.web.plans import alone, ask, draft_in, give, open_too
from wizard.core.answers import Answer


@pytest.fixture
def crossed(client, other):
    """Two browsers: one answers a question that the other then makes go away."""
    give(client, alone(paid_work_when=Answer()))
    open_too(client, other)
    ask(client, "paid_work_when")
    client.tick("Misschien later")
    ask(other, "wishes")
    other.tick("Betaald werk")
    other.press("Verder")
    return client


def test_an_answer_to_a_question_that_went_away_is_kept_and_leads_on(crossed, other):
    page = crossed.press("Verder")
    assert page.heading != "Wanneer wil je betaald werk?"
    assert draft_in(crossed).answers["paid_work_when"].picks == ("later",)
    ask(other, "wishes")
    other.tick("Betaald werk")
    assert other.press("Verder").ticked() == ["Misschien later"]


def test_a_clash_over_a_question_that_went_away_still_has_a_way_on(crossed, other):
    ask(other, "wishes")
    other.tick("Betaald werk")
    other.press("Verder")
    other.tick("Zo snel mogelijk")
    other.press("Verder")
    ask(other, "wishes")
    other.tick("Betaald werk")
    other.press("Verder")
    assert crossed.press("Verder", 409).heading == "Welk antwoord wil je houden?"
    assert crossed.press("Houd dit antwoord").status == 200
