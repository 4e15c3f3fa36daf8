"""The workbench as a WSGI app that reads everything anew when a file was saved.

Each reading makes an app of its own, so nothing of an older one can linger. While the content
cannot be shown, the app of the last good content answers, and its pages say so.
"""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Flask
from msgspec.structs import replace

from wizard.contentset import ContentSet
from wizard.errors import CatalogueInvalid, ContentInvalid
from wizard.handout.environment import bilingual_environment, paper_environment
from wizard.settings import Settings
from wizard.web.site import EXTENSION, Showcase
from wizard.workbench.app import STALE, empty_app, make_app
from wizard.workbench.findings import Findings, first_problems, later_problems, unreadable
from wizard.workbench.watching import version_of, watched

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

log = logging.getLogger(__name__)

Later = Callable[[Callable[[], None]], None]
"""Does something beside the requests."""


def in_background(work: Callable[[], None]) -> None:
    """Do something in a thread that ends with the program."""
    threading.Thread(target=work, name="look closer", daemon=True).start()


class Bench:
    """The workbench over the content of these settings; `findings` is what is wrong in it."""

    def __init__(self, settings: Settings, *, later: Later = in_background) -> None:
        """Read nothing yet: the first request does."""
        self.findings = Findings()
        self._settings = settings
        self._later = later
        self._lock = threading.Lock()
        self._seen = ""
        self._newest: Flask | None = None
        self._good = empty_app(self.told)

    def told(self) -> Findings:
        """Return what is wrong now."""
        return self.findings

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request from the newest content, or else from the last good one."""
        with self._lock:
            self._refresh()
            newest, good = self._newest, self._good
        if newest and newest is not good:
            try:
                return newest(environ, start_response)
            except Exception:
                log.warning("this page cannot be made from the content", exc_info=True)
        environ[STALE] = newest is not good
        return good(environ, start_response)

    def _refresh(self) -> None:
        version = version_of(watched(self._settings.content_dir))
        if version == self._seen:
            return
        self._seen = version
        paper_environment.cache_clear()
        bilingual_environment.cache_clear()
        try:
            self._read(version)
        except (ContentInvalid, CatalogueInvalid) as error:
            self._newest = None
            self.findings = Findings(version, unreadable(error), complete=True)

    def _read(self, version: str) -> None:
        app = make_app(self._settings, self.told)
        showcase: Showcase = app.extensions[EXTENSION]
        folder, today = self._settings.content_dir, datetime.now(UTC).date()
        self.findings = Findings(version, first_problems(showcase.editions, folder, today))
        self._newest = app
        if not self.findings.errors:
            self._good = app
        found = showcase.editions.content
        self._later(functools.partial(self._look_closer, self.findings, found))

    def _look_closer(self, first: Findings, found: ContentSet) -> None:
        """Add what takes longer to find, unless a file was saved meanwhile."""
        try:
            more = tuple(later_problems(found, self._settings.content_dir))
        except (ContentInvalid, CatalogueInvalid) as error:
            more = unreadable(error)
        if self.findings is first:
            version = f"{first.version}+"
            problems = (*first.problems, *more)
            self.findings = replace(first, version=version, problems=problems, complete=True)
