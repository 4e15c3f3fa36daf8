"""Alone: the whole of it, from Start to the paper and the next step; and nothing at all of it."""

import pytest

from tests.browser.journeys import tell_everything, walk_to_the_plan
from tests.browser.live import Live
from tests.browser.lives import OPENED_UP, PRIVATE, PRIVATE_MORE, own_words
from tests.browser.paper import text_of_pdf
from tests.browser.walk import Person


@pytest.mark.matrix  # tests/web/test_journeys.py walks it without a browser
def test_whoever_tells_everything_gets_it_on_paper_in_their_own_words(person: Person, live: Live):
    person.go(live.start)
    person.press("Start")
    tell_everything(person)
    person.sees("Klopt dit?")
    open_words, private = own_words(OPENED_UP), own_words(PRIVATE, PRIVATE_MORE)
    assert [words for words in open_words + private if words not in person.text] == []
    walk_to_the_plan(person, "Dit past niet bij mij")
    assert person.page.locator("main li").first.inner_text() == "Dit past niet bij mij"
    paper = text_of_pdf(person.download("Download mijn plan (PDF)"))
    assert [words for words in open_words if words not in person.text] == []
    assert [words for words in open_words if words not in paper] == []
    assert [words for words in private if words in person.text + paper] == []
    person.press("Mijn volgende stap")
    person.sees("Dit kun je nu doen")
    assert "Waarom zie ik dit? Je wilt eerst hulp bij iets anders." in person.text


@pytest.mark.matrix  # tests/web/test_journeys.py walks it without a browser
def test_whoever_skips_everything_still_gets_a_plan_and_the_orientation(person: Person, live: Live):
    person.go(live.start)
    person.press("Start")
    person.skip_until("Klopt dit?")
    assert "Je hebt nog niets ingevuld." in person.text
    walk_to_the_plan(person)
    assert "Je plan is nog leeg" in person.text
    paper = text_of_pdf(person.download("Download mijn plan (PDF)"))
    assert "Mijn volgende stap" in paper
    person.press("Mijn volgende stap")
    main = person.page.locator("main section").first.inner_text()
    assert "oriëntatie" in main
    assert "Centrum voor Activerend Werk (CAW)" in main
