"""A draft changes one thing at a time, and shows others only what is switched on."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import village
from tests.core.strategies import answers_to, drafts
from wizard.core.answers import Answer
from wizard.core.draft import Draft, HelperWords, PrivateDocument, SharedDocument, on_paper
from wizard.core.questionnaire import Question

MONEY = Answer(picks=("money",))
HOPE = Answer(text="Een vaste plek.")
QUESTIONS = st.sampled_from(list(village.QUESTIONNAIRE.questions()))

DRAFT = Draft(
    shared=SharedDocument(answers={"hope": HOPE}, talk=("hope",), mark=("green", "bicycle")),
    private=PrivateDocument(answers={"sort_out_first": MONEY}, talk=("sort_out_first",)),
)


def is_private(question: Question) -> bool:
    return village.QUESTIONNAIRE.part_of(question.id).private


def test_a_draft_answers_from_both_documents():
    assert DRAFT.answers == {"hope": HOPE, "sort_out_first": MONEY}
    assert DRAFT.talk == ("hope", "sort_out_first")


@pytest.mark.parametrize("private", [False, True])
def test_an_answer_lands_in_its_own_document(private):
    draft = DRAFT.with_answer("wishes", MONEY, private=private)

    changed, other = (draft.private, draft.shared) if private else (draft.shared, draft.private)
    assert changed.answers["wishes"] == MONEY
    assert other in (DRAFT.shared, DRAFT.private)


def test_a_part_is_opened_once():
    draft = DRAFT.with_opened("want").with_opened("can").with_opened("want")

    assert draft.shared.opened == ("want", "can")
    assert "question:work_kinds" in {step.key for step in draft.path(village.QUESTIONNAIRE).steps}


def test_the_talk_points_and_the_chosen_card_are_replaced():
    draft = DRAFT.with_talk(("wishes",), private=False).with_chosen_card("paid_work")

    assert draft.talk == ("wishes", "sort_out_first")
    assert draft.shared.chosen_card == "paid_work"


def test_answered_skipped_and_helper_s_steps_were_seen():
    draft = DRAFT.with_answer("wishes", Answer(), private=False)
    draft = draft.with_helper("want", HelperWords())

    assert draft.seen() == {
        "question:hope",
        "question:wishes",
        "question:sort_out_first",
        "helper:want",
    }


def test_only_sensitive_answers_start_off_paper():
    assert DRAFT.is_on_paper(village.HOPE)
    assert not DRAFT.is_on_paper(village.SORT_OUT_FIRST)


def test_the_resident_s_switch_decides_what_is_on_paper():
    draft = DRAFT.with_paper("hope", on_paper=False, private=False)
    draft = draft.with_paper("sort_out_first", on_paper=True, private=True)

    assert not draft.is_on_paper(village.HOPE)
    assert draft.is_on_paper(village.SORT_OUT_FIRST)
    assert draft.answers == DRAFT.answers


def test_others_see_what_is_switched_on():
    draft = DRAFT.with_helper("want", HelperWords(text="Hij kookt goed.", on_paper=True))
    shown = on_paper(village.QUESTIONNAIRE, draft.with_helper("can", HelperWords(text="Nee.")))

    assert shown.answers == {"hope": HOPE}
    assert shown.talk == ("hope",)
    assert set(shown.shared.helper) == {"want"}
    assert shown.shared.mark == ("green", "bicycle")


def test_helper_s_words_are_compared_by_what_they_say_and_may_do():
    words = HelperWords(text="Zij kookt goed.", on_paper=True, revision=1, lang="nl")

    assert words.says_the_same_as(HelperWords(text="Zij kookt goed.", on_paper=True, revision=2))
    assert not words.says_the_same_as(HelperWords(text="Zij kookt goed."))


@given(drafts(village.EDITION), st.data())
def test_changing_an_answer_never_destroys_another(draft, data):
    question = data.draw(QUESTIONS)
    answer = data.draw(answers_to(question))

    changed = draft.with_answer(question.id, answer, private=is_private(question))

    assert changed.answers == {**draft.answers, question.id: answer}


@given(drafts(village.EDITION), st.data())
def test_what_is_no_answer_leaves_all_answers_alone(draft, data):
    question = data.draw(QUESTIONS)
    private = is_private(question)

    changed = (
        draft.with_paper(question.id, on_paper=data.draw(st.booleans()), private=private)
        .with_talk((question.id,), private=private)
        .with_helper("want", HelperWords(text="Ja."))
        .with_opened("want")
        .with_chosen_card("orientation")
    )

    assert changed.answers == draft.answers


@given(drafts(village.EDITION), st.data())
def test_taking_an_answer_back_gives_the_draft_back(draft, data):
    question = data.draw(QUESTIONS)
    private = is_private(question)
    before = draft.with_answer(question.id, data.draw(answers_to(question)), private=private)

    after = before.with_answer(question.id, Answer(text="Nee."), private=private)

    assert after.with_answer(question.id, before.answers[question.id], private=private) == before


@given(drafts(village.EDITION))
def test_what_others_see_stays_the_same_when_shown_on(draft):
    shown = on_paper(village.QUESTIONNAIRE, draft)

    assert on_paper(village.QUESTIONNAIRE, shown) == shown


@given(drafts(village.EDITION))
def test_a_draft_survives_being_stored(draft):
    shared = msgspec.json.decode(msgspec.json.encode(draft.shared), type=SharedDocument)
    private = msgspec.json.decode(msgspec.json.encode(draft.private), type=PrivateDocument)

    assert Draft(shared=shared, private=private) == draft


def test_the_role_of_who_helps_from_another_screen_is_kept():
    draft = Draft(shared=SharedDocument())
    assert draft.with_helped("coach").with_helped("parent").shared.helped == "parent"
