"""Every text is there in every language, and nothing in it is wrong that a computer can see."""

import re
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import extract_translations as extraction
from wizard.languages import Reader, Translation, is_unread, translations
from wizard.translation_check import check_catalogue, check_translations

LANGUAGES = ("ar", "en", "pl", "ti", "tr", "uk")
DRAFT = Translation(drafted_by="machine", drafted_on=date(2026, 1, 1))
CATALOGUES = sorted(extraction.TRANSLATIONS.glob("*/LC_MESSAGES/*.po"))


def faults(lang: str, source: str, text: str, about: Translation = DRAFT) -> list[str]:
    template, catalogue = Catalog(locale=lang), Catalog(locale=lang)
    template.add(source)
    catalogue.add(source, text)
    return [problem.text for problem in check_catalogue(catalogue, template, lang, "a.po", about)]


def test_every_text_is_there_in_every_language() -> None:
    assert tuple(sorted(translations())) == LANGUAGES
    assert [str(problem) for problem in check_translations(LANGUAGES)] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "-".join(path.parts[-3::2]))
def test_a_catalogue_has_exactly_the_texts_of_today(path: Path) -> None:
    template = extraction.path_of(path.stem).read_text(encoding="utf-8")
    current = extraction.updated(path, template)
    assert path.read_text(encoding="utf-8") == current, "run `make translations`"


def test_there_is_a_catalogue_of_both_kinds_and_a_style_sheet_for_each_language() -> None:
    assert len(CATALOGUES) == 2 * len(LANGUAGES)
    for lang in LANGUAGES:
        assert (extraction.TRANSLATIONS / lang / "style.md").is_file()


@pytest.mark.parametrize(
    ("lang", "source", "text", "fault"),
    [
        ("en", "Verder", "", "not translated"),
        ("en", "Verder", "Verder", "the same as the Dutch text"),
        ("uk", "Verder", "Дaлі", "letters of another language (a)"),
        ("uk", "Verder", "Дальшэ", "letters of another language (э)"),
        ("ar", "Verder", "تابع now", "letters of another language (now)"),
        ("ti", "Verder", "አብዚ", "letters of another language (አ)"),
        ("en", "Bel 112", "Call 121", "not the numbers"),
        ("ar", "Lukt het?", "هل ينجح.", "no question any more"),
        ("en", " of ", "or", "not the spaces"),
        ("pl", "Kijk", "Zobaczcie\u0301", "letters in loose parts"),
        (
            "tr",
            "Ik wil graag werken met mensen.",
            "I want to work with people here.",
            "language (en)",
        ),
        (
            "pl",
            "Ik wil graag werken met mensen.",
            "Ik wil graag met mensen in de stad werken.",
            "(nl)",
        ),
    ],
)
def test_a_fault_is_seen(lang: str, source: str, text: str, fault: str) -> None:
    assert any(fault in told for told in faults(lang, source, text))


@pytest.mark.parametrize(
    ("lang", "source", "text"),
    [
        ("en", "Vraag het wijkteam.", "Ask the neighbourhood team ([wijkteam])."),
        ("ar", "Maak een PDF van Startplan.", "أنشئ ملف PDF من Startplan."),
        ("uk", "Plan %(mark)s is klaar.", "План %(mark)s готовий."),
        ("ti", "Wil je dat?", "እዚ ትደልዩ ዲኹም፧"),
    ],
)
def test_a_good_translation_is_left_alone(lang: str, source: str, text: str) -> None:
    assert faults(lang, source, text) == []


def test_a_text_may_be_the_same_where_somebody_said_so() -> None:
    about = Translation(drafted_by="person", drafted_on=DRAFT.drafted_on, same_as_dutch={"bus"})
    assert faults("en", "bus", "bus", about) == []


def test_a_text_that_is_gone_is_told() -> None:
    catalogue = Catalog(locale="en")
    catalogue.add("Oud", "Old")
    told = check_catalogue(catalogue, Catalog(locale="en"), "en", "a.po", DRAFT)
    assert [problem.text for problem in told] == ["no such text any more"]


def test_a_changed_dutch_text_is_untranslated_until_somebody_looks(tmp_path: Path) -> None:
    path = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgctxt "a"\nmsgid "Ga door"\nmsgstr "Continue"\n', encoding="utf-8")
    template = 'msgctxt "a"\nmsgid "Ga verder"\nmsgstr ""\n'

    current = extraction.updated(path, template)

    assert 'msgid "Ga verder"\nmsgstr ""' in current
    assert "Continue" not in current


def test_a_language_is_unread_until_a_reader_is_named() -> None:
    reader = Reader(name="A. Reader", read_on=DRAFT.drafted_on)
    read = Translation(drafted_by="machine", drafted_on=DRAFT.drafted_on, readers=(reader,))
    assert (DRAFT.is_read, read.is_read) == (False, True)
    assert not is_unread("nl")


def test_the_readme_of_the_translations_says_who_has_read_them() -> None:
    readme = (extraction.TRANSLATIONS / "README.md").read_text(encoding="utf-8")
    for lang, about in translations().items():
        readers = ", ".join(reader.name for reader in about.readers) or "nobody yet"
        row = rf"^\| {lang} \| .* \| {about.drafted_by}, {about.drafted_on} \| {readers} \|"
        assert re.search(row, readme, re.MULTILINE), f"{lang}: not what languages.toml says"
