"""The way back to the page that somebody came from, and to that page in another language."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, g, url_for
from werkzeug.exceptions import HTTPException

from wizard.web.addresses import resume_url
from wizard.web.answerrows import RETURN_TO_CHECK
from wizard.web.visit import find_visit


def way_back(came_from: str, lang: str | None = None) -> str:
    """Return the page that somebody came from, made anew from our own routes, in a language.

    Nothing of what was sent is used but the address of a step, so it can lead nowhere else. For
    anything that is no page of ours: where the plan goes on, or else the start.
    """
    return _own_page(came_from, lang) or _main_page(lang)


def _own_page(came_from: str, lang: str | None) -> str:
    try:
        path, query = urlsplit(came_from)[2:4]
        endpoint, found = current_app.url_map.bind("").match(path, method="GET")
    except (ValueError, HTTPException):
        return ""
    values = dict(found)
    if values.pop("municipality", "") != g.edition.municipality.slug:
        return ""
    values["lang"] = lang or g.edition.lang
    if endpoint == "steps.show" and query == f"terug={RETURN_TO_CHECK}":
        values["terug"] = RETURN_TO_CHECK
    return url_for(endpoint, **values)


def _main_page(lang: str | None) -> str:
    visit = find_visit()
    if visit and not lang:
        return resume_url(visit)
    return url_for("start.show", lang=lang or g.edition.lang)
