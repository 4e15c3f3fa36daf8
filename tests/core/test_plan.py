"""The plan says what the answers say, in the order of a talk, and nothing that is switched off."""

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest
from hypothesis import given

from tests.core import village
from tests.core.arnhem import ARNHEM
from tests.core.strategies import answers, drafts, helper_words
from tests.core.village import picked
from wizard.core.answers import Answer, Line
from wizard.core.content import texts
from wizard.core.draft import Draft, HelperWords, PrivateDocument, SharedDocument
from wizard.core.municipality import Edition
from wizard.core.plan import HelperNote, Plan, PlanItem, build_plan, mark_text
from wizard.core.questionnaire import Question, Week
from wizard.core.routing import route_for

TODAY = date(2026, 3, 1)
PRIVATE = picked(sort_out_first="money", help_order="help_first")


def shared(answers: dict[str, Answer], **chosen: object) -> Draft:
    return Draft(shared=SharedDocument(answers=answers, **chosen))


def planned(draft: Draft, edition: Edition = village.EDITION) -> Plan:
    return build_plan(edition, draft, TODAY)


def chapters(plan: Plan) -> dict[str, list[str]]:
    """The ids of the questions in each chapter that is not empty."""
    return {id_: [i.question for i in c.items] for id_, c in plan.chapters.items() if c}


def items_of(plan: Plan) -> Iterator[PlanItem]:
    for chapter in plan.chapters.values():
        yield from chapter.items


def test_each_answer_stands_in_its_chapter():
    hope = Answer(text="Een vaste plek.", lang="nl")
    plan = planned(shared({**picked(wishes="rest", people="parent"), "hope": hope}))

    assert chapters(plan) == {"hope": ["hope"], "want": ["wishes"], "people": ["people"]}
    assert plan.chapters["hope"].items == (
        PlanItem("hope", "Ik hoop", (Line(own_words="Een vaste plek."),), "nl", talk=False),
    )


def test_an_answer_without_anything_to_say_leaves_no_trace():
    skipped = {"hope": Answer(text="Toch niet.", skipped=True), "people": Answer()}

    assert planned(shared({**picked(wishes="not_known"), **skipped})).is_blank


def test_an_answer_off_the_path_is_not_in_the_plan():
    assert (
        planned(shared(picked(wishes="rest", paid_work_when="soon"))).chapters["want"].items
        == planned(shared(picked(wishes="rest"))).chapters["want"].items
    )


def test_the_plan_says_when_and_by_whom_it_was_made():
    alone = planned(shared(picked(mode="alone", helper_role="coach"), mark=("green", "bicycle")))
    together = planned(shared(picked(mode="together", helper_role="coach")))

    assert (alone.made_on, alone.lang, alone.mark) == (TODAY, "nl", "groene fiets")
    assert (alone.together, alone.helper_role) == (False, "")
    assert (together.together, together.helper_role) == (True, "mijn jobcoach")


def test_a_helper_who_did_not_say_who_they_are_has_no_role():
    assert planned(shared(picked(mode="together"))).helper_role == ""


def test_a_questionnaire_without_that_question_has_no_role():
    start, *others = village.QUESTIONNAIRE.parts
    parts = (msgspec.structs.replace(start, questions=start.questions[:2]), *others)
    questionnaire = msgspec.structs.replace(village.QUESTIONNAIRE, parts=parts)
    edition = msgspec.structs.replace(village.EDITION, questionnaire=questionnaire)

    assert planned(shared(picked(mode="together")), edition).helper_role == ""


@pytest.mark.parametrize(
    ("mode", "words", "notes"),
    [
        ("together", HelperWords(text="Kookt goed.", on_paper=True, lang="nl"), 1),
        ("together", HelperWords(text="Kookt goed."), 0),
        ("together", HelperWords(on_paper=True), 0),
        ("alone", HelperWords(text="Kookt goed.", on_paper=True), 0),
    ],
    ids=["agreed", "not agreed", "nothing said", "nobody helps any more"],
)
def test_the_helper_s_words_stand_apart_when_the_resident_agrees(mode, words, notes):
    draft = shared(picked(mode=mode, helper_role="parent"), helper={"want": words, "can": words})
    expected = (HelperNote("want", "mijn ouder", "Kookt goed.", "nl"),) * notes

    assert planned(draft).chapters["want"].helper == expected
    assert not planned(draft).chapters["can"]


