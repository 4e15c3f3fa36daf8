"""What a page weighs as it comes over the line: every file of it, with its headers."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

ASKED = (
    "GET {path} HTTP/1.0\r\nHost: {host}\r\nAccept-Encoding: br, gzip\r\nCookie: {cookie}\r\n\r\n"
)
CHUNK = 65_536
KINDS = ("styles", "icons", "scripts")


Loaded = tuple[tuple[str, int], ...]
"""Files by address, with the bytes of each as sent."""


@dataclass(frozen=True)
class Weight:
    """What comes for one page: the HTML and its files by kind; `heads` are the bytes of headers."""

    html: int
    styles: Loaded
    icons: Loaded
    scripts: Loaded
    heads: int
    undeferred: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """What has to come before the page can be read and answered, without headers."""
        return self.html + total(self.styles) + total(self.icons)


class Files(HTMLParser):
    """Collects the files that a page asks for, but its fonts: those a browser chooses itself."""

    def __init__(self, html: str) -> None:
        """Read a page; `undeferred` names the scripts that would hold it up."""
        super().__init__()
        self.found: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
        self.undeferred: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what this tag loads."""
        has = {name: value or "" for name, value in attrs}
        match tag, has.get("rel"):
            case "img", _:
                self.found["icons"][has["src"]] = None
            case "use", _:
                self.found["icons"][has["href"].partition("#")[0]] = None
            case "link", "icon":
                self.found["icons"][has["href"]] = None
            case "link", "stylesheet":
                self.found["styles"][has["href"]] = None
            case "script", _ if "src" in has:
                self.found["scripts"][has["src"]] = None
                if has.get("type") != "module" and "defer" not in has:
                    self.undeferred.append(has["src"])


def weigh(address: str, cookie: str = "") -> Weight:
    """Return what a page weighs for a browser that has nothing of it yet."""
    head, body = fetch(address, cookie)
    files = Files(body.decode())
    sent = {
        kind: {path: fetch(urljoin(address, path)) for path in paths}
        for kind, paths in files.found.items()
    }
    loaded = {
        kind: tuple((path, len(answer[1])) for path, answer in answers.items())
        for kind, answers in sent.items()
    }
    heads = sum(len(answer[0]) for answers in sent.values() for answer in answers.values())
    return Weight(
        html=len(body), heads=len(head) + heads, undeferred=tuple(files.undeferred), **loaded
    )


def fetch(address: str, cookie: str = "") -> tuple[bytes, bytes]:
    """Return head and body of one answer, byte for byte. Raises RuntimeError for an error page."""
    parts = urlsplit(address)
    asked = ASKED.format(path=parts.path, host=parts.netloc, cookie=cookie)
    with socket.create_connection((parts.hostname or "", parts.port or 80)) as line:
        line.sendall(asked.encode())
        head, end, body = b"".join(_chunks(line)).partition(b"\r\n\r\n")
    if b" 200 " not in head.partition(b"\r\n")[0]:
        raise RuntimeError(f"no page at {parts.path}")
    return head + end, body


def total(files: Loaded) -> int:
    """Return the bytes of these files together."""
    return sum(size for _, size in files)


def table(rows: Mapping[str, Weight]) -> Iterator[str]:
    """Yield the lines of a table, a page a line, in bytes."""
    names = ("html", "styles", "icons", "first", "scripts", "headers")
    yield f"  {'':18}" + "".join(f"{name:>9}" for name in names)
    for name, row in rows.items():
        loaded = [total(getattr(row, kind)) for kind in KINDS]
        figures = (row.html, *loaded[:2], row.first, loaded[2], row.heads)
        yield f"  {name:18}" + "".join(f"{figure:9,}" for figure in figures)


def _chunks(line: socket.socket) -> Iterator[bytes]:
    while chunk := line.recv(CHUNK):
        yield chunk
