"""The template environments for paper: the same templates and catalogues, without a web site."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from gettext import NullTranslations

from babel.dates import format_date
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from wizard.core.references import grouped
from wizard.handout.both import Both, both_texts
from wizard.handout.paper_text import reading_direction
from wizard.i18n import SOURCE_LANGUAGE, fixed_text, left_to_right, plain_text
from wizard.languages import is_unread
from wizard.resources import resource_directory


@functools.cache
def paper_environment(lang: str) -> Environment:
    """Return an environment whose texts are in `lang`; compiled templates are kept."""
    translations = _translations(lang)

    def text(source: str, /, **values: object) -> Markup:
        return fixed_text(translations.gettext(source)) % values

    return _environment(lang, text)


@functools.cache
def bilingual_environment(lang: str) -> Environment:
    """Return an environment in which `_()` gives a text in `lang` and in Dutch, as a Both."""
    own, dutch = _translations(lang), _translations(SOURCE_LANGUAGE)

    def texts(source: str, /, **values: object) -> Both:
        in_own, in_dutch = (fixed_text(known.gettext(source)) for known in (own, dutch))
        return both_texts(in_own, in_dutch, values)

    return _environment(lang, texts)


def _environment(lang: str, texts: Callable[..., Markup | Both]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource_directory("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.globals |= {"_": texts, "unread": is_unread(lang)}
    environment.filters["direction"] = reading_direction
    environment.filters["plain"] = plain_text
    environment.filters["grouped"] = grouped
    environment.filters["left_to_right"] = functools.partial(left_to_right, lang=lang)
    return environment


def _translations(lang: str) -> NullTranslations:
    return Translations.load(resource_directory("translations"), [lang])


def long_date(day: date, lang: str) -> str:
    """Return a day as people write it, with the month as a word."""
    return format_date(day, "d MMMM yyyy", locale=lang)


def as_typed(url: str) -> str:
    """Return an address as people type it: without its scheme."""
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")
