"""Dutch words inside texts of other languages."""

import msgspec
import pytest

from wizard.core.mixed import Mixed, dutch_words, marked_dutch, plain_words, with_dutch_words

SOURCE = "Neighbourhood team ([wijkteam]) & [CAW]"


def test_a_text_without_dutch_words_stays_what_it_is() -> None:
    text = "Plain."
    assert with_dutch_words(text) is text


def test_a_mixed_text_is_plain_as_a_string_and_marked_as_html() -> None:
    mixed = with_dutch_words(SOURCE)

    assert mixed == "Neighbourhood team (wijkteam) & CAW"
    assert isinstance(mixed, Mixed)
    assert mixed.__html__() == (
        '<span>Neighbourhood team (<bdi lang="nl">wijkteam</bdi>) &amp; '
        '<bdi lang="nl">CAW</bdi></span>'
    )


def test_what_looks_like_html_in_a_catalogue_is_text() -> None:
    assert marked_dutch('<b>"[<i>]"') == '&lt;b&gt;&quot;<bdi lang="nl">&lt;i&gt;</bdi>&quot;'


def test_the_dutch_words_can_be_listed() -> None:
    assert dutch_words(SOURCE) == ["wijkteam", "CAW"]


def test_numbers_and_addresses_stand_the_right_way_in_a_text_from_right_to_left() -> None:
    text = with_dutch_words("اتصل 0800-0113 أو 113.nl مع 16 في [wijkteam]")

    assert text == "اتصل 0800-0113 أو 113.nl مع 16 في wijkteam"
    assert isinstance(text, Mixed)
    assert text.__html__() == (
        '<span>اتصل <bdi dir="ltr">0800-0113</bdi> أو <bdi dir="ltr">113.nl</bdi> مع 16 في '
        '<bdi lang="nl">wijkteam</bdi></span>'
    )


def test_numbers_in_a_text_from_left_to_right_get_no_mark() -> None:
    assert marked_dutch("0800-0113, 113.nl") == "0800-0113, 113.nl"
    assert not isinstance(with_dutch_words("0800-0113"), Mixed)


def test_a_mixed_text_is_written_down_as_its_words_and_nothing_else_is() -> None:
    written = msgspec.json.encode([with_dutch_words(SOURCE)], enc_hook=plain_words)

    assert msgspec.json.decode(written) == ["Neighbourhood team (wijkteam) & CAW"]
    with pytest.raises(NotImplementedError):
        msgspec.json.encode([object()], enc_hook=plain_words)
