"""The questions that all municipalities share, held against the decisions (domain notes 5)."""

from collections.abc import Iterator
from typing import get_args

from tests.core.municipalities import QUESTIONNAIRE
from wizard.core.questionnaire import Part, Question

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


def test_every_kind_of_question_is_used() -> None:
    kinds = {type(question).__name__ for question in QUESTIONNAIRE.questions()}

    assert kinds == {kind.__name__ for kind in get_args(Question)}


def test_there_are_enough_marks_to_tell_plans_apart() -> None:
    marks = QUESTIONNAIRE.marks

    assert min(len(marks.first), len(marks.second)) >= 24
    assert all(word.text.endswith("e") for word in marks.first)
    assert all(word.text.isalpha() for word in (*marks.first, *marks.second))


def test_the_plan_gives_at_most_five_tips() -> None:
    assert 1 <= len(QUESTIONNAIRE.tips) <= 5
