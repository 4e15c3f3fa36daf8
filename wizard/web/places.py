"""For which municipality and in which language a request is."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import abort, current_app, g, has_request_context, request, url_for

from wizard.core.municipality import Edition, Municipality
from wizard.errors import LanguageUnknown
from wizard.i18n import SOURCE_LANGUAGE
from wizard.web.security import is_from_here
from wizard.web.site import current_showcase

PLACE = "/<municipality>/<lang>"
"""Every page stands under a municipality and a language."""

FORM = "application/x-www-form-urlencoded"

ASKED = "language"
"""What the button says that leads from a form to the languages."""


def take_edition(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Find the edition that the URL names; an unknown one is a page that does not exist.

    A form that was sent with a language as its button is answered in that language, whatever
    the answer is: the next page, an error, or the question for a code.
    """
    if endpoint is None:
        g.edition = _nearest_edition(request.path)
    elif values and "municipality" in values:
        slug, g.typed_in = values.pop("municipality"), values.pop("lang")
        g.edition = _find_edition(slug, g.typed_in)
        _note_language(g.edition.municipality)


def _note_language(municipality: Municipality) -> None:
    """Note whether a language, or the way to all of them, was pressed."""
    languages = municipality.languages
    pressed = next((go for go in _pressed() if go in (ASKED, *languages)), "")
    g.asks_languages = pressed == ASKED
    if pressed in languages:
        g.turned, g.edition = True, _find_edition(municipality.slug, pressed)


def _find_edition(slug: str, lang: str) -> Edition:
    """Return an edition. Raises NotFound, and LanguageUnknown where only the language is."""
    site = current_showcase()
    found = site.find_edition(slug, lang)
    if found:
        return found
    source = site.find_edition(slug, SOURCE_LANGUAGE)
    if source is None:
        abort(404)
    g.edition = source
    raise LanguageUnknown("no such language here")


def _nearest_edition(path: str) -> Edition:
    """Return what an address belongs to at which there is no page."""
    site = current_showcase()
    slug, lang = [*path.split("/"), "", ""][1:3]
    return site.find_edition(slug, lang) or site.default_edition()


def _pressed() -> list[str]:
    """Return the buttons that sent this form, as far as they have a name.

    A page that holds what was sent before holds its button as well: that one is no language.
    """
    if request.method != "POST" or request.mimetype != FORM or not is_from_here(request):
        return []
    return request.form.getlist("go")


def is_turned() -> bool:
    """Tell whether a language was pressed: then this very page is asked for, in that language."""
    return "turned" in g


def asks_languages() -> bool:
    """Tell whether the languages were asked for in a form."""
    return bool(g.get("asks_languages"))


def typed_lang() -> str:
    """Return the language of the page on which the words of this request were typed."""
    return str(g.typed_in)


def place_values(endpoint: str, values: dict[str, Any]) -> None:
    """Fill in this request's municipality and language in a URL that wants them."""
    if "edition" in g and current_app.url_map.is_endpoint_expecting(endpoint, "municipality"):
        values.setdefault("municipality", g.edition.municipality.slug)
        values.setdefault("lang", g.edition.lang)


def page_below(start: str) -> str:
    """Return the address of this request's page below another start page."""
    return start + quote(request.path.split("/", 3)[3]) + asked_query()


def asked_query() -> str:
    """Return what this request's address says behind its path; it holds no answers."""
    query = request.query_string.decode("ascii", "ignore")
    return f"?{query}" if query else ""


def current_lang() -> str:
    """Return the language of this request's page."""
    if has_request_context() and "edition" in g:
        return str(g.edition.lang)
    return SOURCE_LANGUAGE


def public_start_url(edition: Edition) -> str:
    """Return the start page's public address, as short as it can be; "" where there is none."""
    site = current_showcase()
    base = site.settings.base_url.rstrip("/")
    is_home = edition == site.default_edition()
    return base if is_home or not base else base + url_for("start.show")
