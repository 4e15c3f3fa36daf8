"""Pages from templates: what every template can use, and one environment for each language."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, MutableMapping
from datetime import datetime
from gettext import NullTranslations
from typing import Any, cast

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from babel.support import Translations
from flask import Flask, current_app, g, render_template, request, url_for
from flask.sansio.app import App
from flask.templating import Environment
from jinja2 import StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from wizard.core.days import ZONE
from wizard.core.mixed import marked_dutch
from wizard.core.municipality import Municipality
from wizard.core.references import grouped
from wizard.i18n import left_to_right, letters_of, plain_text, text_direction
from wizard.languages import is_unread
from wizard.recent import Recent
from wizard.resources import built_files, resource_directory
from wizard.web.looks import look_classes
from wizard.web.places import current_lang
from wizard.web.security import csrf_token
from wizard.web.sheets import checked, in_language, opened
from wizard.web.site import current_showcase
from wizard.web.staticfiles import STATIC
from wizard.web.tongues import language_url, same_page, tongue, tongues

ENVIRONMENTS = "startplan-environments"

MOMENT = "EEEE d MMMM yyyy, HH:mm"
SHORT_MOMENT = "EEE d MMM, HH:mm"

PARTS_KEPT = 2000
"""Of each language: those of some eighty municipalities."""

INDENTATION = re.compile(r"\n[ \t]+")
"""White space that only the reader of a template needs; every page would carry it."""


class FixedTexts(NodeTransformer):
    """Puts the translation in the place of every `_("...")` of a template."""

    def __init__(self, translations: NullTranslations) -> None:
        """Translate with a language's catalogue."""
        self._translations = translations

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja calls it so
        """Return a safe text; the values that go into it are escaped on the page.

        Catalogues hold plain texts: what would be HTML in one shows as it is written.
        """
        self.generic_visit(node)
        if not (isinstance(node.node, nodes.Name) and node.node.name == "_"):
            return node
        text = marked_dutch(self._translations.gettext(node.args[0].as_const()))
        values = [nodes.Pair(nodes.Const(value.key), value.value) for value in node.kwargs]
        return nodes.Mod(nodes.MarkSafe(nodes.Const(text)), nodes.Dict(values))


class PageEnvironment(Environment):
    """Templates in one language, compiled once with their texts already translated.

    A page has dozens of texts; looking each up at every request cost a third of the page.
    """

    translations = NullTranslations()

    def __init__(self, app: App, **options: object) -> None:
        """Make an environment without translations."""
        super().__init__(app, **options)
        self._parts = Recent[Markup](PARTS_KEPT)

    def same_for_all(self, template: str, municipality: Municipality) -> Markup:
        """Return a part of the page that shows content only, made once for each municipality.

        It is given the municipality and nothing else, so nothing of a person can stay in it.
        """

        def make() -> Markup:
            given = {"municipality": municipality}
            return escape(self.get_template(template).make_module(given))

        return self._parts.get((template, municipality.slug), make)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return a plain dict: Jinja's chain of two is slow to compare at every import."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(INDENTATION.sub("\n ", source), name, filename)
        return cast("nodes.Template", FixedTexts(self.translations).visit(parsed))


def set_up_templates(app: Flask, shared: Callable[[], dict[str, object]]) -> None:
    """Make templates strict, compiled once, and give them what all pages of `app` share."""
    app.jinja_environment = PageEnvironment
    app.jinja_options = {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "auto_reload": False,
    }
    app.extensions[ENVIRONMENTS] = functools.cache(functools.partial(_environment, app))
    app.context_processor(shared)


def render_page(template: str, **values: object) -> str:
    """Return a template's page in the language of this request."""
    environments: Callable[[str], Environment] = current_app.extensions[ENVIRONMENTS]
    return render_template(environments(current_lang()).get_template(template), **values)


def shared_values() -> dict[str, object]:
    """Return what the layout needs on every page, error pages included."""
    if "edition" not in g:
        g.edition = current_showcase().default_edition()
    edition = g.edition
    return {
        "edition": edition,
        "municipality": edition.municipality,
        "lang": edition.lang,
        "dir": text_direction(edition.lang),
        "looks": look_classes(),
        "demo": current_showcase().settings.is_demo,
        "csrf_token": csrf_token,
    }


def comfort_url() -> str:
    """Return the URL of the page about reading, which leads back to the page asked for now."""
    return url_for("comfort.show", van=request.path if request.url_rule else None)


def asset_url(name: str) -> str:
    """Return the URL of a built file, by its name before building."""
    return f"{STATIC}/{built_files()[name]}"


def theme_url(name: str) -> str:
    """Return the URL of a theme's style sheet, from outside the package or one of our own."""
    return f"{STATIC}/{current_showcase().themes.file(name)}"


def local_moment(moment: datetime, lang: str) -> str:
    """Return the day and the time here of an aware moment."""
    return format_datetime(moment, "d MMMM yyyy, HH:mm", tzinfo=ZONE, locale=lang)


def _environment(app: Flask, lang: str) -> PageEnvironment:
    env = cast("PageEnvironment", app.create_jinja_environment())
    env.translations = Translations.load(resource_directory("translations"), [lang])
    for name in ("request", "session", "g", "config"):
        del env.globals[name]
    env.globals.update(asset=asset_url, same_for_all=env.same_for_all)
    env.globals.update(comfort_url=comfort_url, theme_url=theme_url, letters=letters_of(lang))
    env.globals.update(tongues=tongues, tongue=tongue(lang), is_unread=is_unread(lang))
    env.globals.update(same_page=same_page, language_url=language_url)
    env.filters["plain"] = plain_text
    env.filters.update(checked=checked, opened=opened, in_language=in_language)
    env.filters["left_to_right"] = functools.partial(left_to_right, lang=lang)
    env.filters["number"] = functools.partial(format_decimal, locale=lang)
    env.filters["local_moment"] = functools.partial(local_moment, lang=lang)
    env.filters["long_date"] = lambda day: format_date(day, "d MMMM yyyy", locale=lang)
    env.filters["moment"] = functools.partial(_moment, MOMENT, lang)
    env.filters["short_moment"] = functools.partial(_moment, SHORT_MOMENT, lang)
    env.filters["grouped"] = grouped
    return env


def _moment(pattern: str, lang: str, at: datetime) -> str:
    """Return a moment as the clock here shows it; a talk's time has no zone and is local."""
    local = at.astimezone(ZONE) if at.tzinfo else at
    return format_datetime(local, pattern, locale=lang)
