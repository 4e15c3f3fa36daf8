"""Who may send, to which desk, and that no byte goes of what is switched off."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given

from tests.core.arnhem import ARNHEM
from tests.core.strategies import answers, drafts, helper_words
from wizard.core.answers import Answer
from wizard.core.draft import Draft, SharedDocument
from wizard.core.followup import Agreement, Round
from wizard.core.municipality import Governance
from wizard.core.sending import (
    Hindrance,
    desk_key_id,
    desks_for,
    hindrance,
    kept_for,
    sends,
    sent_plan,
)

TODAY = date(2026, 11, 22)
MUNICIPALITY = ARNHEM.municipality
SENDING = MUNICIPALITY.sending
SETTLED = Governance(cases_legal_basis="Wmo", dpia_on=TODAY, worrying_texts_on=TODAY)
TURKISH = msgspec.structs.replace(ARNHEM, lang="tr")


def with_sending(**changes: object):
    sending = msgspec.structs.replace(SENDING, **changes)
    return msgspec.structs.replace(MUNICIPALITY, sending=sending)


def picked(question: str, choice: str) -> dict[str, Answer]:
    return {question: Answer(picks=(choice,))}


def goes(draft: Draft, own=ARNHEM) -> bytes:
    return msgspec.json.encode(sent_plan(ARNHEM, own, draft, TODAY))


def test_live_a_plan_is_sent_only_where_everything_is_settled():
    settled = msgspec.structs.replace(MUNICIPALITY, governance=SETTLED)
    assert sends(settled, demo=False)
    for name in SETTLED.__struct_fields__:
        lacking = msgspec.structs.replace(
            SETTLED, **{name: Governance.__struct_defaults__[SETTLED.__struct_fields__.index(name)]}
        )
        here = msgspec.structs.replace(MUNICIPALITY, governance=lacking)
        assert sends(here, demo=False) is (lacking == SETTLED)
        assert sends(here, demo=True)


def test_nowhere_is_sent_from_a_municipality_without_a_desk():
    none = msgspec.structs.replace(MUNICIPALITY, sending=None, governance=SETTLED)
    assert not sends(none, demo=True)
    assert desks_for(none, wmo=True) == ()


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({}, None),
        (picked("residence", "no"), Hindrance.ELSEWHERE),
        (picked("age", "under_16"), Hindrance.UNDER_16),
        (picked("who_comes", "representative"), Hindrance.REPRESENTED),
    ],
)
def test_some_people_do_not_send_here(told, why):
    assert hindrance(MUNICIPALITY, told) is why


def test_a_municipality_may_say_that_they_send_too():
    here = with_sending(under_16=True, represented=True)
    assert hindrance(here, picked("age", "under_16")) is None
    assert hindrance(here, picked("who_comes", "representative")) is None


def test_who_decides_about_money_only_keeps_nobody_from_sending():
    told = picked("who_comes", "representative")
    assert hindrance(MUNICIPALITY, told, money_only=True) is None
    young = told | picked("age", "under_16")
    assert hindrance(MUNICIPALITY, young, money_only=True) is Hindrance.UNDER_16


def test_the_desk_for_the_wmo_comes_beside_the_usual_one():
    assert [desk.id for desk in desks_for(MUNICIPALITY, wmo=False)] == ["caw"]
    assert [desk.id for desk in desks_for(MUNICIPALITY, wmo=True)] == ["caw", "district_team"]
    assert [desk.id for desk in desks_for(with_sending(wmo_desk=""), wmo=True)] == ["caw"]
    assert desk_key_id(MUNICIPALITY, SENDING.desks[0]) == "arnhem/caw"


def test_a_case_is_kept_as_the_municipality_says_and_in_a_trial_a_day():
    assert kept_for(SENDING, demo=False) == timedelta(days=180)
    assert kept_for(SENDING, demo=True) == timedelta(hours=24)


def test_the_plan_goes_in_dutch_and_in_the_residents_language():
    draft = Draft(shared=SharedDocument(answers={"hope": Answer(text="Rust", lang="tr")}))
    both = sent_plan(ARNHEM, TURKISH, draft, TODAY)
    assert both.dutch
    assert both.own
    assert (both.dutch.lang, both.own.lang) == ("nl", "tr")
    assert sent_plan(ARNHEM, ARNHEM, draft, TODAY).own is None


def test_neither_reasons_nor_an_earlier_talk_go_along():
    after = Round(agreements=(Agreement(who="KANARIE"),))
    shared = SharedDocument(answers=picked("residence", "no"), after=after)
    plan = sent_plan(ARNHEM, ARNHEM, Draft(shared=shared), TODAY).dutch
    assert plan
    assert plan.next_step.card.why == ()
    assert plan.after == Round()


@given(drafts(ARNHEM), answers(ARNHEM), helper_words)
def test_what_is_switched_off_changes_no_byte_of_what_goes(draft, others, words):
    before = goes(draft)
    for question in ARNHEM.questionnaire.questions():
        if not draft.is_on_paper(question):
            private = ARNHEM.questionnaire.part_of(question.id).private
            other = others.get(question.id, Answer())
            draft = draft.with_answer(question.id, other, private=private)
    for part, said in draft.shared.helper.items():
        if not said.on_paper:
            draft = draft.with_helper(part, msgspec.structs.replace(words, on_paper=False))

    assert goes(draft) == before
