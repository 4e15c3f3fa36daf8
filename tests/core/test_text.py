"""Typed text is kept literally, without what cannot be shown or would deceive a reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.core.text import tidy_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("Ik kook graag.", "Ik kook graag.", id="plain words"),
        pytest.param("  rust \n", "rust", id="white space around"),
        pytest.param("een\r\ntwee\rdrie\n\nvier", "een\ntwee\ndrie\n\nvier", id="line ends"),
        pytest.param("a\tb", "a   b", id="tab"),
        pytest.param("bel\x07\x00\x1b[31m", "bel[31m", id="control characters"),
        pytest.param("half \ud83d", "half", id="half a character"),
        pytest.param("\ue000\uffff woord", "woord", id="characters that are not"),
        pytest.param("\u202edeor\u202c \u2067x\u2069", "deor x", id="forced directions"),
        pytest.param("e\u0301e\u0301n", "één", id="composed letters"),
        pytest.param("👩‍🌾 ik werk", "👩‍🌾 ik werk", id="emoji made of parts"),
        pytest.param("أعمل هنا\u200f", "أعمل هنا\u200f", id="another script, with its own mark"),
        pytest.param("<b>&amp; {{ x }} %s", "<b>&amp; {{ x }} %s", id="looks like code"),
    ],
)
def test_what_is_kept(typed, kept):
    assert tidy_text(typed) == kept


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_can_be_stored_and_stays_the_same_when_tidied_again(typed):
    kept = tidy_text(typed)

    assert kept.encode().decode() == kept
    assert tidy_text(kept) == kept
