"""Arabic on paper can be searched, copied and read aloud: its words are in the file, in order."""

import pytest

from tests.handout.arabic_text import (
    letters_in,
    lines_of,
    read_by_pikepdf,
    read_by_poppler,
    words_in,
)
from tests.handout.test_languages import html_of, printed
from wizard.handout.letters import JOINER, Meanings

KINDS = ("plan", "bilingual")
WORDS_LEAST, LINES_LEAST = 0.98, 0.85
"""Shares. A few forms of a letter share a glyph with another letter (docs/decisions/0020)."""


def share(wanted, found):
    return sum(piece in found for piece in wanted) / len(wanted)


@pytest.mark.parametrize("kind", KINDS)
def test_its_words_are_in_the_file(kind):
    words = set(words_in(html_of("ar", kind)))
    found = letters_in(read_by_pikepdf(printed("ar", kind)))

    assert len(words) > 200
    assert share(words, found) >= WORDS_LEAST


@pytest.mark.parametrize("kind", KINDS)
def test_its_lines_are_read_back_in_their_order(kind):
    lines = lines_of(html_of("ar", kind))
    found = letters_in(read_by_poppler(printed("ar", kind)))

    assert len(lines) > 50
    assert share(lines, found) >= LINES_LEAST


def test_letters_in_the_wrong_order_would_be_seen():
    lines = [line[::-1] for line in lines_of(html_of("ar", "plan"))]
    found = letters_in(read_by_poppler(printed("ar", "plan")))

    assert share(lines, found) < 0.1
    assert share(["\u062e\u0637\u0629\u062e\u0637\u0629"], found) == 0


@pytest.mark.parametrize(("drawn", "meant"), [(("", "ع"), "ع"), (("ع", "غ"), "ع"), (("",), JOINER)])
def test_a_part_of_a_letter_may_turn_out_to_be_one(drawn, meant):
    meanings = Meanings()
    for text in drawn:
        if 7 not in meanings:
            meanings[7] = text

    assert dict(meanings) == {7: meant}
    assert 8 not in meanings
