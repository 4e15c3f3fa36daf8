"""Finds what is missing or wrong in a translation, as far as a computer can (language notes 6).

A fluent wrong translation passes everything here: only a native speaker's reading finds it.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from wizard.catalogues import DOMAINS, KEPT, all_pairs, read_catalogue, translated_pairs
from wizard.core.mixed import DUTCH
from wizard.core.problems import Problem
from wizard.core.typed_language import LATIN, SCRIPT_OF
from wizard.errors import LanguageToolsMissing
from wizard.languages import Translation, translations
from wizard.resources import resource_directory

NOT_TRANSLATED = "not translated"
NAMES = re.compile(r"\b(?:Startplan|PDF|JSON|QR|WCAG|Wmo|EUPL)\b|www\.\S+|\S+\.nl\b")
"""What is written the same in every script."""
FOREIGN_LETTERS = {"uk": re.compile(r"[ыэёъ]", re.IGNORECASE), "ti": re.compile(r"\bአ")}
"""Letters of the neighbour that a machine mixes it up with: Russian, Amharic."""
QUESTION_MARKS = ("?", "؟", "፧")
WORDS_LEAST = 6
"""Shorter texts say too little to tell their language by."""
MISTAKEN = frozenset(("nl", "en", "ar", "tr", "pl", "uk", "ti", "ru", "am"))
"""Languages that a text may be in by mistake; of others a few words look like one by chance."""

Detect = Callable[[str, str], str]
"""Takes a text and the code of its language; returns the code of what it looks like."""


def check_translations(languages: Iterable[str]) -> tuple[Problem, ...]:
    """Return every problem in the translations of these languages; the source language has none.

    Raises CatalogueInvalid and, without `startplan[check]`, LanguageToolsMissing.
    """
    folder = resource_directory("translations")
    templates = {domain: read_template(folder / f"{domain}.pot") for domain in DOMAINS}
    found: list[Problem] = []
    for lang in sorted(set(languages) & set(translations())):
        for domain, template in templates.items():
            place = f"{lang}/LC_MESSAGES/{domain}.po"
            catalogue = read_catalogue(folder / place)
            found += check_catalogue(catalogue, template, lang, place, translations()[lang])
    return tuple(found)


def read_template(path: Path) -> Catalog:
    """Return the catalogue of the texts that there are to translate."""
    with path.open("rb") as file:
        return read_po(file)


def check_catalogue(
    catalogue: Catalog, template: Catalog, lang: str, file: str, about: Translation
) -> Iterator[Problem]:
    """Yield what is wrong in one catalogue, held against the texts that there are."""
    detect = language_detector()
    for wanted in (text for text in template if text.id):
        message = catalogue.get(wanted.id, wanted.context)
        place = wanted.context or str(wanted.id)
        if message is None or not all(text for _, text in all_pairs(message)):
            yield Problem(file, place, NOT_TRANSLATED, "warning")
            continue
        for source, text in translated_pairs(message):
            for fault in _faults(source, text, lang, about, detect):
                yield Problem(file, place, f"{fault}: {text}")
    for message in catalogue:
        if message.id and template.get(message.id, message.context) is None:
            yield Problem(file, message.context or str(message.id), "no such text any more")


def _faults(source: str, text: str, lang: str, about: Translation, detect: Detect) -> Iterator[str]:
    plain = plain_words(text)
    if text == source and _letters(plain) and source not in about.same_as_dutch:
        yield "the same as the Dutch text"
    if strange := _strange_letters(plain, lang):
        yield f"letters of another language ({strange})"
    if _digits(source) != _digits(text):
        yield "not the numbers of the Dutch text"
    if source.endswith("?") and ":" not in source and not text.endswith(QUESTION_MARKS):
        yield "no question any more"
    if (source[:1] + source[-1:]).isspace() != (text[:1] + text[-1:]).isspace():
        yield "not the spaces around it that the Dutch text has"
    if unicodedata.normalize("NFC", text) != text:
        yield "letters in loose parts (not NFC)"
    if len(plain.split()) >= WORDS_LEAST and detect(plain, lang) in MISTAKEN - {lang}:
        yield f"looks like another language ({detect(plain, lang)})"


def plain_words(text: str) -> str:
    """Return what a translator wrote: without Dutch words, names and places for values."""
    return NAMES.sub(" ", KEPT.sub(" ", DUTCH.sub(" ", text)))


def _strange_letters(plain: str, lang: str) -> str:
    script = SCRIPT_OF.get(lang, LATIN)
    strange = {letter for letter in _letters(plain) if script not in unicodedata.name(letter)}
    if foreign := FOREIGN_LETTERS.get(lang):
        strange.update(foreign.findall(plain))
    return "".join(sorted(strange))


def _letters(plain: str) -> list[str]:
    return [letter for letter in plain if letter.isalpha()]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", KEPT.sub("", text))


def language_detector() -> Detect:
    """Return the function that tells in which language a text is.

    Raises LanguageToolsMissing without `startplan[check]`.
    """
    if importlib.util.find_spec("pycld2") is None:
        raise LanguageToolsMissing("install startplan[check] to check translations")
    detector = importlib.import_module("pycld2")

    def detect(text: str, expected: str) -> str:
        _, _, guesses = detector.detect(text, hintLanguage=expected, bestEffort=True)
        return str(guesses[0][1])

    return detect
