"""Every letter of every language has a glyph, on pages and on paper, in both weights.

Digits on pages come from the device's own font on purpose (assets/css/10-base.css).
"""

import functools
import json
import re
from collections.abc import Iterator

import pytest
from babel import Locale
from fontTools.ttLib import TTFont

from wizard.catalogues import read_catalogue, translated_pairs
from wizard.i18n import SOURCE_LANGUAGE, language_name, letters_of
from wizard.languages import translations
from wizard.resources import PACKAGE, resource_directory

STATIC = PACKAGE / "static"
FILES = json.loads((STATIC / "manifest.json").read_text())["files"]
PAPER = PACKAGE / "handout" / "assets"
LANGUAGES = (SOURCE_LANGUAGE, *translations())
FACE = re.compile(r"@font-face\{([^}]+)\}")
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)
NO_GLYPH = set(" \n\u00a0[]") | set("0123456789")
"""What needs none: spaces, digits, and the marks around Dutch words in a catalogue."""


@functools.cache
def said(lang: str) -> frozenset[str]:
    """Return every character that pages and papers in a language can show of themselves."""
    return frozenset("".join(texts(lang))) - NO_GLYPH


def texts(lang: str) -> Iterator[str]:
    """Yield all texts; those of the source language stand in every catalogue."""
    catalogue = "ar" if lang == SOURCE_LANGUAGE else lang
    for path in resource_directory("translations").glob(f"{catalogue}/LC_MESSAGES/*.po"):
        for message in read_catalogue(path):
            for dutch, translated in translated_pairs(message):
                yield dutch if lang == SOURCE_LANGUAGE else translated
    yield from Locale.parse(lang).months["format"]["wide"].values()
    yield language_name(lang)


@functools.cache
def on_page(lang: str, weight: int) -> set[str]:
    """Return what the first question page can show with the fonts that it loads."""
    sheets = ("app.css", *([f"{letters_of(lang)}.css"] if letters_of(lang) else []))
    styles = "".join((STATIC / FILES[sheet]).read_text() for sheet in sheets)
    faces = [face for face in FACE.findall(styles) if f"font-weight:{weight}" in face]
    return {character for face in faces for character in shown_by(face)}


def shown_by(face: str) -> Iterator[str]:
    """Yield the characters that a font has and that its style sheet asks of it."""
    (name,) = re.findall(r"url\(([^)]+)\)", face)
    has = TTFont(STATIC / name).getBestCmap()
    for first, last in RANGE.findall(face):
        asked = range(int(first, 16), int(last or first, 16) + 1)
        yield from (chr(code) for code in asked if code in has)


@functools.cache
def on_paper(style: str) -> set[str]:
    fonts = [TTFont(path) for path in PAPER.glob(f"*{style}.ttf")]
    return {chr(code) for font in fonts for code in font.getBestCmap()}


def missing(lang: str, shown: set[str]) -> list[str]:
    return sorted(said(lang) - shown)


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_has_every_letter_of_its_language(lang, weight):
    assert missing(lang, on_page(lang, weight)) == []


@pytest.mark.parametrize("style", ["regular", "bold"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_paper_has_every_letter_of_every_language(lang, style):
    assert missing(lang, on_paper(style)) == []


def test_a_letter_that_no_font_has_is_found():
    latin = on_page("en", 400)

    assert "ğ" in missing("tr", latin)
    assert "ę" in missing("pl", latin)
    assert missing("ar", on_page("ar", 400) - {"ع"}) == ["ع"]
    assert "ሕ" in missing("ti", on_paper("regular") - {"ሕ"})


def test_a_dutch_page_has_no_letters_of_another_script():
    assert not {"ش", "ж", "ሕ", "ş"} & on_page("nl", 400)
