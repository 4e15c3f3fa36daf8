"""The app that shows one reading of the content, with the templates and styles of the product."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.municipality import Municipality
from wizard.errors import LanguageUnknown
from wizard.i18n import Editions, language_name, text_direction
from wizard.recordings import Recordings
from wizard.resources import resource_directory
from wizard.settings import Settings
from wizard.themes import Themes
from wizard.web.places import PLACE, asked_query, place_values, take_edition
from wizard.web.security import HEADERS
from wizard.web.site import Showcase, current_showcase
from wizard.web.staticfiles import serve_static
from wizard.web.templating import render_page, set_up_templates
from wizard.workbench import overview, papers, picture, questions, routing, texts
from wizard.workbench.findings import Findings

PAGES = (overview, questions, picture, papers, routing, texts)

STALE = "workbench.stale"
"""Set in the environment of a request that is answered from the last good content."""

FINDINGS = "workbench-findings"
LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"]
"""A page elsewhere that makes its name lead to this computer is refused by that name."""

NOWHERE = Path(__file__).parent
"""A folder without recordings and themes."""

POLICY = "Content-Security-Policy"
PDF = "application/pdf"
REFRESH_SECONDS = 5

Told = Callable[[], Findings]


def make_app(settings: Settings, told: Told) -> Flask:
    """Return the workbench over what the content folder holds now; `told` says what is wrong.

    Raises ContentInvalid and CatalogueInvalid.
    """
    editions = Editions(settings.content_dir)
    themes = Themes(settings.content_dir, editions.municipalities.values())
    app = _bare_app(told)
    recordings = Recordings(settings.content_dir)
    Showcase(
        settings=settings,
        editions=editions,
        served=tuple(editions.municipalities),
        recordings=recordings,
        themes=themes,
    ).install(app)
    serve_static(app, recordings, themes)
    app.url_value_preprocessor(take_edition)
    app.url_defaults(place_values)
    app.register_error_handler(LanguageUnknown, _in_dutch)
    app.register_error_handler(404, _missing)
    app.add_url_rule("/", "home", _home)
    for page in PAGES:
        prefix = PLACE + (page.blueprint.url_prefix or "")
        app.register_blueprint(page.blueprint, url_prefix=prefix)
    set_up_templates(app, shared_values)
    return app


def empty_app(told: Told) -> Flask:
    """Return what answers as long as there was no content that can be shown."""
    app = _bare_app(told)
    serve_static(app, Recordings(NOWHERE), Themes(NOWHERE, ()))
    app.add_url_rule("/", "home", _nothing_yet)
    app.add_url_rule("/<path:_>", "anything", _nothing_yet)
    set_up_templates(app, _values_without_content)
    return app


def _bare_app(told: Told) -> Flask:
    app = Flask(__name__, static_folder=None, template_folder=resource_directory("templates"))
    app.config["TRUSTED_HOSTS"] = LOOPBACK_NAMES
    app.config["PROPAGATE_EXCEPTIONS"] = True  # so that the last good content can answer
    app.extensions[FINDINGS] = told
    app.add_url_rule("/versie", "version", _version)
    app.after_request(_add_headers)
    return app


def _home() -> AnyResponse:
    g.edition = current_showcase().default_edition()
    return redirect(url_for("overview.show"))


def _in_dutch(_error: LanguageUnknown) -> AnyResponse:
    """Lead from a language that a municipality does not offer to the Dutch it has."""
    return redirect(url_for("overview.show"))


def _missing(_error: Exception) -> tuple[str, int]:
    return render_page("workbench/missing.html"), 404


def _nothing_yet(_: str = "") -> str:
    return render_page("workbench/nothing.html")


def _version() -> Response:
    """Tell the page's script in which state the files are."""
    return Response(_findings().version, mimetype="text/plain")


def _findings() -> Findings:
    told: Told = current_app.extensions[FINDINGS]
    return told()


def _add_headers(response: Response) -> Response:
    response.headers.extend(HEADERS)
    if response.mimetype == PDF:
        del response.headers[POLICY]  # it would keep the browser's own reader from opening it
    response.headers["Cache-Control"] = "no-store"
    return response


def shared_values() -> dict[str, object]:
    """Return what the layout needs on every page."""
    if "edition" not in g:
        g.edition = current_showcase().default_edition()
    edition = g.edition
    return {
        **_values_without_content(),
        "edition": edition,
        "municipality": edition.municipality,
        "lang": edition.lang,
        "dir": text_direction(edition.lang),
        "municipalities": current_showcase().municipalities(),
        "findings": _findings().about(edition.municipality.slug, current_showcase().served),
        "language_name": language_name,
        "elsewhere": elsewhere,
        "request_place": request.blueprint,
    }


def _values_without_content() -> dict[str, object]:
    return {
        "edition": None,
        "findings": _findings(),
        "stale": request.environ.get(STALE, False),
        "refresh": "ververs" in request.args,
        "refresh_seconds": REFRESH_SECONDS,
    }


def elsewhere(municipality: Municipality, lang: str) -> str:
    """Return the address of this page in another municipality, or in another language."""
    lang = lang if lang in municipality.languages else municipality.languages[0]
    endpoint = request.endpoint if request.endpoint and request.blueprint else "overview.show"
    place = {**(request.view_args or {}), "municipality": municipality.slug, "lang": lang}
    return url_for(endpoint, **place) + asked_query()
