"""After the talk: what was agreed and how it goes, without a verdict and without forgetting."""

from datetime import date, timedelta

import pytest

from wizard.core.draft import Draft, SharedDocument
from wizard.core.followup import AGREEMENTS_MOST, Agreement, Progress, Round, State

MAY = date(2026, 5, 4)
UNDER_WAY = Progress(state=State.UNDER_WAY, on=MAY, words="Ik was er twee keer.", lang="nl")


def test_an_empty_round_holds_nothing():
    assert not Round()
    assert not Agreement()
    assert Round().latest("paid_work") is None


@pytest.mark.parametrize(
    "round_",
    [
        Round(talked=("wishes",)),
        Round(agreements=(Agreement(what="bellen"),)),
        Round(fixed_person="Sam"),
        Round(progress={"paid_work": (UNDER_WAY,)}),
    ],
)
def test_anything_written_down_counts(round_):
    assert round_


def test_empty_lines_of_the_table_are_left_out():
    lines = (Agreement(), Agreement(who="Ik", what="bel", when="maandag"), Agreement())
    after = Round().with_talk(("hope",), lines, "Sam")
    assert after.agreements == (lines[1],)
    assert (after.talked, after.fixed_person) == (("hope",), "Sam")


def test_the_table_has_an_end():
    lines = tuple(Agreement(what=str(n)) for n in range(AGREEMENTS_MOST + 1))
    assert len(Round().with_talk((), lines, "").agreements) == AGREEMENTS_MOST


def test_what_was_said_earlier_about_a_wish_stays():
    later = Progress(state=State.STOPPED, on=MAY + timedelta(days=30))
    after = Round().with_progress("paid_work", UNDER_WAY).with_progress("paid_work", later)
    assert after.progress["paid_work"] == (UNDER_WAY, later)
    assert after.latest("paid_work") == later


def test_saying_the_same_again_adds_nothing():
    after = Round().with_progress("paid_work", UNDER_WAY)
    again = Progress(state=State.UNDER_WAY, on=MAY + timedelta(1), words=UNDER_WAY.words)
    assert after.with_progress("paid_work", again) is after


def test_a_second_thought_on_one_day_takes_the_place_of_the_first():
    second = Progress(state=State.DONE, on=MAY)
    after = Round().with_progress("paid_work", UNDER_WAY).with_progress("paid_work", second)
    assert after.progress["paid_work"] == (second,)


def test_a_new_start_keeps_every_answer_and_the_earlier_round():
    after = Round(fixed_person="Sam")
    draft = Draft(shared=SharedDocument(opened=("want",), after=after, term=90))
    anew = draft.with_new_round("orientation")
    assert (anew.shared.after, anew.shared.earlier) == (Round(), (after,))
    assert (anew.shared.chosen_card, anew.shared.term) == ("orientation", 90)
    assert anew.shared.opened == ("want",)


def test_a_new_start_before_any_talk_leaves_no_empty_round():
    anew = Draft(shared=SharedDocument()).with_new_round("orientation")
    assert anew.shared.earlier == ()


def test_the_term_the_language_and_the_talk_are_kept_in_the_shared_document():
    draft = Draft(shared=SharedDocument()).with_term(180).with_lang("ar")
    shared = draft.with_after(Round(talked=("hope",))).shared
    assert (shared.term, shared.lang, shared.after.talked) == (180, "ar", ("hope",))
