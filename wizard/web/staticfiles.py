"""Built files and recordings: kept by browsers for good, the same for everyone."""

from __future__ import annotations

import re
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from wizard.recordings import SOUND_TYPES, Recordings
from wizard.resources import PACKAGE
from wizard.web.security import HEADERS

STATIC = "/static"
NAMED_BY_CONTENT = re.compile(r"\.[0-9a-f]{8,}\.\w+$")
"""A name with a digest of the file: another content gets another name."""


def serve_static(app: Flask, recordings: Recordings) -> None:
    """Serve files before a request reaches the app, so no session is ever looked at.

    Only what is there at the start is served, each file under its one name; ranges too, without
    which iOS plays no sound.
    """
    files = WhiteNoise(
        app.wsgi_app,
        root=PACKAGE / "static",
        prefix=STATIC,
        max_age=0,
        immutable_file_test=is_named_by_content,
        add_headers_function=_add_headers,
        allow_all_origins=False,
        mimetypes=SOUND_TYPES,
    )
    for sound in recordings.sounds():
        files.add_file_to_dictionary(f"{STATIC}/{sound.name}", str(sound.path))
    app.wsgi_app = files  # type: ignore[method-assign] # Flask's documented way to wrap


def is_named_by_content(_path: str, url: str) -> bool:
    """Tell whether a file can never change under this URL."""
    return NAMED_BY_CONTENT.search(url) is not None


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
