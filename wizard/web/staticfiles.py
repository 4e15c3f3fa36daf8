"""Built files, recordings and themes: kept by browsers for good, the same for everyone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask
from msgspec import Struct
from whitenoise import WhiteNoise
from whitenoise.responders import Response

from wizard.recordings import SOUND_TYPES, Recordings
from wizard.resources import PACKAGE
from wizard.themes import Themes
from wizard.web.security import HEADERS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

STATIC = "/static"
NAMED_BY_CONTENT = re.compile(r"\.[0-9a-f]{8,}\.\w+$")
"""A name with a digest of the file: another content gets another name."""


class StyleSheet(Struct, frozen=True):
    """A style sheet in memory, as WhiteNoise serves files: what was checked is what is sent."""

    css: bytes

    def get_response(self, method: str, _environ: object) -> Response:
        """Answer a request."""
        if method not in {"GET", "HEAD"}:
            return Response(HTTPStatus.METHOD_NOT_ALLOWED, [("Allow", "GET, HEAD")], None)
        headers = [
            ("Content-Type", 'text/css; charset="utf-8"'),
            ("Content-Length", str(len(self.css))),
            ("Cache-Control", f"max-age={WhiteNoise.FOREVER}, public, immutable"),
        ]
        return Response(HTTPStatus.OK, headers, io.BytesIO(self.css) if method == "GET" else None)


class GuardedFiles(WhiteNoise):  # type: ignore[misc] # WhiteNoise has no types
    """Files that go out with the headers of every answer; refusals and empty answers too."""

    guards: Mapping[str, str] = HEADERS

    def serve(
        self, static_file: object, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer a request for a file."""

        def guarded(status: str, headers: list[tuple[str, str]]) -> object:
            return start_response(status, [*headers, *self.guards.items()])

        sent: Iterable[bytes] = super().serve(static_file, environ, guarded)
        return sent


def serve_static(
    app: Flask, recordings: Recordings, themes: Themes, guards: Mapping[str, str] = HEADERS
) -> None:
    """Serve files before a request reaches the app, so no session is ever looked at.

    Only what is there at the start is served, each file under its one name; ranges too, without
    which iOS plays no sound.
    """
    files = GuardedFiles(
        app.wsgi_app,
        root=PACKAGE / "static",
        prefix=STATIC,
        max_age=0,
        immutable_file_test=is_named_by_content,
        allow_all_origins=False,
        mimetypes=SOUND_TYPES,
    )
    files.guards = guards
    for sound in recordings.sounds():
        files.add_file_to_dictionary(f"{STATIC}/{sound.name}", str(sound.path))
    for name, css in themes.sheets():
        files.files[f"{STATIC}/{name}"] = StyleSheet(css.encode())
    app.wsgi_app = files  # type: ignore[method-assign] # Flask's documented way to wrap


def is_named_by_content(_path: str, url: str) -> bool:
    """Tell whether a file can never change under this URL."""
    return NAMED_BY_CONTENT.search(url) is not None
