"""One plan in two places: nothing that was told is lost, and nobody else decides."""

import pytest

from tests.web.plans import ALONE, alone, ask, draft_in, give, make_draft, open_too, url_of
from wizard.core.answers import Answer

MINE, THEIRS = "Wat ik typte", "Wat daar al stond"


@pytest.fixture
def clash(client, other):
    """Answer one question in two browsers; the second one meets the first one's words."""
    give(client, alone())
    open_too(client, other)
    ask(client, "hope")
    ask(other, "hope")
    other.write(THEIRS)
    other.press("Verder")
    client.write(MINE)
    return client.press("Verder", 409)


def test_both_answers_are_shown_and_the_stored_one_stays(client, clash):
    assert clash.heading == "Welk antwoord wil je houden?"
    assert f"Dit staat er nu: {THEIRS}" in clash.text
    assert f"Dit vulde jij net in: {MINE}" in clash.text
    assert draft_in(client).answers["hope"].text == THEIRS


def test_ones_own_can_be_kept(client, clash):
    assert client.press("Houd wat ik net invulde").heading == "Dit deel is klaar: Ik wil"
    assert draft_in(client).answers["hope"].text == MINE


def test_the_other_one_can_be_kept(client, clash):
    assert client.press("Houd dit antwoord").heading == "Dit deel is klaar: Ik wil"
    assert draft_in(client).answers["hope"].text == THEIRS


def test_a_third_answer_meanwhile_asks_again(client, other, clash):
    ask(other, "hope")
    other.write("Nog weer iets anders")
    other.press("Verder")
    assert "Nog weer iets anders" in client.press("Houd wat ik net invulde", 409).text


def test_a_clash_over_a_question_that_has_just_gone_still_leads_on(client, other):
    give(client, alone())
    open_too(client, other)
    ask(client, "paid_work_when")
    ask(other, "paid_work_when")
    other.tick("Zo snel mogelijk")
    other.press("Verder")
    ask(other, "wishes")
    other.tick("Betaald werk")
    other.press("Verder")
    client.tick("Misschien later")
    client.press("Verder", 409)
    assert client.press("Houd dit antwoord").heading == "Wat lijkt je leuk om te doen?"
    assert draft_in(client).answers["paid_work_when"].picks == ("soon",)


def test_different_answers_merge_without_a_word(client, other):
    give(client, alone())
    open_too(client, other)
    ask(client, "hope")
    ask(other, "age")
    other.tick("16 of 17")
    other.press("Verder")
    client.write(MINE)
    client.press("Verder")
    answers = draft_in(client).answers
    assert (answers["hope"].text, answers["age"].picks) == (MINE, ("16_17",))


def test_the_same_answer_twice_is_no_clash(client, other):
    give(client, alone())
    open_too(client, other)
    for browser in (client, other):
        ask(browser, "age")
        browser.tick("16 of 17")
    client.press("Verder")
    assert other.press("Verder").heading == "Zit je op school? Of ben je net van school?"


def test_pressing_verder_twice_is_no_clash(client):
    give(client, alone())
    ask(client, "hope")
    client.write(MINE)
    page = client.page
    client.press("Verder")
    client.page = page
    assert client.press("Verder").heading == "Dit deel is klaar: Ik wil"


def test_an_old_page_from_the_history_does_not_overwrite_newer_words(client):
    give(client, make_draft({"hope": Answer(text="Eerst", revision=1)}))
    ask(client, "hope")
    old = client.page
    client.write(THEIRS)
    client.press("Verder")
    client.page = old
    client.page.write(MINE)
    assert THEIRS in client.press("Verder", 409).text
    assert draft_in(client).answers["hope"].text == THEIRS


def test_a_mistake_on_an_old_page_makes_it_no_newer(client, other):
    give(client, alone())
    open_too(client, other)
    ask(client, "hope")
    ask(other, "hope")
    other.write(THEIRS)
    other.press("Verder")
    client.write("woord " * 500)
    client.press("Verder", 422)
    client.write(MINE)
    assert THEIRS in client.press("Verder", 409).text


def test_a_question_left_open_elsewhere_is_no_clash(client, other):
    give(client, make_draft(ALONE))
    open_too(client, other)
    ask(client, "hope")
    ask(other, "hope")
    other.press("Verder")
    client.write(MINE)
    client.press("Verder")
    assert draft_in(client).answers["hope"].text == MINE


def test_helpers_words_clash_as_well(client, other):
    give(client, make_draft({"mode": Answer(picks=("together",), revision=1)}))
    open_too(client, other)
    for browser in (client, other):
        browser.visit(url_of(browser, "helper:can"))
    other.write(THEIRS)
    other.press("Verder")
    client.write(MINE)
    page = client.press("Verder", 409)
    assert THEIRS in page.text
    assert MINE in page.text


def test_saves_that_keep_crossing_end_in_a_page_that_offers_another_try(client, site, monkeypatch):
    give(client, alone())
    ask(client, "hope")
    client.write(MINE)
    save, tries = site.drafts.save, []

    def crossing(opened, boxes, now, term):
        tries.append(1)
        save(opened, {box: opened.texts[box] for box in boxes}, now)
        return save(opened, boxes, now, term)

    monkeypatch.setattr(type(site.drafts), "save", lambda _self, *args: crossing(*args))
    assert client.press("Verder", 503).hidden()["text"] == MINE
    assert 1 < len(tries) < 20
    monkeypatch.undo()
    client.press("Probeer opnieuw")
    assert draft_in(client).answers["hope"].text == MINE


def test_a_page_that_came_back_untouched_takes_nothing_from_others(client, other):
    give(client, alone())
    open_too(client, other)
    ask(client, "hope")
    ask(other, "hope")
    other.write(THEIRS)
    other.press("Verder")
    assert client.press("Verder").heading == "Dit deel is klaar: Ik wil"
    assert draft_in(client).answers["hope"].text == THEIRS
