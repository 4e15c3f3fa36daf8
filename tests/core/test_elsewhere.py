"""What another municipality asked stays in the draft, and its words can be read."""

import json
from datetime import date

import pytest

from tests.core import village
from wizard.core.answers import Answer
from wizard.core.draft import Draft, SharedDocument
from wizard.core.elsewhere import elsewhere, typed_words, with_unknown
from wizard.core.own_file import own_file

GOALS = Answer(picks=("on_time",), text="Leren lassen", items={"a": "well"}, fields={"b": "Bij Jo"})
ANSWERS = {"hope": Answer(text="Rust"), "goals": GOALS}


def test_answers_without_a_question_here_are_found():
    assert [*elsewhere(village.QUESTIONNAIRE, ANSWERS)] == [("goals", GOALS)]


def test_only_what_was_typed_can_be_read():
    assert typed_words(GOALS) == ("Leren lassen", "Bij Jo")
    assert typed_words(Answer(picks=("on_time",))) == ()


def test_the_file_of_ones_own_says_what_was_told_elsewhere():
    draft = Draft(shared=SharedDocument(answers=ANSWERS))
    file = json.loads(own_file(village.EDITION, draft, date(2026, 11, 22), "Van jou."))

    told = [one for one in file["readable"] if one.get("question") == "goals"]

    assert told == [
        {
            "question": "goals",
            "asked": "",
            "said": ["on_time", "Leren lassen", "Bij Jo"],
            "skipped": False,
        }
    ]
    assert file["draft"]["shared"]["answers"]["goals"]["text"] == "Leren lassen"


@pytest.mark.parametrize(
    ("question", "stored", "answer", "picks"),
    [
        pytest.param(
            village.WISHES, ("pause", "rest"), ("paid_work",), ("paid_work", "pause"), id="several"
        ),
        pytest.param(village.WISHES, ("pause",), (), ("pause",), id="several, nothing picked"),
        pytest.param(village.PAID_WORK_WHEN, ("never",), ("soon",), ("soon",), id="one, another"),
        pytest.param(village.PAID_WORK_WHEN, ("never",), (), ("never",), id="one, nothing picked"),
        pytest.param(village.WORK_SKILLS, ("x",), (), ("x",), id="nothing can be picked"),
        pytest.param(
            village.START_OFTEN, ("sunday-night",), (), ("sunday-night",), id="parts of a day"
        ),
    ],
)
def test_a_changed_answer_keeps_the_choices_that_another_municipality_has(
    question, stored, answer, picks
):
    assert with_unknown(Answer(picks=answer), Answer(picks=stored), question).picks == picks


def test_a_changed_answer_keeps_what_was_typed_elsewhere():
    stored = Answer(items={"on_time": "well", "careful": "well"}, fields={"x": "y"}, text="Zo.")

    kept = with_unknown(Answer(items={"on_time": "sometimes"}), stored, village.WORK_SKILLS)

    assert kept.items == {"careful": "well", "on_time": "sometimes"}
    assert (kept.fields, kept.text) == ({"x": "y"}, "Zo.")


def test_own_words_that_were_taken_away_here_stay_away():
    assert with_unknown(Answer(), Answer(text="Rust"), village.HOPE).text == ""
