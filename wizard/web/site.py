"""What one running instance has: its settings, content, drafts, desks and PDF workers."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask, current_app
from msgspec import Struct

from wizard.core.municipality import Edition
from wizard.errors import SettingsError
from wizard.handout.workers import PdfWorkers
from wizard.i18n import SOURCE_LANGUAGE, Editions
from wizard.recordings import Recordings
from wizard.settings import Settings
from wizard.store import Store
from wizard.themes import Themes
from wizard.vault import Accounts, Desks, Dispatch, Drafts, KeyDirectory

EXTENSION = "startplan"


class Site(Struct, frozen=True):
    """The parts of an instance, made once by `create_app`."""

    settings: Settings
    editions: Editions
    recordings: Recordings
    themes: Themes
    store: Store
    keys: KeyDirectory
    drafts: Drafts
    dispatch: Dispatch
    desks: Desks
    accounts: Accounts
    pdf: PdfWorkers

    def default_edition(self) -> Edition:
        """Return what the bare address and error pages without an address show."""
        edition = self.editions.find(self.settings.municipality, SOURCE_LANGUAGE)
        if edition is None:
            raise SettingsError("WIZARD_MUNICIPALITY names no municipality")
        return edition

    def install(self, app: Flask) -> None:
        """Make this the site of `app`."""
        app.extensions[EXTENSION] = self


def current_site() -> Site:
    """Return the site of the current app."""
    site: Site = current_app.extensions[EXTENSION]
    return site


def now() -> datetime:
    """Return the current moment; everything below the web layer takes it as an argument."""
    return datetime.now(UTC)
