"""Startplan: a wizard for a draft persoonlijk plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from flask import Flask

from wizard.contentset import ContentSet
from wizard.core.sending import DEMO_TERM
from wizard.handout.workers import PdfWorkers
from wizard.i18n import Editions
from wizard.recordings import Recordings
from wizard.resources import resource_directory
from wizard.settings import Settings, read_settings
from wizard.store import open_store
from wizard.themes import Themes
from wizard.vault import (
    Accounts,
    Argon2Cost,
    Desks,
    Dispatch,
    Drafts,
    KeyDirectory,
    OwnAccount,
    refuse_older_keys,
)
from wizard.web import register, trust_proxies
from wizard.web.site import Site

FULL_COST = Argon2Cost()
BODY_MOST_BYTES = 1024 * 1024


def create_app(
    settings: Settings | None = None,
    *,
    content: ContentSet | None = None,
    cost: Argon2Cost = FULL_COST,
) -> Flask:
    """Return the site as a WSGI app.

    Raises SettingsError, ContentInvalid and KeysMissing before it serves anything. `content` is
    for who read it already; `cost` for tests, which cannot wait for a code to be as slow as it
    must be.
    """
    settings = settings or read_settings()
    kept_for = DEMO_TERM if settings.is_demo else None
    editions = Editions(settings.content_dir, content, kept_for=kept_for)
    served = settings.served(editions.municipalities)
    themes = Themes(settings.content_dir, editions.municipalities.values())
    keys = KeyDirectory(settings.key_dir, create=settings.is_demo)
    store = open_store(settings.database_url)
    refuse_older_keys(store, keys, datetime.now(UTC))
    drafts = Drafts(store, keys, term=_term(settings, editions, served), cost=cost)
    app = Flask(__name__, static_folder=None, template_folder=resource_directory("templates"))
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = BODY_MOST_BYTES
    app.config["TRUSTED_HOSTS"] = list(settings.every_host) or None
    desks = Desks(store, keys)
    Site(
        settings=settings,
        editions=editions,
        served=served,
        recordings=Recordings(settings.content_dir),
        themes=themes,
        store=store,
        keys=keys,
        drafts=drafts,
        dispatch=Dispatch(store, keys, drafts),
        desks=desks,
        accounts=Accounts(store, keys, desks, cost=cost),
        own_account=OwnAccount(store, keys, cost=cost),
        pdf=PdfWorkers(),
    ).install(app)
    register(app)
    trust_proxies(app, settings.trusted_proxies)
    return app


def _term(settings: Settings, editions: Editions, served: Iterable[str]) -> timedelta:
    """Return how long any draft is kept; a municipality may keep its own longer."""
    days = min(editions.municipalities[slug].retention_days for slug in served)
    return DEMO_TERM if settings.is_demo else timedelta(days=days)
