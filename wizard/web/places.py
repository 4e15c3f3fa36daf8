"""For which municipality and in which language a request is."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, g, has_request_context, url_for

from wizard.core.municipality import Edition
from wizard.i18n import SOURCE_LANGUAGE
from wizard.web.site import current_site

PLACE = "/<municipality>/<lang>"
"""Every page stands under a municipality and a language."""


def take_edition(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Find the edition that the URL names; an unknown one is a page that does not exist."""
    if values and "municipality" in values:
        place = values.pop("municipality"), values.pop("lang")
        edition = current_site().editions.find(*place)
        if edition is None:
            abort(404)
        g.edition = edition


def place_values(endpoint: str, values: dict[str, Any]) -> None:
    """Fill in this request's municipality and language in a URL that wants them."""
    if "edition" in g and current_app.url_map.is_endpoint_expecting(endpoint, "municipality"):
        values.setdefault("municipality", g.edition.municipality.slug)
        values.setdefault("lang", g.edition.lang)


def current_lang() -> str:
    """Return the language of this request's page."""
    if has_request_context() and "edition" in g:
        return str(g.edition.lang)
    return SOURCE_LANGUAGE


def public_start_url(edition: Edition) -> str:
    """Return the start page's public address, as short as it can be; "" where there is none."""
    site = current_site()
    base = site.settings.base_url.rstrip("/")
    is_home = edition == site.default_edition()
    return base if is_home or not base else base + url_for("start.show")
