"""The web layer: it translates HTTP and holds no rule of its own."""

from __future__ import annotations

from flask import Flask, g, redirect, request, url_for
from flask_babel import Babel
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as AnyResponse

from wizard.resources import resource_directory
from wizard.web import (
    aftertalk,
    bilingual,
    check,
    comfort,
    desk,
    helpcode,
    information,
    keep,
    languages,
    leave,
    nextstep,
    openfile,
    owndata,
    parts,
    plan,
    progress,
    resume,
    securitytxt,
    send,
    sofar,
    start,
    steps,
    timeleft,
)
from wizard.web.desk.guard import let_in
from wizard.web.deskplace import keep_apart
from wizard.web.errors import register_errors
from wizard.web.inmemory import InMemoryRequest
from wizard.web.places import PLACE, current_lang, place_values, take_edition
from wizard.web.probes import answer_probes
from wizard.web.questionpages import set_up_sheets
from wizard.web.security import guard, headers_of
from wizard.web.site import EXTENSION, Site, current_site
from wizard.web.staticfiles import serve_static
from wizard.web.templating import set_up_templates, shared_values

PAGES = (
    start,
    steps,
    parts,
    check,
    plan,
    bilingual,
    sofar,
    nextstep,
    send,
    keep,
    helpcode,
    resume,
    openfile,
    owndata,
    leave,
    information,
    timeleft,
    comfort,
    languages,
    aftertalk,
    progress,
)


def register(app: Flask) -> None:
    """Put pages, guards, languages and error pages on the app."""
    app.request_class = InMemoryRequest
    guard(app)
    site: Site = app.extensions[EXTENSION]
    serve_static(app, site.recordings, site.themes, headers_of(site.settings))
    answer_probes(app, site)
    register_errors(app)
    set_up_templates(app, shared_values)
    set_up_sheets(app)
    app.url_value_preprocessor(take_edition)
    app.url_defaults(place_values)
    app.before_request(keep_apart)
    app.before_request(let_in)
    app.before_request(languages.answer_with_languages)
    app.add_url_rule("/", "home", home)
    for page in PAGES:
        prefix = PLACE + (page.blueprint.url_prefix or "")
        app.register_blueprint(page.blueprint, url_prefix=prefix)
    app.register_blueprint(securitytxt.blueprint)
    app.register_blueprint(desk.blueprint)
    Babel(
        app,
        locale_selector=current_lang,
        default_translation_directories=str(resource_directory("translations")),
        configure_jinja=False,  # pages have their texts from `templating`
    )


def trust_proxies(app: Flask, proxies: int) -> None:
    """Believe what this number of proxies in front says about address, scheme and host."""
    if proxies:
        fixed = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)
        app.wsgi_app = fixed  # type: ignore[method-assign] # Flask's documented way to wrap


def home() -> AnyResponse:
    """Lead to the start page of this instance's own municipality, in the browser's language."""
    g.edition = current_site().default_edition()
    offered = g.edition.municipality.languages
    wanted = (tag.split("-")[0].lower() for tag, quality in request.accept_languages if quality)
    lang = next((lang for lang in wanted if lang in offered), g.edition.lang)
    response = redirect(url_for("start.show", lang=lang))
    response.vary.add("Accept-Language")
    return response
