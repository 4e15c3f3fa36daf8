"""The questionnaire as frozen values: what it refuses, and how one finds things in it."""

import pytest

from tests.core import village
from wizard.core.questionnaire import Condition, choices_of

SAID = village.said("tea", "green")


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param({}, id="says nothing"),
        pytest.param({"question": "tea"}, id="question without choices"),
        pytest.param({"any_of": ("green",)}, id="choices without question"),
        pytest.param({"question": "tea", "any_of": ("green",), "all": (SAID,)}, id="two at once"),
        pytest.param({"all": (SAID,), "any": (SAID,)}, id="all and any"),
        pytest.param({"any_of": ("green",), "not_": SAID}, id="choices beside not"),
    ],
)
def test_a_condition_is_exactly_one_of_its_forms(forms):
    with pytest.raises(ValueError, match="a condition is one of"):
        Condition(**forms)


def test_questions_come_in_the_order_of_their_parts():
    ids = [question.id for question in village.QUESTIONNAIRE.questions()]

    assert ids[:5] == ["mode", "beside", "helper_role", "wishes", "paid_work_when"]
    assert ids[-1] == "help_order"


def test_a_question_is_found_by_its_id():
    assert village.QUESTIONNAIRE.find_question("hope") is village.HOPE
    assert village.QUESTIONNAIRE.find_question("unknown") is None


def test_a_question_stands_in_one_part():
    assert village.QUESTIONNAIRE.part_of("help_order").id == "private"


def test_a_question_names_its_kind_as_content_files_do():
    kinds = [question.kind for question in village.QUESTIONNAIRE.questions()]

    assert " ".join(sorted(set(kinds))) == "one pairs people scale several text tiles week"


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        (village.WISHES, ["paid_work", "rest", "not_known"]),
        (village.PEOPLE, ["parent", "friend"]),
        (village.START_OFTEN, ["not_known"]),
        (village.HOPE, []),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_a_condition_may_name_these_choices(question, ids):
    assert [choice.id for choice in choices_of(question)] == ids


def test_a_municipality_finds_its_contacts_and_cards():
    municipality = village.MUNICIPALITY

    assert municipality.contact("coach").name == "De coach"
    assert municipality.find_card("paid_work") is municipality.cards[2]
    assert municipality.find_card("unknown") is None
