"""The picture holds all of the map, and nothing on it lies on top of something else."""

from itertools import combinations

import pytest

from tests.core import village
from tests.core.arnhem import ARNHEM
from wizard.core.drawing import LETTERS_IN_A_LINE, Arrow, Drawing, drawing_of
from wizard.core.questionnaire import Questionnaire
from wizard.core.questionnaire_map import Link, QuestionnaireMap, map_of

Span = tuple[int, int]


def label(link: Link) -> str:
    return f"Alleen bij {link.source}: {' / '.join(link.choices)}"


def drawn(asked: Questionnaire) -> Drawing:
    return drawing_of(map_of(asked, asked), label)


DRAWINGS = [drawn(ARNHEM.questionnaire), drawn(village.QUESTIONNAIRE)]


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@pytest.mark.parametrize("asked", [ARNHEM.questionnaire, village.QUESTIONNAIRE])
def test_every_question_and_every_condition_is_in_it(asked: Questionnaire):
    shown, picture = map_of(asked, asked), drawn(asked)

    assert [box.place for box in picture.boxes()] == list(shown.places())
    assert {id(arrow.link) for arrow in picture.arrows} == {
        id(row.link) for box in picture.boxes() for row in box.rows
    }
    assert [row.link for box in picture.boxes() for row in box.rows] == list(shown.links())


@pytest.mark.parametrize("picture", DRAWINGS)
def test_no_boxes_overlap(picture: Drawing):
    spans = [(box.y, box.y + box.height) for box in picture.boxes()]
    spans += [(row.y, row.y + row.height) for box in picture.boxes() for row in box.rows]
    frames = [(frame.y, frame.y + frame.height) for frame in picture.frames]

    assert not [pair for pair in combinations(spans, 2) if overlap(*pair)]
    assert not [pair for pair in combinations(frames, 2) if overlap(*pair)]
    assert overlap((0, 10), (9, 20)), "the control: these two do overlap"


@pytest.mark.parametrize("picture", DRAWINGS)
def test_all_stays_within_its_part_and_the_picture(picture: Drawing):
    for frame in picture.frames:
        for box in frame.boxes:
            assert frame.y < box.y < box.bottom < frame.y + frame.height < picture.height
            assert all(box.y < y < box.y + box.height for y, _ in box.lines)
            assert all(row.y < y < row.y + row.height for row in box.rows for y, _ in row.lines)
    assert all(arrow.lane < picture.width for arrow in picture.arrows)


@pytest.mark.parametrize("picture", DRAWINGS)
def test_arrows_that_run_beside_each_other_have_lanes_of_their_own(picture: Drawing):
    def span(arrow: Arrow) -> Span:
        return arrow.start[1], arrow.end[1]

    for one, other in combinations(picture.arrows, 2):
        assert one.lane != other.lane or not overlap(span(one), span(other))
    assert all(start < end for start, end in map(span, picture.arrows))


def test_long_texts_are_broken_into_lines():
    box = next(box for box in DRAWINGS[0].boxes() if box.place.question.id == "take_into_account")

    assert len(box.lines) > 1
    assert all(len(text) <= LETTERS_IN_A_LINE for _, text in box.lines)


def test_a_questionnaire_without_questions_has_an_empty_picture():
    picture = drawing_of(QuestionnaireMap(()), label)

    assert (picture.frames, picture.arrows) == ((), ())
    assert picture.width > 0
