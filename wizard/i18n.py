"""Languages: what Babel extracts, which editions there are, and in which direction they read.

Product texts live in the gettext domain `messages`, content texts in `content` (their context is
the ids that lead to them), so that translators of content never touch product strings.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import timedelta
from gettext import NullTranslations
from pathlib import Path
from typing import IO

import msgspec
import tomli
from babel import Locale, UnknownLocaleError
from babel.dates import format_timedelta
from babel.localedata import locale_identifiers
from babel.support import Translations
from markupsafe import Markup

from wizard.catalogues import compile_catalogues, in_memory, read_catalogue
from wizard.contentset import ContentSet, read_content
from wizard.core import content
from wizard.core.decoding import source_of
from wizard.core.mixed import marked_dutch
from wizard.core.municipality import Edition, Glossary, Municipality
from wizard.core.municipality_check import KEEP_TERM
from wizard.core.overlay import Overlay
from wizard.core.questionnaire import Questionnaire
from wizard.recent import Recent
from wizard.resources import resource_directory

SOURCE_LANGUAGE = "nl"
TRANSLATIONS = "translations"
LETTERS = {"ar": "arabic", "pl": "latin-ext", "ti": "ethiopic", "tr": "latin-ext", "uk": "cyrillic"}
"""The letters of languages for which those of Dutch are not enough (tools/fonts.py)."""


EDITIONS_KEPT = 400
"""Some 0.4 MiB each: every Dutch municipality in one language, and 50 in another."""


class Editions:
    """Every municipality's content in every language it offers, prepared once per process.

    A gettext call per text and request would cost more than the rest of a page, so an edition
    is translated whole on first use and then shared between threads; it is frozen. Those that
    nobody asked for lately go: hundreds of municipalities in seven languages are a gigabyte.
    """

    def __init__(
        self,
        content_dir: Path,
        read: ContentSet | None = None,
        *,
        kept_for: timedelta | None = None,
    ) -> None:
        """Read all content. Raises ContentInvalid and CatalogueInvalid, with the file and place.

        `read` is for who read it already. `kept_for` replaces what the texts say about how long a
        draft is kept: a trial keeps shorter than the municipality would.
        """
        compile_catalogues(resource_directory(TRANSLATIONS))
        self._kept_for = kept_for
        self.content = read or read_content(content_dir)
        self._own = own_catalogues(content_dir)
        self.municipalities = self.content.municipalities
        self._made = Recent[Edition](EDITIONS_KEPT)

    def find(self, slug: str, lang: str) -> Edition | None:
        """Return the edition for a municipality and language, or None when there is none."""
        municipality = self.municipalities.get(slug)
        if municipality is None or lang not in municipality.languages:
            return None
        return self._made.get((slug, lang), lambda: self._make(slug, lang))

    def shared_questions(self, slug: str, lang: str) -> Questionnaire:
        """Return the common questions in the words of a municipality that exists.

        They are what it would ask if its file changed nothing about them.
        """
        key = slug, lang, "unchanged"
        return self._made.get(key, lambda: self._make(slug, lang, changed=False)).questionnaire

    def _make(self, slug: str, lang: str, *, changed: bool = True) -> Edition:
        translations = self._own.get(lang) or content_translations(lang)

        def translate(context: str, text: str) -> str:
            if self._kept_for and context == f"{slug}.words.{KEEP_TERM}":
                return in_hours(self._kept_for, lang)
            return translations.pgettext(context, text)

        own = self.municipalities[slug]
        if not changed:
            own = msgspec.structs.replace(own, questions=Overlay())
        return content.make_edition(
            self.content.questionnaire, self.content.glossary, own, lang, translate
        )


def fixed_text(text: str) -> Markup:
    """Return a catalogue's text as safe HTML, its Dutch words marked; values go in with `%`."""
    return Markup(marked_dutch(text))  # noqa: S704 - escaped there


def plain_text(text: str) -> str:
    """Return a text without the marks of its Dutch words, for a title or an attribute."""
    return text.striptags() if isinstance(text, Markup) else str(text)


def in_hours(time: timedelta, lang: str) -> str:
    """Return a length of time in hours, such as "24 uur": plainer here than "1 dag"."""
    return format_timedelta(time, granularity="hour", threshold=2, locale=lang)


def content_translations(lang: str) -> NullTranslations:
    """Return the catalogue of content texts in a language; the source language has none."""
    return Translations.load(resource_directory(TRANSLATIONS), [lang], domain="content")


def own_catalogues(content_dir: Path) -> dict[str, NullTranslations]:
    """Return the catalogues that stand beside somebody's own content, with ours behind them.

    They are read into memory: where a site runs, nothing may be writable. Raises
    CatalogueInvalid, with the file and the line.
    """
    found: dict[str, NullTranslations] = {}
    for path in sorted((content_dir / TRANSLATIONS).glob("*/LC_MESSAGES/content.po")):
        lang = path.parts[-3]
        found[lang] = in_memory(read_catalogue(path))
        found[lang].add_fallback(content_translations(lang))
    return found


@functools.cache
def known_languages() -> frozenset[str]:
    """Return the codes of all languages that exist, as far as Babel knows."""
    return frozenset(code for code in locale_identifiers() if code.isalpha())


@functools.cache
def text_direction(lang: str) -> str:
    """Return "rtl" or "ltr" for the HTML attribute `dir`; "ltr" for a language that is unknown."""
    locale = _locale(lang)
    return locale.text_direction if locale else "ltr"


def left_to_right(text: str, lang: str) -> str:
    """Return a number or an address so that it does not stand back to front on a page in `lang`."""
    if not text or text_direction(lang) == "ltr":
        return text
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def letters_of(lang: str) -> str:
    """Return the name of the fonts and of the style sheet that a page in `lang` needs as well.

    It is "" where Dutch letters do, and where we have no other: then the device's own are shown.
    """
    return LETTERS.get(lang, "")


@functools.cache
def language_name(lang: str) -> str:
    """Return what a language is called by those who speak it, as a name in a list.

    A language that is unknown has its code for a name.
    """
    locale = _locale(lang)
    name = (locale.get_language_name() if locale else None) or lang
    return name[:1].upper() + name[1:]


def _locale(lang: str) -> Locale | None:
    try:
        return Locale.parse(lang)
    except (ValueError, UnknownLocaleError):
        return None


def extract_toml(
    file: IO[bytes],
    keywords: object,  # noqa: ARG001 - Babel gives it
    comment_tags: object,  # noqa: ARG001 - Babel gives it
    options: object,  # noqa: ARG001 - Babel gives it
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Yield the translatable texts of a content file for Babel, with their ids as context."""
    for context, text in _texts_of(file.read()):
        # The catalogues hold no lines: they change only when a text does.
        yield 1, "pgettext", (context, text), []


def _texts_of(raw: bytes) -> Iterator[tuple[str, str]]:
    keys = tomli.loads(source_of(raw))
    if "slug" in keys:
        return content.texts(msgspec.convert(keys, Municipality), keys["slug"])
    if "terms" in keys:
        return content.texts(msgspec.convert(keys, Glossary), "glossary")
    if "parts" in keys:
        return content.texts(msgspec.convert(keys, Questionnaire))
    return iter(())
