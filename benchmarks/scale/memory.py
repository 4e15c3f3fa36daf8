"""Memory of a node over a million requests: residents without thinking, in this very process.

They reach the site as a server would, but without a line in between: then a million requests fit
half an hour of one core. Nobody makes a code or a PDF; those have tables of their own.
"""

from __future__ import annotations

import asyncio
import gc
import io
import tempfile
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

from flask import Flask

from benchmarks.scale.browser import FILE, SET_COOKIE, Answer
from benchmarks.scale.resident import Resident, Town
from benchmarks.scale.table import Table
from wizard import create_app
from wizard.settings import read_settings
from wizard.vault import KeyDirectory

REQUESTS, WARM, EVERY = 1_000_000, 50_000, 100_000
AT_ONCE = 50
HEADINGS = ("requests", "memory", "more than after the first")


class Node:
    """The site in this process, and how often it was asked."""

    def __init__(self, folder: Path) -> None:
        """Make the site in a folder."""
        KeyDirectory(folder / "keys", create=True)
        settings = read_settings(
            {
                "WIZARD_DATABASE_URL": f"sqlite:///{folder}/database/drafts.db",
                "WIZARD_KEY_DIR": str(folder / "keys"),
            }
        )
        self._app: Flask = create_app(settings)
        self.requests = 0

    def ask(self, environ: dict[str, Any]) -> Answer:
        """Answer one request."""
        self.requests += 1
        told: list[Any] = []
        body: Any = self._app(environ, lambda *words: told.extend(words))
        content = b"".join(body)
        if hasattr(body, "close"):
            body.close()
        return Answer(int(told[0][:3]), _head(told[1]), content)


class Direct:
    """A browser without a line."""

    def __init__(self, node: Node, lang: str) -> None:
        self._node, self._lang = node, lang
        self._cookies: dict[bytes, bytes] = {}
        self._seen: set[bytes] = set()

    async def get(self, path: str) -> Answer:
        """Return what stands at a path."""
        return await self._ask("GET", path, b"")

    async def post(self, path: str, form: str) -> Answer:
        """Send a form, already encoded."""
        return await self._ask("POST", path, form.encode())

    async def load_files(self, page: bytes) -> None:
        """Fetch the files of a page that are not in the cache yet."""
        for path in {*FILE.findall(page)} - self._seen:
            self._seen.add(path)
            await self.get(path.decode())

    def close(self) -> None:
        """Do nothing: no line is open."""

    async def _ask(self, method: str, path: str, body: bytes) -> Answer:
        await asyncio.sleep(0)
        answer = self._node.ask(_environ(method, path, body, self._cookies, self._lang))
        for name, value, rest in SET_COOKIE.findall(answer.head):
            self._cookies[name] = value
            if b"Max-Age=0" in rest:
                del self._cookies[name]
        return answer


def table(requests: int = REQUESTS) -> Table:
    """Return the memory after so many requests, from a warm start."""
    with tempfile.TemporaryDirectory() as folder:
        samples = asyncio.run(sampled(Node(Path(folder)), requests))
    first = samples[0][1]
    rows = [(f"{number:,}", f"{mib:.1f} MiB", f"{mib - first:+.1f}") for number, mib in samples]
    return Table("Memory of a node over many requests", HEADINGS, rows)


async def sampled(node: Node, requests: int) -> list[tuple[int, float]]:
    """Return the memory after each so many requests."""
    town = Town(lambda lang: Direct(node, lang), mean=0, codes=False)
    seeds, samples = Random(0), list[tuple[int, float]]()  # noqa: S311 - a load, not a secret
    marks = [WARM, *range(EVERY, requests + 1, EVERY)]

    async def come() -> None:
        while marks:
            await Resident(town, Random(seeds.random())).visit()  # noqa: S311 - see above
            if marks and node.requests >= marks[0]:
                marks.pop(0)
                town.tally.waits.clear()
                gc.collect()
                samples.append((node.requests, megabytes()))

    await asyncio.gather(*(come() for _ in range(AT_ONCE)))
    assert not town.tally.errors, town.tally.errors
    return samples


def megabytes() -> float:
    """Return the memory of this process that is its own, in MiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("RssAnon:"))) / 1024


def _head(headers: Iterable[tuple[str, str]]) -> bytes:
    return ("".join(f"\r\n{name}: {value}" for name, value in headers) + "\r\n").encode()


def _environ(
    method: str, path: str, body: bytes, cookies: dict[bytes, bytes], lang: str
) -> dict[str, Any]:
    sent = b"; ".join(b"%b=%b" % pair for pair in cookies.items())
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": urlsplit(path).path,
        "QUERY_STRING": urlsplit(path).query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "HTTP_ACCEPT_LANGUAGE": lang,
        "HTTP_ACCEPT_ENCODING": "br, gzip",
        **({"HTTP_COOKIE": sent.decode()} if sent else {}),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
