"""What the shipped content says, held against the decisions about it (domain notes 5 and 6)."""

from collections.abc import Iterator
from typing import get_args

import pytest

from tests.core.arnhem import ARNHEM, CONTENT
from wizard.core.content import load_glossary, load_questionnaire, texts
from wizard.core.municipality import Municipality
from wizard.core.questionnaire import (
    Pairs,
    Part,
    Question,
    Scale,
    Several,
    TextQuestion,
    Tiles,
    choices_of,
)

QUESTIONNAIRE = load_questionnaire(CONTENT)
MUNICIPALITY: Municipality = ARNHEM.municipality

PARTS = {
    "start": "mode beside helper_role device",
    "want": "wishes paid_work_when work_kinds hope week_now work_style not_wanted exciting",
    "can": "strengths others_say done_before work_skills start_often travel",
    "need": "support talk_with_me help_wanted",
    "people": "people",
    "talk": "whose_idea who_comes my_questions where_how",
    "about": "residence age school school_contact",
    "private": "sort_out_first help_order stopped how_it_went helper_load take_into_account",
}
FOUND_NUMBERS = {"112", "113", "0800-2000", "0800-8115"}


def numbered() -> Iterator[Part]:
    return (part for part in QUESTIONNAIRE.parts if part.numbered)


def asked(*, short: bool) -> list[Question]:
    found = [q for part in numbered() for q in part.questions if q.when is None]
    return [question for question in found if question.short or not short]


def test_every_question_stands_in_its_part() -> None:
    found = {part.id: " ".join(q.id for q in part.questions) for part in QUESTIONNAIRE.parts}

    assert found == PARTS


def test_there_are_seven_numbered_parts_and_one_before_the_first_wish() -> None:
    assert len(list(numbered())) == 7
    assert [part.id for part in QUESTIONNAIRE.parts if not part.numbered] == ["start"]


def test_the_short_version_has_14_pages_and_all_together_26() -> None:
    assert len(asked(short=True)) == 14
    assert len(asked(short=False)) == 26


def test_short_questions_come_before_the_rest_of_their_part() -> None:
    for part in QUESTIONNAIRE.parts:
        order = [not question.short for question in part.questions]
        assert order == sorted(order), part.id


def test_every_conditional_question_is_short() -> None:
    assert [q.id for q in QUESTIONNAIRE.questions() if q.when and not q.short] == []


def test_staying_and_rest_stand_beside_paid_work_as_equals() -> None:
    wishes = QUESTIONNAIRE.find_question("wishes")
    assert isinstance(wishes, Several)
    by_id = {choice.id: choice for choice in wishes.choices}

    for equal in ("stay", "rest"):
        assert by_id[equal].sentence
        assert (by_id[equal].group, by_id[equal].help) == ("", "")
        assert not by_id[equal].exclusive
    assert (by_id["paid_work"].group, by_id["paid_work"].help) == ("", "")
    assert wishes.most == 3


def test_the_private_part_is_last_and_sensitive_and_has_no_field_for_the_helper() -> None:
    private = QUESTIONNAIRE.parts[-1]

    assert (private.private, private.chapter) == (True, None)
    assert all(question.sensitive for question in private.questions)


def test_nothing_outside_the_private_part_is_sensitive() -> None:
    shared = [q for part in QUESTIONNAIRE.parts if not part.private for q in part.questions]

    assert [question.id for question in shared if question.sensitive] == []


def test_help_is_one_short_sentence_at_most() -> None:
    for question in QUESTIONNAIRE.questions():
        assert sum(question.help.count(mark) for mark in ".?!") <= 1, question.id


@pytest.mark.parametrize("word", ["Arnhem", "CAW", "Scalabor", "Activerend", "wijkcoach", "Duiven"])
def test_what_all_municipalities_share_names_none(word: str) -> None:
    shared = [*texts(QUESTIONNAIRE), *texts(load_glossary(CONTENT))]

    assert [place for place, text in shared if word.lower() in text.lower()] == []


def test_every_kind_of_question_is_used() -> None:
    kinds = {type(question).__name__ for question in QUESTIONNAIRE.questions()}

    assert kinds == {kind.__name__ for kind in get_args(Question)}


def test_each_answer_has_a_sentence_of_its_own() -> None:
    for question in QUESTIONNAIRE.questions():
        said = [choice.sentence for choice in choices_of(question) if choice.sentence]
        if isinstance(question, Pairs):
            said = [c.sentence for pair in question.items for c in pair.choices if c.sentence]
        if isinstance(question, Scale):
            said = [text for item in question.items for text in item.sentences.values()]
        assert len(said) == len(set(said)), question.id
        if isinstance(question, Tiles):
            assert len(said) == len(question.choices)


def test_text_questions_never_have_a_second_box_to_type_in() -> None:
    for question in QUESTIONNAIRE.questions():
        boxes = [field.id for field in question.fields if field.kind == "text"]
        boxes += ["own words"] if question.own_words or isinstance(question, TextQuestion) else []
        assert len(boxes) <= 1, question.id


def test_there_are_enough_marks_to_tell_plans_apart() -> None:
    marks = QUESTIONNAIRE.marks

    assert min(len(marks.first), len(marks.second)) >= 24
    assert all(word.text.endswith("e") for word in marks.first)
    assert all(word.text.isalpha() for word in (*marks.first, *marks.second))


def test_the_plan_gives_at_most_five_tips() -> None:
    assert 1 <= len(QUESTIONNAIRE.tips) <= 5


def test_only_numbers_that_were_checked_are_printed() -> None:
    numbers = {entry.phone for entry in MUNICIPALITY.urgent_help if entry.phone}

    assert numbers == FOUND_NUMBERS
    assert {contact.phone for contact in MUNICIPALITY.contacts} == {""}
    assert {contact.website for contact in MUNICIPALITY.contacts} == {""}


def test_the_cards_stand_in_the_order_of_the_rules() -> None:
    order = ["elsewhere", "under_16", "coach_first", "start_again", "school", "orientation"]

    assert [card.id for card in MUNICIPALITY.cards] == [*order, "paid_work"]
    extras = sorted(MUNICIPALITY.cards, key=lambda card: card.extra_rank)
    assert [card.id for card in extras][:5] == [
        "orientation",
        "start_again",
        "school",
        "coach_first",
        "paid_work",
    ]
    assert [card.id for card in MUNICIPALITY.cards if card.alone] == ["elsewhere"]


def test_six_outcomes_are_told_without_a_percentage_or_a_promise() -> None:
    told = " ".join(text for outcome in MUNICIPALITY.outcomes for _, text in texts(outcome))

    assert len(MUNICIPALITY.outcomes) == 6
    assert "%" not in told
    assert MUNICIPALITY.promises == ()


@pytest.mark.parametrize(
    "promise",
    [
        "niemand krijgt",
        "niemand mag je afwijzen",
        "je houdt je uitkering",
        "geen eigen bijdrage",
        "is klaar op",
        "jij kiest",
    ],
)
def test_nothing_is_promised_that_a_municipality_must_promise_itself(promise: str) -> None:
    told = [*texts(QUESTIONNAIRE), *texts(MUNICIPALITY), *texts(load_glossary(CONTENT))]

    assert [place for place, text in told if promise in text.lower()] == []
