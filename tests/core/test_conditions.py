"""A condition is a small tree of picked choices; nothing else about an answer is read."""

import pytest

from tests.core.village import said
from wizard.core.answers import Answer
from wizard.core.conditions import holds, questions_in
from wizard.core.questionnaire import Condition

ANSWERS = {"tea": Answer(picks=("green", "mint")), "cake": Answer(), "song": Answer(text="green")}

TEA, CAKE = said("tea", "green", "black"), said("cake", "yes")


def both(*parts: Condition) -> Condition:
    return Condition(all=parts)


def either(*parts: Condition) -> Condition:
    return Condition(any=parts)


def never(part: Condition) -> Condition:
    return Condition(not_=part)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        pytest.param(None, True, id="no condition"),
        pytest.param(TEA, True, id="one of the choices was picked"),
        pytest.param(said("tea", "black"), False, id="another choice was picked"),
        pytest.param(CAKE, False, id="the question was skipped"),
        pytest.param(said("milk", "yes"), False, id="the question was not asked"),
        pytest.param(said("song", "green"), False, id="typed words are never read"),
        pytest.param(both(TEA, never(CAKE)), True, id="all parts hold"),
        pytest.param(both(TEA, CAKE), False, id="one of all does not"),
        pytest.param(either(CAKE, TEA), True, id="one of any holds"),
        pytest.param(either(CAKE, never(TEA)), False, id="none of any does"),
        pytest.param(never(CAKE), True, id="not, of what was skipped"),
        pytest.param(never(TEA), False, id="not, of what was picked"),
    ],
)
def test_a_condition_holds(condition, expected):
    assert holds(condition, ANSWERS) is expected


def test_a_condition_names_the_questions_and_choices_it_reads():
    condition = both(TEA, either(CAKE, never(said("milk", "no"))))

    assert list(questions_in(condition)) == [
        ("tea", ("green", "black")),
        ("cake", ("yes",)),
        ("milk", ("no",)),
    ]


def test_no_condition_reads_nothing():
    assert list(questions_in(None)) == []
