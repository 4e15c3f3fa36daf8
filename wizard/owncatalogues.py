"""Keeps translations of somebody's own content up to date, and says what they lack.

They stand in `translations/<language>/LC_MESSAGES/content.po` in the content directory. Where a
text has none, ours for the same place stands in, and after that the Dutch (wizard/i18n.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
from babel.messages.catalog import Catalog

from wizard.catalogues import read_catalogue, written
from wizard.contentset import OURS, read_content
from wizard.core import content
from wizard.core.problems import GLOSSARY_FILE, QUESTIONNAIRE_FILE, Problem
from wizard.errors import CatalogueInvalid
from wizard.i18n import SOURCE_LANGUAGE, TRANSLATIONS, extract_toml
from wizard.languages import Translation, translations
from wizard.resources import resource_directory
from wizard.translation_check import NOT_TRANSLATED, check_catalogue

HEADER = """\
# Eigen teksten om te vertalen. Nederlands is de bron.
#"""
NOTHING_KNOWN = Translation(drafted_by="person", drafted_on=date.min)


def update_catalogues(folder: Path) -> dict[str, int]:
    """Write the catalogue of each language that a folder's own municipalities offer.

    Returns how many texts each still has to have translated. What was translated stays while its
    id and its Dutch text do; what ours says in other words for the same Dutch is filled in.
    Raises ContentInvalid and CatalogueInvalid.
    """
    missing = {}
    for lang in offered_languages(folder):
        texts = texts_to_translate(folder, lang)
        path = catalogue_file(folder, lang)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(texts), "utf-8")
        missing[lang] = sum(not message.string for message in texts if message.id)
    return missing


def check_own_translations(folder: Path) -> Iterator[Problem]:
    """Warn of what a folder's own translations lack, and of what looks wrong in them.

    Raises CatalogueInvalid for what would break a page and, without `startplan[check]`,
    LanguageToolsMissing. Ours are checked in full elsewhere (wizard/translation_check.py).
    """
    if folder.resolve() == OURS:
        return
    offered = offered_languages(folder)
    for path in sorted((folder / TRANSLATIONS).glob("*")):
        if path.is_dir() and path.name not in offered:
            yield Problem(TRANSLATIONS, path.name, "no municipality here offers this", "warning")
    for lang in offered:
        path = catalogue_file(folder, lang)
        found = list(_problems(folder, lang, str(path.relative_to(folder))))
        missing = sum(problem.text == NOT_TRANSLATED for problem in found)
        if missing:
            todo = (
                "translate them here" if path.exists() else "run `wizard municipality translations`"
            )
            text = f"{missing} texts show in Dutch: {todo}"
            yield Problem(str(path.relative_to(folder)), lang, text, "warning")
        for problem in found:
            if problem.text != NOT_TRANSLATED:
                yield msgspec.structs.replace(problem, level="warning")


def refused(error: CatalogueInvalid) -> Problem:
    """Return a catalogue that cannot be used as a problem; its message has the file and line."""
    return Problem(TRANSLATIONS, "", str(error))


def _problems(folder: Path, lang: str, place: str) -> Iterator[Problem]:
    """Hold a catalogue against the texts that there are; a name may be the same in any language."""
    names = {municipality.name for municipality in read_content(folder).municipalities.values()}
    about = translations().get(lang, NOTHING_KNOWN)
    about = msgspec.structs.replace(about, same_as_dutch=about.same_as_dutch | names)
    own = _read(catalogue_file(folder, lang), lang)
    for problem in check_catalogue(own, texts_to_translate(folder, lang), lang, place, about):
        # Of a language that we do not have, only so much can be told.
        if problem.text == NOT_TRANSLATED or lang in translations():
            yield problem


def texts_to_translate(folder: Path, lang: str) -> Catalog:
    """Return a folder's own texts with what is known of each: their translation, or the same Dutch.

    What ours translates already at the same place is left out, unless theirs does so too.
    """
    theirs = _read(catalogue_file(folder, lang), lang)
    ours = _read(resource_directory(TRANSLATIONS) / _below(lang), lang)
    same_dutch = {message.id: message.string for message in ours if message.string}
    texts = Catalog(locale=lang, header_comment=HEADER, charset="utf-8", fuzzy=False)
    for file, context, text in _texts(folder, lang):
        known = _translation(theirs, text, context)
        if known or not _translation(ours, text, context):
            string = known or same_dutch.get(text, "")
            texts.add(text, string, locations=[(file, 0)], context=context)
    return texts


def _translation(catalogue: Catalog, text: str, context: str) -> str:
    message = catalogue.get(text, context)
    return str(message.string) if message else ""


def _texts(folder: Path, lang: str) -> Iterator[tuple[str, str, str]]:
    """Yield the file, the context and the Dutch of every own text that somebody may need."""
    common = [folder / name for name in (QUESTIONNAIRE_FILE, GLOSSARY_FILE)]
    for path in (*filter(Path.is_file, common), *_municipalities(folder, lang)):
        with path.open("rb") as file:
            for _, _, (context, text), _ in extract_toml(file, (), (), {}):
                yield str(path.relative_to(folder)), context, text


def _municipalities(folder: Path, lang: str) -> Iterator[Path]:
    """Yield the file of every own municipality that offers a language."""
    for path in content.municipality_files(folder).values():
        if lang in content.load_municipality(path).languages:
            yield path


def offered_languages(folder: Path) -> list[str]:
    """Return the languages, besides Dutch, of the municipalities that stand in a folder."""
    own = (content.load_municipality(path) for path in content.municipality_files(folder).values())
    return sorted({lang for one in own for lang in one.languages} - {SOURCE_LANGUAGE})


def catalogue_file(folder: Path, lang: str) -> Path:
    """Return where a folder's own translations into a language stand."""
    return folder / TRANSLATIONS / _below(lang)


def _below(lang: str) -> str:
    return f"{lang}/LC_MESSAGES/content.po"


def _read(path: Path, lang: str) -> Catalog:
    return read_catalogue(path) if path.is_file() else Catalog(locale=lang)
