"""The template environment for paper: the same templates and catalogues, without a web site."""

from __future__ import annotations

import functools
from datetime import date

from babel.dates import format_date
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from wizard.resources import resource_directory


@functools.cache
def paper_environment(lang: str) -> Environment:
    """Return an environment whose texts are in `lang`; compiled templates are kept."""
    environment = Environment(
        loader=FileSystemLoader(resource_directory("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
    )
    translations = Translations.load(resource_directory("translations"), [lang])
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined] # added by i18n
    return environment


def long_date(day: date, lang: str) -> str:
    """Return a day as people write it, with the month as a word."""
    return format_date(day, "d MMMM yyyy", locale=lang)
