"""After the talk: agreements, how it goes now, a longer term, and a new start without blame."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from tests.web.browser import PLACE
from tests.web.plans import alone, draft_in, give, open_too, opened_in, site_of
from wizard.core.answers import Answer
from wizard.core.followup import AGREEMENTS_MOST, Round

AFTER, NOW = PLACE + "/na-het-gesprek/", PLACE + "/hoe-gaat-het/"
WHAT = "Samen naar de kringloop kijken"


@pytest.fixture
def person(client):
    """Somebody with two wishes, of which one is a point to talk about."""
    draft = alone(wishes=Answer(picks=("rhythm", "paid_work"), text="Een brommer", lang="nl"))
    give(client, draft.with_talk(("wishes",), private=False))
    return client


def write_down(browser, what=WHAT):
    browser.visit(AFTER)
    browser.write("Sam", "Wie?")
    browser.write(what, "Wat?")
    browser.write("Volgende week", "Wanneer?")
    browser.write("Jo, 026 000 00 00", "Wie is je vaste persoon? Naam en telefoon.")


def test_what_was_agreed_stands_on_the_plan_afterwards(person):
    write_down(person)
    page = person.press("Bewaar")
    assert page.heading == "Mijn plan"
    assert WHAT in page.text
    assert "Jo, 026 000 00 00" in page.text
    after = draft_in(person).shared.after
    assert len(after.agreements) == 1


def test_what_was_talked_about_is_ticked_again_next_time(person):
    person.visit(AFTER)
    person.tick("Dit wil ik graag")
    person.press("Bewaar")
    assert draft_in(person).shared.after.talked == ("wishes",)
    assert "Dit wil ik graag" in person.visit(AFTER).ticked()


def test_a_line_too_long_is_told_and_kept(person):
    write_down(person, "x" * 250)
    page = person.press("Bewaar", 422)
    assert page.title.startswith("Fout:")
    assert "x" * 250 in page.written()
    assert draft_in(person).shared.after == Round()


def test_what_was_written_elsewhere_meanwhile_is_shown_not_overwritten(person, other):
    open_too(person, other)
    write_down(person)
    write_down(other, "Eerst bellen")
    other.press("Bewaar")
    page = person.press("Bewaar", 409)
    assert "Eerst bellen" in page.text
    assert WHAT in page.written()
    assert person.press("Bewaar").heading == "Mijn plan"
    assert draft_in(other).shared.after.agreements[0].what == WHAT


def test_a_mistake_on_an_old_page_makes_it_no_newer(person, other):
    open_too(person, other)
    write_down(person, "x" * 250)
    write_down(other, "Eerst bellen")
    other.press("Bewaar")
    person.press("Bewaar", 422)
    person.write(WHAT, "Wat?")
    assert "Eerst bellen" in person.press("Bewaar", 409).text


def test_every_line_can_be_used(person):
    page = person.visit(AFTER)
    action, fields = page.form_of("Bewaar")
    sent = dict(fields) | {f"what-{row}": f"Afspraak {row}" for row in range(AGREEMENTS_MOST)}
    person.send(action, list(sent.items()))
    assert len(draft_in(person).shared.after.agreements) == AGREEMENTS_MOST
    assert "Afspraak 5" in person.visit(PLACE + "/plan/").text


def test_a_trial_offers_no_longer_term(person):
    assert "Hoe lang wil je dit plan bewaren?" not in person.visit(AFTER).text
    action, fields = person.page.form_of("Bewaar")
    person.send(action, [*fields, ("term", "180")])
    assert draft_in(person).shared.term == 0


def test_the_resident_chooses_how_long_the_plan_is_kept(person, monkeypatch):
    live(person, monkeypatch)
    person.visit(AFTER)
    person.tick("180 dagen")
    person.press("Bewaar")
    left = opened_in(person).expires_at - datetime.now(UTC)
    assert timedelta(days=179) < left <= timedelta(days=181)
    assert "Dit plan blijft op de website tot" in person.visit(PLACE + "/plan/").text


def live(browser, monkeypatch):
    """Let the site of this test be no trial."""
    site = site_of(browser)
    settings = msgspec.structs.replace(site.settings, mode="live")
    other = msgspec.structs.replace(site, settings=settings)
    monkeypatch.setitem(browser.application.extensions, "startplan", other)


def test_how_it_goes_is_asked_per_wish_and_what_was_said_stays(person):
    page = person.visit(NOW)
    for wish in ("Een vast ritme in mijn week", "Betaald werk", "Een brommer"):
        assert wish in page.text
    said = dict(page.form_of("Bewaar")[1])
    said |= {"state-paid_work": "under_way", "words-paid_work": "Ik was er twee keer"}
    person.send(NOW, list(said.items()))
    page = person.visit(NOW)
    assert "Dit zei je eerder:" in page.text
    assert "Ik was er twee keer" in page.text
    assert draft_in(person).shared.after.progress["paid_work"][0].words == "Ik was er twee keer"


def say_how_it_goes(browser, **said):
    action, fields = browser.page.form_of("Bewaar")
    return browser.send(action, list((dict(fields) | said).items()))


def test_an_old_page_takes_back_nothing_that_others_said_that_day(person, other):
    open_too(person, other)
    for browser in (person, other):
        browser.visit(NOW)
    say_how_it_goes(other, **{"state-paid_work": "done", "words-paid_work": "Een contract"})
    say_how_it_goes(person, **{"state-rhythm": "under_way"})
    assert draft_in(person).shared.after.latest("paid_work").words == "Een contract"
    say_how_it_goes(person, **{"state-paid_work": "under_way"})
    said = draft_in(person).shared.after.progress["paid_work"]
    assert [one.state for one in said] == ["done", "under_way"]


@pytest.mark.parametrize("state", ["done", "under_way", "different", "stopped"])
def test_every_state_is_as_good_as_another(person, state):
    page = person.visit(NOW)
    said = dict(page.form_of("Bewaar")[1]) | {"state-rhythm": state}
    assert person.send(NOW, list(said.items())).status_code == 303
    assert draft_in(person).shared.after.progress["rhythm"][0].state == state


def test_a_made_up_state_is_refused(person):
    said = dict(person.visit(NOW).form_of("Bewaar")[1]) | {"state-rhythm": "failed"}
    assert person.send(NOW, list(said.items())).status_code == 422
    assert draft_in(person).shared.after == Round()


def test_looking_again_starts_from_this_plan_and_forgets_nothing(person):
    write_down(person)
    person.press("Bewaar")
    person.visit(NOW)
    page = person.press("Kijk opnieuw vanuit dit plan")
    assert page.heading == "Wat wil je graag?"
    assert "Betaald werk" in page.ticked()
    shared = draft_in(person).shared
    assert shared.after == Round()
    assert shared.earlier[0].agreements[0].what == WHAT
    assert shared.chosen_card == "orientation"
    assert WHAT in person.visit(NOW).text


def test_nothing_on_these_pages_speaks_of_failure(person):
    for path in (AFTER, NOW):
        text = person.visit(path).text.lower()
        assert not [word for word in ("mislukt", "gefaald", "fout", "helaas") if word in text]
