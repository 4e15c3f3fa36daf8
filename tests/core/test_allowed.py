"""What an answer may hold follows from the question's kind."""

import pytest

from tests.core import village
from wizard.core.allowed import Allowed, Picks, allowed_in, fits
from wizard.core.questionnaire import Choice, Several, TextQuestion

ROOMS = {
    "one": (village.MODE, Allowed(picks=Picks(("alone", "together", "helping"), 1))),
    "several": (village.WISHES, Allowed(picks=Picks(("paid_work", "rest"), 3))),
    "tiles": (village.WORK_KINDS, Allowed(picks=Picks(("green", "animals")))),
    "scale": (village.WORK_SKILLS, Allowed(items={"on_time": ("well", "sometimes")})),
    "pairs": (village.WORK_STYLE, Allowed(items={"company": ("alone", "either")})),
    "people": (
        village.PEOPLE,
        Allowed(picks=Picks(("parent", "friend")), items={"parent": None, "friend": None}),
    ),
    "text": (village.HOPE, Allowed(text=True)),
    "follow-ups": (
        village.TALK_WITH_ME,
        Allowed(
            picks=Picks(("slowly", "interpreter")),
            fields={"language": None, "where": ("home", "office")},
        ),
    ),
}


@pytest.mark.parametrize(("question", "allowed"), ROOMS.values(), ids=ROOMS)
def test_each_kind_of_question_gives_its_own_room(question, allowed):
    assert allowed_in(question) == allowed


def test_a_week_has_half_days_and_what_may_stand_instead():
    picks = allowed_in(village.START_OFTEN).picks
    assert picks
    assert (picks.ids[0], picks.ids[-1], len(picks.ids)) == ("monday-morning", "not_known", 5)


def test_own_words_and_what_stands_instead_of_them_are_asked_where_the_content_says_so():
    words = Several(id="x", text="?", own_words="Iets anders?", choices=(village.YES,))
    assert allowed_in(words).text
    instead = TextQuestion(id="x", text="?", instead=(village.NOT_KNOWN,))
    assert allowed_in(instead).picks == Picks(("not_known",))


def test_picks_keep_to_their_number_and_an_exclusive_one_stands_alone():
    none = Choice(id="none", text="Niets", exclusive=True)
    many = Several(id="x", text="?", most=2, choices=(village.YES, village.NO, none))
    picks = allowed_in(many).picks
    assert picks
    assert [picks.allow(some) for some in ((), ("none",), ("yes", "no"))] == [True] * 3
    refused = (("moon",), ("yes", "none"), ("yes", "no", "none"))
    assert [picks.allow(some) for some in refused] == [False] * 3


@pytest.mark.parametrize(
    ("text", "one_line", "fit"),
    [
        ("x" * 2000, False, True),
        ("x" * 2001, False, False),
        ("\n" * 59, False, True),
        ("\n" * 60, False, False),
        ("x" * 200, True, True),
        ("x" * 201, True, False),
        ("a\nb", True, False),
    ],
)
def test_a_text_fits_or_it_does_not(text, one_line, fit):
    assert fits(text, one_line=one_line) is fit