def test_talk_points_are_the_plan_s_own_items_in_the_order_of_choosing():
    answers = {**picked(wishes="rest"), "hope": Answer(text="Rust.")}
    plan = planned(shared(answers, talk=("hope", "people", "wishes")))

    assert [item.question for item in plan.talk_points] == ["hope", "wishes"]
    assert set(plan.talk_points) == {item for item in items_of(plan) if item.talk}


def test_one_next_step_with_whom_to_turn_to():
    step = planned(shared({})).next_step

    assert (step.card.card.id, step.contact.id) == ("orientation", "desk")
    assert (step.companion.title, step.companion_contact.id) == ("Neem iemand mee", "friend")


def test_the_resident_s_own_choice_is_the_next_step():
    assert planned(shared({}, chosen_card="paid_work")).next_step.card.chosen


def test_private_answers_steer_the_plan_only_when_switched_on():
    off = Draft(shared=SharedDocument(), private=PrivateDocument(answers=PRIVATE))
    on = Draft(
        shared=SharedDocument(),
        private=PrivateDocument(answers=PRIVATE, paper=dict.fromkeys(PRIVATE, True)),
    )

    assert (chapters(planned(off)), planned(off).next_step.contact.id) == ({}, "desk")
    assert chapters(planned(on)) == {"need": ["sort_out_first", "help_order"]}
    assert planned(on).next_step.contact.id == "coach"


def test_a_mark_of_long_ago_has_no_words():
    assert mark_text(village.EDITION, shared({}, mark=("gone", "bicycle"))) == "fiets"


# --- What holds for every draft ------------------------------------------------------------------


def words_of(question: Question) -> set[str]:
    """Every line of ours that an answer to this question may lead to."""
    ours = {text for _, text in texts(question)} | {""}
    for field in question.fields:
        label = field.plan_label or field.label
        ours |= {f"{label} {choice.text}" for choice in field.choices}
    return ours


def is_ours(question: Question, text: str) -> bool:
    if isinstance(question, Week) and ": " in text:
        day, dayparts = text.split(": ")
        return {day, *dayparts.split(", ")} <= words_of(question)
    return text in words_of(question)


@given(drafts(ARNHEM))
def test_every_line_traces_to_a_sentence_of_ours_or_to_the_person_s_own_words(draft):
    items = list(items_of(planned(draft, ARNHEM)))
    assert len({item.question for item in items}) == len(items)
    for item in items:
        question = ARNHEM.questionnaire.find_question(item.question)
        answer = draft.answers[item.question]
        typed = {"", answer.text, *answer.items.values(), *answer.fields.values()}
        assert item.lines
        assert item.heading == question.heading
        assert all(is_ours(question, line.text) and line.own_words in typed for line in item.lines)
        assert not answer.text or Line(own_words=answer.text) in item.lines


@given(drafts(ARNHEM), answers(ARNHEM), helper_words)
def test_what_is_switched_off_changes_no_byte_of_the_plan(draft, others, words):
    before = msgspec.json.encode(planned(draft, ARNHEM))
    for question in ARNHEM.questionnaire.questions():
        if not draft.is_on_paper(question):
            private = ARNHEM.questionnaire.part_of(question.id).private
            other = others.get(question.id, Answer())
            draft = draft.with_answer(question.id, other, private=private)
    for part, said in draft.shared.helper.items():
        if not said.on_paper:
            draft = draft.with_helper(part, msgspec.structs.replace(words, on_paper=False))

    assert msgspec.json.encode(planned(draft, ARNHEM)) == before


@given(drafts(ARNHEM))
def test_everything_switched_on_gives_the_route_of_the_screen(draft):
    for question in ARNHEM.questionnaire.questions():
        private = ARNHEM.questionnaire.part_of(question.id).private
        draft = draft.with_paper(question.id, on_paper=True, private=private)
    counted = draft.path(ARNHEM.questionnaire).counted
    route = route_for(ARNHEM.municipality, counted, draft.shared.chosen_card)

    assert planned(draft, ARNHEM).next_step.card == route.main
