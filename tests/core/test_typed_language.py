"""Words are read aloud in the language of their letters, whatever page they were typed on."""

import pytest

from wizard.core.typed_language import language_of

DUTCH, TURKISH = "Ik wil werken", "Çalışmak istiyorum"
ARABIC, UKRAINIAN, TIGRINYA = "أريد أن أعمل", "Я хочу працювати", "ክሰርሕ እደሊ"
NUMBER = "026 123 45 67!"


@pytest.mark.parametrize(
    ("text", "page", "lang"),
    [
        (DUTCH, "nl", "nl"),
        (TURKISH, "tr", "tr"),
        (TURKISH, "nl", "nl"),
        (ARABIC, "ar", "ar"),
        (ARABIC, "nl", "ar"),
        (UKRAINIAN, "nl", "uk"),
        (TIGRINYA, "en", "ti"),
        (ARABIC, "ti", "ar"),
        (DUTCH, "ar", "nl"),
        (DUTCH, "ti", "nl"),
        (NUMBER, "ar", "ar"),
        ("😀", "uk", "uk"),
        ("我想工作", "pl", "pl"),
        ("", "nl", ""),
    ],
)
def test_letters_tell_the_language_where_they_can(text, page, lang):
    assert language_of((text,), page, {}) == lang


@pytest.mark.parametrize("page", ["nl", "ar"])
def test_in_mixed_words_the_larger_share_tells(page):
    assert language_of((f"{ARABIC} {ARABIC} {DUTCH}",), page, {}) == "ar"
    assert language_of((f"{ARABIC} {DUTCH} {DUTCH}",), page, {}) == "nl"
    assert language_of((DUTCH, ARABIC, ARABIC), page, {}) == "ar"


def test_where_shares_are_equal_it_is_that_of_the_page():
    for page in ("nl", "ar"):
        assert language_of(("abc where", "ابتثجحخد"), page, {}) == page


def test_words_that_come_back_unchanged_keep_their_language():
    known = {TURKISH: "tr"}

    assert language_of((TURKISH,), "ar", known) == "tr"
    assert language_of((TURKISH, "Ja"), "nl", known) == "tr"
    assert language_of((TURKISH, DUTCH * 3), "nl", known) == "nl"
    assert language_of((TURKISH,), "nl", {TURKISH: ""}) == "nl"
    assert language_of((NUMBER,), "nl", {NUMBER: "ar"}) == "ar"
