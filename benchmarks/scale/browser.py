"""A resident's browser, as light as can be: one connection, a few cookies, files fetched once.

The connection stays open between answers for as long as the server keeps it, as browsers do.
Files of a page come one after another over it; a browser would take more connections at once.
"""

from __future__ import annotations

import asyncio
import re
from random import Random
from typing import NamedTuple

PATIENCE_SECONDS = 30
HEAD_END = b"\r\n\r\n"
FILE = re.compile(rb'(?:href|src)="(/static/[^"#]*)')
SET_COOKIE = re.compile(rb"\r\nSet-Cookie: ([^=]+)=([^;\r]*)(;[^\r]*)?")
LOCATION = re.compile(rb"\r\nLocation: (?:https?://[^/]*)?([^\r]*)")
LENGTH = re.compile(rb"\r\nContent-Length: (\d+)")
RETRY_AFTER = re.compile(rb"\r\nRetry-After: (\d+)")


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    head: bytes
    body: bytes

    @property
    def location(self) -> str:
        """Where it leads; "" when nowhere."""
        found = LOCATION.search(self.head)
        return found[1].decode() if found else ""

    @property
    def retry_after(self) -> int:
        """After how many seconds a busy server wants to be asked again."""
        found = RETRY_AFTER.search(self.head)
        return int(found[1]) if found else 3


class Line(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._wanted: asyncio.Future[Answer] | None = None
        self.is_open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember what to write to."""
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.is_open = transport, True

    def data_received(self, data: bytes) -> None:
        """Collect an answer, and hand it over once it is whole."""
        self._received += data
        end = self._received.find(HEAD_END)
        if end < 0 or self._wanted is None or self._wanted.done():
            return
        head = bytes(self._received[: end + 2])
        found = LENGTH.search(head)
        whole = end + len(HEAD_END) + (int(found[1]) if found else 0)
        if len(self._received) >= whole:
            body = bytes(self._received[end + len(HEAD_END) : whole])
            self._received.clear()
            self._wanted.set_result(Answer(int(head[9:12]), head, body))

    def connection_lost(self, exc: Exception | None) -> None:
        """Let who waits know."""
        self.is_open = False
        if self._wanted and not self._wanted.done():
            self._wanted.set_exception(exc or ConnectionResetError("closed by the server"))

    async def ask(self, request: bytes) -> Answer:
        """Send a request, return its answer. Raises OSError, and TimeoutError after a while."""
        self._wanted = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await self._wanted


class Browser:
    """One browser with nothing in its cache, at an address of its own on the loopback network."""

    def __init__(self, port: int, rng: Random, lang: str) -> None:
        self._port = port
        self._address = ".".join(map(str, (127, *(rng.randint(1, 254) for _ in range(3)))))
        self._line: Line | None = None
        self._cookies: dict[bytes, bytes] = {}
        self._seen: set[bytes] = set()
        self._usual = (
            f"Host: 127.0.0.1:{port}\r\nAccept-Encoding: br, gzip\r\nAccept-Language: {lang}\r\n"
            "Sec-Fetch-Site: same-origin\r\n"
        ).encode()

    async def get(self, path: str) -> Answer:
        """Return what stands at a path."""
        return await self._ask(b"GET %b HTTP/1.1\r\n%b" % (path.encode(), self._headers()))

    async def post(self, path: str, form: str) -> Answer:
        """Send a form, already encoded."""
        head = b"POST %b HTTP/1.1\r\n%b" % (path.encode(), self._headers())
        length = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n"
        return await self._ask(head + length % len(form), form.encode())

    async def load_files(self, page: bytes) -> None:
        """Fetch the files of a page that are not in the cache yet."""
        new = {*FILE.findall(page)} - self._seen
        for path in new:
            answer = await self.get(path.decode())
            assert answer.status == 200, answer.status  # noqa: PLR2004 - a status
        self._seen |= new

    def remember_files(self, page: bytes) -> None:
        """Have the files of a page in the cache, as who came to it some pages ago."""
        self._seen |= {*FILE.findall(page)}

    def close(self) -> None:
        """Close the connection."""
        if self._line and self._line.is_open:
            self._line.transport.close()

    def _headers(self) -> bytes:
        if not self._cookies:
            return self._usual
        pairs = (b"%b=%b" % pair for pair in self._cookies.items())
        return self._usual + b"Cookie: " + b"; ".join(pairs) + b"\r\n"

    async def _ask(self, head: bytes, body: bytes = b"") -> Answer:
        used, line = self._line is not None, await self._open_line()
        try:
            answer = await line.ask(head + b"\r\n" + body)
        except ConnectionError:
            # A server may close a kept connection at the moment it is used again: browsers retry.
            if not used:
                raise
            line = await self._connect()
            answer = await line.ask(head + b"\r\n" + body)
        for name, value, rest in SET_COOKIE.findall(answer.head):
            self._take_cookie(name, value, rest)
        if b"\r\nConnection: close" in answer.head:
            line.transport.close()
            line.is_open = False
        return answer

    async def _open_line(self) -> Line:
        return self._line if self._line and self._line.is_open else await self._connect()

    async def _connect(self) -> Line:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(PATIENCE_SECONDS):
            _, line = await loop.create_connection(
                Line, "127.0.0.1", self._port, local_addr=(self._address, 0)
            )
        self._line = line
        return line

    def _take_cookie(self, name: bytes, value: bytes, rest: bytes) -> None:
        if b"Max-Age=0" in rest:
            self._cookies.pop(name, None)
        else:
            self._cookies[name] = value
