"""What one running instance has: its settings, content, drafts, desks and PDF workers."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from flask import Flask, current_app
from msgspec import Struct

from wizard.core.municipality import Edition, Municipality
from wizard.errors import SettingsError, Unreadable
from wizard.handout.workers import PdfWorkers
from wizard.i18n import SOURCE_LANGUAGE, Editions
from wizard.recordings import Recordings
from wizard.settings import Settings
from wizard.store import Store
from wizard.themes import Themes
from wizard.vault import Accounts, Desks, Dispatch, Drafts, KeyDirectory, OwnAccount
from wizard.vault.deskkeys import DeskKey

EXTENSION = "startplan"

_ALARM = logging.getLogger("wizard.alarm")


class Showcase(Struct, frozen=True):
    """What pages are made from. A site has it, and so has the workbench of content editors.

    `served` are the municipalities that have pages here.
    """

    settings: Settings
    editions: Editions
    served: tuple[str, ...]
    recordings: Recordings
    themes: Themes

    def default_edition(self) -> Edition:
        """Return what the bare address and error pages without an address show."""
        edition = self.editions.find(self.settings.municipality, SOURCE_LANGUAGE)
        if edition is None:
            raise SettingsError("WIZARD_MUNICIPALITY names no municipality")
        return edition

    def find_edition(self, slug: str, lang: str) -> Edition | None:
        """Return an edition that has pages here, or None."""
        return self.editions.find(slug, lang) if slug in self.served else None

    def municipalities(self) -> tuple[Municipality, ...]:
        """Return those that have pages here, this instance's own first."""
        return tuple(self.editions.municipalities[slug] for slug in self.served)

    def install(self, app: Flask) -> None:
        """Let the pages of `app` be made from this."""
        app.extensions[EXTENSION] = self


class Site(Showcase, frozen=True):
    """The parts of an instance, made once by `create_app`.

    A desk's work goes on for municipalities that are not `served`.
    """

    store: Store
    keys: KeyDirectory
    drafts: Drafts
    dispatch: Dispatch
    desks: Desks
    accounts: Accounts
    own_account: OwnAccount
    pdf: PdfWorkers

    def receiving_key(self, desk_id: str) -> DeskKey | None:
        """Return the key that new cases of a desk are sealed to, or None when it can get none.

        A practice desk gets nothing real, and in a trial only practice desks get anything. A key
        that was changed in the database counts as none: all but sending goes on.
        """
        try:
            key = self.desks.find_key(desk_id)
        except Unreadable:
            _ALARM.critical("the key of a desk was changed in the database: it gets no cases")
            return None
        return key if key and key.practice is self.settings.is_demo else None


def current_showcase() -> Showcase:
    """Return what the current app's pages are made from."""
    showcase: Showcase = current_app.extensions[EXTENSION]
    return showcase


def current_site() -> Site:
    """Return the site of the current app."""
    site: Site = current_app.extensions[EXTENSION]
    return site


def now() -> datetime:
    """Return the current moment; everything below the web layer takes it as an argument."""
    return datetime.now(UTC)
