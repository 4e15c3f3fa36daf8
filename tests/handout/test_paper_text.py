"""What people type, as paper can show it."""

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from wizard.handout.paper_text import (
    NOT_PRINTABLE,
    RUN_MOST,
    ZERO_WIDTH_SPACE,
    _covered,
    clean_for_paper,
)
from wizard.resources import PACKAGE

LITERAL = [
    "Ik wil iets doen.",
    "Zoë & Ayşe: „ja!” – € 5, 100 %",
    "<b>niet</b> vet",
    "Łódź, İzmir, façade, één",
    "regel 1\nregel 2\n\nregel 4",
    "x" * RUN_MOST,
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
    ("\ufffe\ue000", ""),
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
    paper = clean_for_paper("W" * 2000)

    assert max(map(len, paper.split(ZERO_WIDTH_SPACE))) <= RUN_MOST
    assert paper.replace(ZERO_WIDTH_SPACE, "") == "W" * 2000


@pytest.mark.parametrize("font", ["regular.ttf", "bold.ttf"])
def test_both_fonts_hold_what_is_listed_as_covered(font):
    folder = PACKAGE / "handout" / "assets"

    characters = set(map(chr, TTFont(folder / font).getBestCmap()))
    assert _covered() - {"\n"} <= characters
    assert {NOT_PRINTABLE, *"„”•–"} <= characters


@given(st.text())
def test_only_covered_characters_are_left(text):
    assert set(clean_for_paper(text)) <= _covered() | {ZERO_WIDTH_SPACE}


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_for_paper(text)

    assert clean_for_paper(once) == once
