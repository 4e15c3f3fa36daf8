"""The way through the questions: which steps there are, and that it never ends nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core import village
from tests.core.arnhem import ARNHEM
from tests.core.strategies import answers, drafts
from tests.core.village import picked
from wizard.core.answers import Answer
from wizard.core.conditions import holds
from wizard.core.path import Path, Step, StepKind, path_for

PARTS = [part.id for part in ARNHEM.questionnaire.parts]


def keys(path: Path) -> str:
    return " ".join(step.key.removeprefix("question:") for step in path.steps)


def village_path(answers: dict[str, Answer], *opened: str) -> Path:
    return path_for(village.QUESTIONNAIRE, answers, opened)


ALONE = "more:want more:can people talk_with_me hand-over:private sort_out_first"
TOGETHER = (
    "helper:want more:can people talk_with_me helper:talk "
    "hand-over:private sort_out_first hand-back:private"
)


@pytest.mark.parametrize(
    ("answers", "opened", "expected"),
    [
        pytest.param({}, (), f"mode wishes hope {ALONE}", id="nothing answered yet"),
        pytest.param(
            picked(mode="alone", wishes="paid_work"),
            (),
            f"mode wishes paid_work_when hope {ALONE}",
            id="an answer asks for another question",
        ),
        pytest.param(
            picked(mode="together"),
            (),
            f"mode helper_role wishes hope more:want {TOGETHER}",
            id="together: the helper has fields, and hands the phone over and back",
        ),
        pytest.param(
            picked(mode="helping", beside="yes"),
            ("want",),
            f"mode beside helper_role wishes hope work_kinds {TOGETHER}",
            id="helping someone who sits there, with a part opened",
        ),
        pytest.param(
            picked(mode="helping", beside="no"),
            (),
            "mode beside paper:start",
            id="helping someone who is not there: only paper",
        ),
        pytest.param(
            picked(sort_out_first="money"),
            ("want", "can"),
            "mode wishes hope work_kinds work_style work_skills start_often people "
            "talk_with_me hand-over:private sort_out_first help_order",
            id="everything opened",
        ),
    ],
)
def test_the_steps_for_these_answers(answers, opened, expected):
    assert keys(village_path(answers, *opened)) == expected


def test_only_answers_to_questions_on_the_path_count():
    answers = picked(mode="alone", beside="no", paid_work_when="soon", work_kinds="green")

    assert set(village_path(answers).counted) == {"mode"}
    assert set(village_path(answers, "want").counted) == {"mode", "work_kinds"}


@pytest.mark.parametrize("answer", [Answer(), Answer(picks=("paid_work",), skipped=True)])
def test_a_skipped_answer_does_not_count(answer):
    path = village_path({"wishes": answer})

    assert path.counted == {}
    assert "paid_work_when" not in keys(path)


def test_behind_a_part_comes_the_first_step_of_the_next():
    path = village_path({})

    assert path.after_part("want") == Step(StepKind.MORE, "can", "can")
    assert path.after_part("private") is None


def test_the_first_open_step_is_a_question_or_the_helper_s_field():
    path = village_path(picked(mode="together"))
    seen = {"question:mode", "question:helper_role", "question:wishes", "question:hope"}

    assert path.first_open(seen) == Step(StepKind.HELPER, "want", "want")
    assert path.first_open({step.key for step in path.steps}) is None


def test_a_step_off_the_path_has_no_neighbours():
    with pytest.raises(ValueError, match="not in"):
        village_path({}).next(Step(StepKind.QUESTION, "beside", "start"))


@given(drafts(ARNHEM))
def test_back_and_forward_are_inverse(draft):
    path = draft.path(ARNHEM.questionnaire)

    for step, following in zip(path.steps, [*path.steps[1:], None], strict=True):
        assert path.next(step) == following
        assert following is None or path.previous(following) == step
    assert path.previous(path.steps[0]) is None


@given(drafts(ARNHEM))
def test_every_path_ends_at_the_check_page_or_at_paper_from_where_one_can_go_back(draft):
    path = draft.path(ARNHEM.questionnaire)
    paper = [step for step in path.steps if step.kind is StepKind.PAPER]

    assert len({step.key for step in path.steps}) == len(path.steps)
    assert paper in ([], [path.steps[-1]])
    assert bool(paper) == holds(ARNHEM.questionnaire.paper_only, path.counted)
    assert all(path.previous(step).kind is StepKind.QUESTION for step in paper)


@given(answers(ARNHEM), st.sets(st.sampled_from(PARTS)))
def test_no_sequence_of_answers_reaches_a_dead_end(replies, opened):
    """Walk as a person does: answer each step as it comes, on a path that every answer changes."""
    answered: dict[str, Answer] = {}
    path = path_for(ARNHEM.questionnaire, answered, opened)
    step, walked = path.steps[0], [path.steps[0]]
    while step and step.kind is not StepKind.PAPER:
        if step.kind is StepKind.QUESTION:
            answered[step.id] = replies.get(step.id, Answer())
        path = path_for(ARNHEM.questionnaire, answered, opened)
        assert path.steps[: len(walked)] == tuple(walked), "the way behind has changed"
        step = path.next(step)
        walked += [step] if step else []
    assert tuple(walked) == path.steps


@given(answers(ARNHEM), st.sets(st.sampled_from(PARTS)))
def test_answers_off_the_path_change_nothing(answered, opened):
    path = path_for(ARNHEM.questionnaire, answered, opened)

    assert path_for(ARNHEM.questionnaire, path.counted, opened) == path


@given(answers(ARNHEM), st.sampled_from(PARTS))
def test_telling_more_about_a_part_only_adds_questions(answered, part):
    short = path_for(ARNHEM.questionnaire, answered)
    longer = path_for(ARNHEM.questionnaire, answered, {part})

    asked = [step for step in short.steps if step.kind is StepKind.QUESTION]
    assert set(asked) <= set(longer.steps)


def test_who_helps_from_another_screen_has_fields_and_no_part_in_what_is_private():
    path = path_for(village.QUESTIONNAIRE, picked(mode="alone"), helped=True)
    assert "helper:want" in keys(path)
    assert "hand-back" not in keys(path)
    helpers = path.without(["start", "private"])
    assert {step.part for step in helpers.steps}.isdisjoint({"start", "private"})
    assert helpers.counted == path.counted


def test_a_kind_of_step_can_be_left_out_of_some_parts_alone():
    path = path_for(village.QUESTIONNAIRE, picked(mode="alone"), helped=True)
    left = path.without(["want"], StepKind.HELPER)
    assert set(path.steps) - set(left.steps) == {Step(StepKind.HELPER, "want", "want")}
