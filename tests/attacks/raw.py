"""Requests made by hand, below any client that would put them right, and what comes back."""

import io
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

from flask import Flask

FORM = "application/x-www-form-urlencoded"
HERE = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Request:
    """One request; `path` is as the server hands it to the app, percent encoding undone."""

    path: bytes
    method: str = "GET"
    query: bytes = b""
    body: bytes = b""
    kind: str = ""
    cookie: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def environ(self, number: int) -> dict[str, Any]:
        """The request as a WSGI server gives it, each from an address of its own."""
        headers = {"Host": "localhost", "Cookie": self.cookie, **self.headers}
        named = {f"HTTP_{name.upper().replace('-', '_')}": text for name, text in headers.items()}
        return {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path.decode("latin-1"),
            "QUERY_STRING": self.query.decode("latin-1"),
            "REQUEST_URI": quote_from_bytes(self.path),
            "CONTENT_TYPE": self.kind,
            "CONTENT_LENGTH": str(len(self.body)) if self.body else "",
            "REMOTE_ADDR": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            **{name: latin(text) for name, text in named.items() if text},
        }


@dataclass(frozen=True)
class Answer:
    """What the app said."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return next((text for key, text in self.headers if key.lower() == name.lower()), "")

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def is_page(self) -> bool:
        return self.header("Content-Type").startswith("text/html")


def ask(app: Flask, request: Request, number: int = 0) -> Answer:
    """Send a request to the app and take the whole answer."""
    started: list[Any] = []
    parts = app.wsgi_app(request.environ(number), lambda *said: started.append(said))
    body = b"".join(parts)
    getattr(parts, "close", lambda: None)()
    status, headers = started[-1][:2]
    return Answer(int(status.split()[0]), headers, body)


def form(fields: Iterable[tuple[str, str]]) -> bytes:
    """A form's fields as a browser sends them."""
    pairs = [(name.encode("utf-8", "surrogatepass"), text) for name, text in fields]
    return urlencode([(name, text.encode("utf-8", "replace")) for name, text in pairs]).encode()


def latin(text: str) -> str:
    """A header's text as a WSGI server hands it on: its bytes as Latin-1."""
    return text.encode("utf-8", "replace").decode("latin-1")
