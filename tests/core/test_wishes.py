"""Wishes one by one: those that were picked, then the person's own."""

from tests.core.arnhem import ARNHEM
from wizard.core.answers import Answer
from wizard.core.draft import Draft, SharedDocument
from wizard.core.wishes import OWN, all_wishes, wishes_of


def told(**answer) -> Draft:
    return Draft(shared=SharedDocument(answers={"wishes": Answer(**answer)}))


def test_what_was_picked_comes_in_the_order_of_the_content_and_own_words_last():
    wishes = wishes_of(ARNHEM, told(picks=("paid_work", "meet_people"), text="Vissen", lang="nl"))
    assert [wish.id for wish in wishes] == ["meet_people", "paid_work", OWN]
    assert (wishes[-1].text, wishes[-1].lang) == ("Vissen", "nl")


def test_who_skipped_the_question_has_no_wishes():
    assert wishes_of(ARNHEM, told(picks=("paid_work",), skipped=True)) == ()
    assert wishes_of(ARNHEM, Draft(shared=SharedDocument())) == ()


def test_an_earlier_wish_keeps_its_words_and_own_words_no_choices_id():
    known = {wish.id: wish.text for wish in all_wishes(ARNHEM)}
    assert known["paid_work"] == "Betaald werk"
    assert OWN not in known
