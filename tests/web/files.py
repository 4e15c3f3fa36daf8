"""Taking along a file and opening one, as a browser does."""

import json
from typing import Any

from werkzeug.test import TestResponse

from tests.web.browser import PLACE, Browser

DATA, FILE, OPEN = PLACE + "/mijn-gegevens", PLACE + "/mijn-gegevens/bestand", "/verder/bestand/"
NAME = "Bikkel van Sam.json"
"""A file's name says something of a person too."""


def download(browser: Browser) -> bytes:
    """Return the file with everything."""
    response = browser.get(FILE)
    assert response.status_code == 200
    return response.data


def told(raw: bytes) -> dict[str, Any]:
    """Return what a file says."""
    file: dict[str, Any] = json.loads(raw)
    return file


def send_file(browser: Browser, raw: bytes, **fields: str) -> TestResponse:
    """Send a file as the form on the resume page does."""
    kind, body = multipart(raw, fields)
    return browser.post(PLACE + OPEN, data=body, content_type=kind)


def multipart(raw: bytes, fields: dict[str, str]) -> tuple[str, bytes]:
    """Return the content type and the body of a form with a file.

    Werkzeug's own maker of these writes a large file to the disk.
    """
    heads = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    heads.append(f'name="file"; filename="{NAME}"\r\n\r\n'.encode() + raw)
    parts = (b"--edge\r\nContent-Disposition: form-data; " + head + b"\r\n" for head in heads)
    return "multipart/form-data; boundary=edge", b"".join(parts) + b"--edge--\r\n"


def come_in_with(browser: Browser, raw: bytes, **fields: str) -> None:
    """Open a file and follow to the page that welcomes."""
    response = send_file(browser, raw, **fields)
    assert response.status_code == 303
    browser.visit(response.location)
