"""What people type, as paper can show it."""

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.answers import TEXT_MOST_CHARACTERS, TEXT_MOST_LINES
from wizard.handout.paper_text import (
    CUT,
    LINES_MOST,
    NOT_PRINTABLE,
    RUN_MOST,
    ZERO_WIDTH_SPACE,
    _covered,
    clean_for_paper,
    reading_direction,
    unprintable,
)
from wizard.resources import PACKAGE

LITERAL = [
    "Ik wil iets doen.",
    "Zoë & Ayşe: „ja!” – € 5, 100 %",
    "<b>niet</b> vet",
    "Łódź, İzmir, façade, één",
    "regel 1\nregel 2\n\nregel 4",
    "x" * RUN_MOST,
    "Я хочу вивчати мову. Ґанок, їжак, п'ять",
    "ኣብ ጀርዲን ክሰርሕ እደሊ።",
    "أريد أن أعمل. مُجْتَهِد؟",
    "می\u200cخواهم",
    "regel\n" * (LINES_MOST - 1) + "regel",
]

CHANGED = [
    ("", ""),
    ("  spaties \n", "spaties"),
    ("e\u0301e\u0301n", "één"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("a\n\n\n\nb", "a\n\nb"),
    ("a\tb\u00a0c\u2003d", "a b c d"),
    ("Blij 😀👨‍👩‍👧 ja", f"Blij {NOT_PRINTABLE} ja"),
    ("你好 daar", f"{NOT_PRINTABLE} daar"),
    ("☺\ufe0f", NOT_PRINTABLE),
    ("af\u00adbre\u00adken", "afbreken"),
    ("a\u200bb\u200dc\ufeff", "abc"),
    ("\u202eomgekeerd\u2066", "omgekeerd"),
    ("nul\x00teken\x1b", "nulteken"),
    ("los\ud800teken", "losteken"),
    ("\ufffe\ufdd0", ""),
    ("appel \uf8ff", f"appel {NOT_PRINTABLE}"),
    ("п\u02bcять", "п’ять"),
    ("a\u200c\u0645\u200c", "a\u0645"),
    ("co\u2011ordinatie", "co-ordinatie"),
    ("a\u2028b", "a\nb"),
]


@pytest.mark.parametrize("text", LITERAL)
def test_what_the_font_covers_stays_literal(text):
    assert clean_for_paper(text) == text


@pytest.mark.parametrize(("text", "paper"), CHANGED)
def test_the_rest_is_replaced_where_one_sees_it_and_dropped_where_not(text, paper):
    assert clean_for_paper(text) == paper


def test_a_very_long_word_may_break_and_loses_nothing():
    paper = clean_for_paper("W" * 200)

    assert max(map(len, paper.split(ZERO_WIDTH_SPACE))) <= RUN_MOST
    assert paper.replace(ZERO_WIDTH_SPACE, "") == "W" * 200


def test_what_is_longer_than_any_word_is_cut_where_one_sees_it():
    paper = clean_for_paper(f"Dit {'W' * 201} niet")

    assert paper.replace(ZERO_WIDTH_SPACE, "") == f"Dit {'W' * 200} {CUT} niet"


def test_marks_stay_on_the_letter_before_them():
    paper = clean_for_paper("x\u0301" * 50)

    assert not [piece for piece in paper.split(ZERO_WIDTH_SPACE) if piece.startswith("\u0301")]


def test_many_short_lines_stand_behind_each_other():
    lines = [f"regel {n}" for n in range(LINES_MOST + 1)]

    assert clean_for_paper("\n".join(lines)) == " / ".join(lines)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("woord " * 400, "woord " * 400),
        ("regel\n" * 100, "regel / " * (TEXT_MOST_LINES - 1) + "regel"),
    ],
)
def test_a_text_longer_than_a_form_allows_is_cut_where_one_sees_it(text, kept):
    assert clean_for_paper(text) == kept[:TEXT_MOST_CHARACTERS].strip() + f" {CUT}"


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_the_fonts_hold_what_is_listed_as_covered(weight):
    folder = PACKAGE / "handout" / "assets"
    fonts = [TTFont(path) for path in folder.glob(f"*{weight}.ttf")]

    characters = {chr(code) for font in fonts for code in font.getBestCmap()}
    assert _covered() - {"\n"} <= characters
    assert {NOT_PRINTABLE, *"„”«»•–"} <= characters
    assert len(fonts) == 4


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Zoë: één", ()),
        ("Blij 😀👨‍👩‍👧 en 😀👨‍👩‍👧, 👍🏽.", ("😀👨‍👩‍👧", "👍🏽")),
        ("你好 of हिन्दी", ("你好", "हिन्दी")),
        ("af\u00adbreken\u200b\x00", ()),
    ],
)
def test_what_cannot_be_printed_is_named(text, signs):
    assert unprintable(text) == signs


@pytest.mark.parametrize(
    ("text", "direction"),
    [("", "ltr"), ("123 Hallo مرحبا", "ltr"), ("„ 5 مرحبا hallo", "rtl"), ("שלום", "rtl")],
)
def test_a_text_is_read_in_the_direction_of_its_first_letter(text, direction):
    assert reading_direction(text) == direction


@given(st.text())
def test_only_covered_characters_are_left(text):
    assert set(clean_for_paper(text)) <= _covered() | {ZERO_WIDTH_SPACE}


@given(st.text(alphabet=st.characters(exclude_characters=NOT_PRINTABLE)))
def test_whatever_is_not_printed_is_named(text):
    assert bool(unprintable(text)) is (NOT_PRINTABLE in clean_for_paper(text))


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_for_paper(text)

    assert clean_for_paper(once) == once
