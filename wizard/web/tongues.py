"""The languages in which a page can be had, and where it stands in each of them."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from flask import current_app, g, request, url_for

from wizard.core.municipality import Municipality
from wizard.i18n import language_name, text_direction
from wizard.web.places import page_below


class Tongue(NamedTuple):
    """A language as people find it in a list: named in that language itself."""

    code: str
    name: str
    direction: str


def tongues(municipality: Municipality) -> list[Tongue]:
    """Return all languages that a municipality offers; none where there is no choice."""
    codes = municipality.languages
    return [tongue(code) for code in codes] if len(codes) > 1 else []


def tongue(code: str) -> Tongue:
    """Return a language with its name as it stands in a list."""
    return Tongue(code, language_name(code), text_direction(code))


def same_page(lang: str) -> str:
    """Return the address of the page that this request is for, in another language.

    What opens only by sending a form leads to the page above it, and an address at which there
    is no page to the start.
    """
    start = url_for("start.show", lang=lang)
    if not request.url_rule or "municipality" not in request.url_rule.arguments:
        return start
    if request.method == "POST":
        _, slug, own, rest = request.path.split("/", 3)
        return start + quote(_page_above(f"/{slug}/{own}/", rest))
    return page_below(start)


def language_url() -> str:
    """Return the URL of the page of languages, which leads back to this page."""
    return url_for("languages.show", van=same_page(g.edition.lang))


def _page_above(place: str, rest: str) -> str:
    """Return the longest beginning of an address that opens by a link; "" is the start page."""
    opens = current_app.url_map.bind("").test
    while rest and not opens(place + rest, method="GET"):
        rest = rest[: rest.rstrip("/").rfind("/") + 1]
    return rest
