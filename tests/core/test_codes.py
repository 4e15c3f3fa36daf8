"""Resume codes: made, read back as people type them, and refused when mistyped."""

import secrets
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core import codes
from wizard.errors import CodeMistyped

CODE = codes.make_code(lambda _: 482193057163820)
made = st.integers(0, 10**15 - 1).map(lambda number: codes.make_code(lambda _: number))
digits_of_other_scripts = "٠١٢٣٤٥٦٧٨٩"


def test_a_code_is_sixteen_digits_of_which_the_last_checks_the_rest() -> None:
    assert CODE == "4821930571638208"
    assert codes.normalise(CODE) == CODE


def test_all_fifteen_digits_are_drawn_at_random() -> None:
    asked: list[int] = []
    assert codes.make_code(lambda limit: asked.append(limit) or 7) == "0000000000000076"
    assert asked == [10**15]
    assert len({codes.make_code(secrets.randbelow) for _ in range(50)}) == 50


def test_a_known_damm_number_is_right() -> None:
    assert codes._damm("572") == 4
    assert codes._damm("5724") == 0


def test_a_code_is_written_in_fours() -> None:
    assert codes.group("4821930571638208") == "4821 9305 7163 8208"


@pytest.mark.parametrize(
    "typed",
    [
        "4821 9305 7163 8208",
        "4821-9305-7163-8208",
        "4821.9305.7163.8208",
        "\u20664821\u20699305 7163\t82\u200b08\n",
        "4821\u20139305\u22127163\u00b78208",
        "482l 93O5 7I63 82o8",
        "482| 9305 7L63 8208",
        "482i 9305 7163 8208",
        CODE.translate({ord(str(n)): sign for n, sign in enumerate(digits_of_other_scripts)}),
    ],
)
def test_what_people_type_is_read_as_they_mean_it(typed: str) -> None:
    assert codes.normalise(typed) == CODE


@pytest.mark.parametrize(
    "typed",
    ["", "4821", CODE + "0", CODE[:-1], "abcd efgh ijkl mnop", CODE + "\ud800", "²" * 16, "9" * 81],
)
def test_what_is_no_code_is_told_at_once(typed: str) -> None:
    with pytest.raises(CodeMistyped) as refusal:
        codes.normalise(typed)
    assert str(refusal.value) == "not a resume code"


@given(made, st.integers(0, 15), st.integers(1, 9))
def test_every_wrong_digit_is_caught(code: str, place: int, shift: int) -> None:
    wrong = str((int(code[place]) + shift) % 10)
    with pytest.raises(CodeMistyped):
        codes.normalise(code[:place] + wrong + code[place + 1 :])


@given(made, st.integers(0, 14))
def test_every_swap_of_neighbours_is_caught(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped != code:
        with pytest.raises(CodeMistyped):
            codes.normalise(swapped)


@given(made)
def test_grouping_is_undone_by_reading(code: str) -> None:
    assert codes.normalise(codes.group(code)) == code


@given(st.text(max_size=90))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(CodeMistyped):
        assert len(codes.normalise(text)) == 16


@pytest.mark.parametrize(
    "answer",
    [
        f"mijn code is {CODE}.",
        "4821 9305 7163 8208",
        "4821\n9305/7163_8208",
        "482l-93O5-7163-8208",
        "vier: ٤٨٢١٩٣٠٥٧١٦٣٨٢٠٨",
    ],
)
def test_an_answer_that_holds_the_code_is_found(answer: str) -> None:
    assert codes.contains_code(answer, CODE)


@pytest.mark.parametrize(
    "answer", ["", "ik ben één keer gevallen", "4821 9305 7163", "06 12345678"]
)
def test_another_answer_is_left_alone(answer: str) -> None:
    assert not codes.contains_code(answer, CODE)
