"""What was taken from other instruments is there, and none of their themes was lost."""

import re
from pathlib import Path

import pytest

from tests.core.municipalities import QUESTIONNAIRE, each_municipality
from wizard.answersfile import people, read_draft
from wizard.core.asked import asked_now
from wizard.core.questionnaire import Scale, choices_of

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "instruments.md"
REST_AND_CERTAINTY = "my_questions"
SUGGESTED_MOST = 15
THEMES = {
    "ZRM": {"money", "housing", "mind and stress", "health", "home and family"},
    "DMA": {
        *("qualities and experience", "working", "looking for work"),
        *("health", "social surroundings"),
    },
}


def mapped() -> list[tuple[str, str, list[str]]]:
    lines = [line for line in DOCUMENT.read_text().splitlines() if line.startswith("| ")]
    cells = [line[2:-2].split(" | ") for line in lines[2:]]
    return [(name, theme, re.findall(r"`(.+?)`", ours)) for name, theme, ours, *_ in cells]


def known_ids(questionnaire) -> set[str]:
    found = set()
    for question in questionnaire.questions():
        parts = question.items if isinstance(question, Scale) else choices_of(question)
        found |= {question.id, *(f"{question.id}.{part.id}" for part in parts)}
    return found


@each_municipality
def test_every_id_in_the_table_is_a_question_or_a_choice(edition):
    named = {id_ for *_, ours in mapped() for id_ in ours}
    assert named - known_ids(edition.questionnaire) == set()


def test_an_id_that_does_not_exist_would_be_missed():
    assert {"hope", "sort_out_first.money", "work_skills.tasks"} <= known_ids(QUESTIONNAIRE)
    assert "sort_out_first.debts" not in known_ids(QUESTIONNAIRE)


@pytest.mark.parametrize("instrument", THEMES)
def test_every_theme_of_an_instrument_has_a_place(instrument):
    found = {theme for name, theme, ours in mapped() if name == instrument and ours}
    assert found == THEMES[instrument]


def test_the_five_areas_of_life_are_all_that_can_be_named_there():
    areas = {id_.partition(".")[2] for name, _, ours in mapped() for id_ in ours if name == "ZRM"}
    named = {choice.id for choice in choices_of(QUESTIONNAIRE.find_question("sort_out_first"))}
    assert named - areas == {"rather_in_talk", "no"}


@pytest.mark.parametrize("name", sorted(people().keys() - {"everything-at-full-length"}))
def test_nobody_reads_the_whole_list_of_suggested_questions(name):
    answers = read_draft(people()[name], QUESTIONNAIRE).path(QUESTIONNAIRE).counted
    question = QUESTIONNAIRE.find_question(REST_AND_CERTAINTY)
    assert len(asked_now(question, answers, ()).choices) <= SUGGESTED_MOST
