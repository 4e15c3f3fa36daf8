"""Crowds at one node: slow connections, and 5,000 people at once."""

from __future__ import annotations

import selectors
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from drills._attempt import attempt
from drills._people import BEGIN, people
from drills._site import Site, site
from drills._table import Row
from wizard.connections import connections_that_fit

SLOW, SLOW_SECONDS = 150, 8.0
COMING, COMING_MOST_SECONDS = 5000, 90.0
OTHERS, REST_SECONDS, BEFORE_SECONDS = 8, 0.3, 3.0
START = "/arnhem/nl/"
HEAD = "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n"


def rows(folder: Path) -> Iterator[Row]:
    """Let each crowd come while residents answer."""
    yield attempt(beside, folder / "slow", "150 slow connections", _slow)
    yield attempt(beside, folder / "burst", "5,000 people come at once", _burst)


Come = Callable[[Site], tuple[str, str]]
"""Lets a crowd come; returns what was done, and what of it went against the goals."""


def beside(folder: Path, fault: str, come: Come, url: str = "") -> Row:
    """Let `come` happen while others answer; return what it did to them."""
    folder.mkdir()
    with (
        site(folder, url, settings={"WIZARD_TRUSTED_PROXIES": "1"}) as one,
        people(one.ports, OTHERS, rest=REST_SECONDS) as others,
    ):
        time.sleep(BEFORE_SECONDS)
        start = time.monotonic()
        done, missed = come(one)
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
        missed=missed or ("" if recovery is not None else "no answer was saved within a minute"),
    )


def _slow(harmed: Site) -> tuple[str, str]:
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
        for _ in range(int(SLOW_SECONDS)):
            time.sleep(1)
            for number, line in enumerate(lines):
                if number % 3 < 2:  # noqa: PLR2004 - the third kind reads nothing
                    line.sendall(b"a")
    return f"{SLOW} for {SLOW_SECONDS:.0f} s: a third each slow headers, forms and readers", ""


def _burst(harmed: Site) -> tuple[str, str]:
    """Let thousands ask for the first page in one moment, and wait until all have it."""
    if connections_that_fit(COMING + OTHERS) < COMING:
        return "", "not done: this machine's limit on open files is too low"
    start, answers = time.monotonic(), _Answers(harmed.ports[0])
    while answers.waiting and time.monotonic() - start < COMING_MOST_SECONDS:
        answers.look()
    took = time.monotonic() - start
    told = ", ".join(f"{what}: {times}x" for what, times in answers.got.most_common())
    answers.close()
    missed = f"{answers.waiting} still waited" if answers.waiting else ""
    return f"{told}; the last after {took:.0f} s", missed


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
