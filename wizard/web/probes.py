"""What a load balancer asks a node: whether it lives, and whether it can work. It tells no more.

These answer before the app does: a balancer knows a node by its number, under no host name of
ours, and an answer here needs no session, language or page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask

from wizard.errors import KeysMissing, WizardError
from wizard.vault import KeyDirectory
from wizard.web.security import headers_of
from wizard.web.site import Site, now

LIVES, WORKS = "/healthz", "/readyz"


def answer_probes(app: Flask, site: Site) -> None:
    """Put both probes in front of the app."""
    guards = headers_of(site.settings)
    probes = Probes(app.wsgi_app, lambda: require_working(site), guards)
    app.wsgi_app = probes  # type: ignore[method-assign] # Flask's documented way to wrap


def require_working(site: Site) -> None:
    """Raise StorageError or KeysMissing when nobody could open or save a plan just now.

    The key directory is read anew, this week's pepper too: what this process remembers of it
    would hide that it has gone.
    """
    site.store.ping()
    there = KeyDirectory(site.settings.key_dir)
    if there.instance_salt != site.keys.instance_salt:
        raise KeysMissing("the key directory is another one than at the start")
    there.current_pepper(now())


class Probes:
    """A WSGI app that answers the two probes, and hands on everything else."""

    def __init__(
        self, app: WSGIApplication, require_working: Callable[[], None], guards: Mapping[str, str]
    ) -> None:
        self._app = app
        self._guards = guards
        self._require_working = require_working

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path = environ["PATH_INFO"]
        if path not in {LIVES, WORKS} or environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._app(environ, start_response)
        status = HTTPStatus.OK if path == LIVES else self._working()
        body = f"{status.phrase}\n".encode()
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            *self._guards.items(),
        ]
        start_response(f"{status.value} {status.phrase}", headers)
        return [body] if environ["REQUEST_METHOD"] == "GET" else []

    def _working(self) -> HTTPStatus:
        try:
            self._require_working()
        except WizardError:
            return HTTPStatus.SERVICE_UNAVAILABLE
        return HTTPStatus.OK
