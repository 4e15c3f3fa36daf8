"""Crowds at one node: slow connections, storms of codes and sign-ins, 5,000 people at once."""

from __future__ import annotations

import re
import secrets
import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from drills._browser import Broken, Browser
from drills._people import BEGIN, people
from drills._site import Site, site
from drills._table import Row
from wizard.connections import connections_that_fit
from wizard.core.codes import make_code

SLOW, CLIENTS, STORM_SECONDS = 150, 32, 8.0
COMING, COMING_MOST_SECONDS = 5000, 90.0
OTHERS, REST_SECONDS, BEFORE_SECONDS = 8, 0.3, 3.0
START, RESUME, KEEP = "/arnhem/nl/", "/arnhem/nl/verder/", "/arnhem/nl/bewaren/"
SIGN_IN = "/balie/inloggen"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
HEAD = "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n"


def rows(folder: Path) -> Iterator[Row]:
    """Let each crowd come while residents answer."""
    yield beside(folder / "slow", "150 slow connections", _slow)
    yield beside(folder / "codes", "32 clients with wrong codes", _storm(_wrong_code))
    yield beside(folder / "making", "32 clients who make a code", _storm(_make_code))
    yield beside(folder / "staff", "32 clients who sign in as staff", _storm(_sign_in))
    yield beside(folder / "burst", "5,000 people come at once", _burst)


def beside(folder: Path, fault: str, come: Callable[[Site], str]) -> Row:
    """Let `come` happen while others answer; return what it did to them."""
    folder.mkdir()
    with (
        site(folder, settings={"WIZARD_TRUSTED_PROXIES": "1"}) as one,
        people(one.ports, OTHERS, rest=REST_SECONDS) as others,
    ):
        time.sleep(BEFORE_SECONDS)
        start = time.monotonic()
        done = come(one)
        end = time.monotonic()
        recovery = others.recovery(end)
        lost = others.lost()
    return Row(
        fault=fault,
        done=f"{done}; p95 of saves before: {others.p95(0, start) or 0:.0f} ms",
        acknowledged=others.acknowledged,
        lost=lost,
        p95=others.p95(start, end),
        seen=others.seen or "nothing",
        recovery=recovery,
    )


def _slow(harmed: Site) -> str:
    """Hold connections open that drip headers, drip a form, or never read what they asked for."""
    kinds = [
        f"GET {START} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        HEAD.format(BEGIN) + "\r\n",
        f"GET {START} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    ]
    with ExitStack() as open_ones:
        address = ("127.0.0.1", harmed.ports[0])
        lines = [open_ones.enter_context(socket.create_connection(address)) for _ in range(SLOW)]
        for number, line in enumerate(lines):
            line.sendall(kinds[number % 3].encode())
        for _ in range(int(STORM_SECONDS)):
            time.sleep(1)
            for number, line in enumerate(lines):
                if number % 3 < 2:  # noqa: PLR2004 - the third kind reads nothing
                    line.sendall(b"a")
    return f"{SLOW} for {STORM_SECONDS:.0f} s: a third each slow headers, forms and readers"


def _storm(act: Callable[[Browser], str]) -> Callable[[Site], str]:
    """Return a crowd in which every client does something over and over."""

    def come(harmed: Site) -> str:
        end = time.monotonic() + STORM_SECONDS

        def client(_: int) -> Counter[str]:
            seen: Counter[str] = Counter()
            browser = Browser(harmed.ports)
            while time.monotonic() < end:
                try:
                    seen[act(browser)] += 1
                except Broken:
                    seen["no answer"] += 1
            browser.close()
            return seen

        with ThreadPoolExecutor(CLIENTS) as storm:
            seen = sum(storm.map(client, range(CLIENTS)), Counter[str]())
        return ", ".join(f"{what}: {times}x" for what, times in seen.most_common())

    return come


def _wrong_code(browser: Browser) -> str:
    return f"page {browser.ask(RESUME, [('code', make_code(secrets.randbelow))])[0]}"


def _make_code(browser: Browser) -> str:
    status, _, page = browser.ask(KEEP)
    if not TOKEN.search(page):
        return f"begun, {browser.ask(BEGIN, [])[0]}"
    status, _, _ = browser.ask(f"{KEEP}code", [("csrf_token", TOKEN.findall(page)[0])])
    return f"page {status}"


def _sign_in(browser: Browser) -> str:
    name = f"{secrets.token_hex(4)}@arnhem.example"
    fields = [("name", name), ("password", secrets.token_hex(8)), ("code", "123456")]
    return f"page {browser.ask(SIGN_IN, fields)[0]}"


def _burst(harmed: Site) -> str:
    """Let thousands ask for the first page in one moment, and wait until all have it."""
    if connections_that_fit(COMING + OTHERS) < COMING:
        return "not all: this machine's limit on open files is too low"
    start, answers = time.monotonic(), _Answers(harmed.ports[0])
    while answers.waiting and time.monotonic() - start < COMING_MOST_SECONDS:
        answers.look()
    took = time.monotonic() - start
    told = ", ".join(f"{what}: {times}x" for what, times in answers.got.most_common())
    answers.close()
    return f"{told}; the last after {took:.0f} s" + (
        f"; {answers.waiting} still waited" if answers.waiting else ""
    )


class _Answers:
    """What thousands of connections got."""

    def __init__(self, port: int) -> None:
        self.got: Counter[str] = Counter()
        self.waiting = COMING
        self._selector = selectors.DefaultSelector()
        for _ in range(COMING):
            line = socket.socket()
            line.setblocking(False)  # noqa: FBT003 - the library's own way
            line.connect_ex(("127.0.0.1", port))
            self._selector.register(line, selectors.EVENT_WRITE)

    def look(self) -> None:
        """Ask where a connection stands, and count what came back."""
        for key, events in self._selector.select(1):
            line = key.fileobj
            assert isinstance(line, socket.socket)
            try:
                if events & selectors.EVENT_WRITE:
                    line.sendall(f"GET {START} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
                    self._selector.modify(line, selectors.EVENT_READ)
                    continue
                said = line.recv(65536)[9:12].decode() or "closed"
            except OSError as error:
                said = type(error).__name__
            self.got[said] += 1
            self.waiting -= 1
            self._selector.unregister(line)
            line.close()

    def close(self) -> None:
        """Let go of whoever still waits."""
        for key in tuple(self._selector.get_map().values()):
            self._selector.unregister(key.fileobj)
            assert isinstance(key.fileobj, socket.socket)
            key.fileobj.close()
