"""What every template can use, and the names of the built files."""

from __future__ import annotations

import functools
import json

from babel.dates import format_date
from flask import Flask, g, url_for
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined

from wizard.i18n import text_direction
from wizard.resources import PACKAGE
from wizard.web.site import current_site


def set_up_templates(app: Flask) -> None:
    """Make templates strict, compiled once, and give them what all pages share."""
    env = app.jinja_env
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.auto_reload = False
    env.globals["asset"] = asset_url
    env.filters["long_date"] = lambda day: format_date(day, "d MMMM yyyy", locale=g.edition.lang)
    app.context_processor(shared_values)


def shared_values() -> dict[str, object]:
    """Return what the layout needs on every page, error pages included."""
    if "edition" not in g:
        g.edition = current_site().default_edition()
    edition = g.edition
    return {
        "edition": edition,
        "municipality": edition.municipality,
        "lang": edition.lang,
        "dir": text_direction(edition.lang),
        "demo": current_site().settings.is_demo,
        "csrf_token": generate_csrf,
    }


def asset_url(name: str) -> str:
    """Return the URL of a built file, by its name before building."""
    return url_for("static", filename=_manifest()[name])


@functools.cache
def _manifest() -> dict[str, str]:
    manifest = json.loads((PACKAGE / "static" / "manifest.json").read_text())
    files: dict[str, str] = manifest["files"]
    return files
