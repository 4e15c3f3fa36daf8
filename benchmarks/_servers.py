"""Servers to compare: each a process of its own, of which the processor time is read."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from typing import IO
from urllib.parse import urlencode

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
LOOK_AGAIN_SECONDS = 0.01
CLOCK_OF_PROCESS = 2
"""On Linux the processor time of a process, user and system, is the clock `~pid << 3 | 2`."""


def processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used since it started."""
    return time.clock_gettime(~pid << 3 | CLOCK_OF_PROCESS)


class Server:
    """A running server, and one browser's connection to it."""

    def __init__(self, pid: int, port: int, cookie: str = "") -> None:
        self._pid = pid
        self._connection = HTTPConnection("127.0.0.1", port)
        self._cookie = {"Cookie": cookie}

    def processor_seconds(self) -> float:
        """Return the processor time that the server has used since it started."""
        return processor_seconds(self._pid)

    def get(self, path: str) -> str:
        """Return the page at a path."""
        return self.fetch(path).decode()

    def fetch(self, path: str) -> bytes:
        """Return what stands at a path, page or paper."""
        self._connection.request("GET", path, headers=self._cookie)
        response = self._connection.getresponse()
        body = response.read()
        assert response.status == 200, response.status  # noqa: PLR2004 - a status
        return body

    def post(self, path: str, fields: Sequence[tuple[str, str]]) -> str:
        """Send a form and return the page that it leads to."""
        self._connection.request("POST", path, urlencode(fields), {**self._cookie, **FORM})
        response = self._connection.getresponse()
        response.read()
        assert response.status == 303, response.status  # noqa: PLR2004 - a status
        return self.get(response.headers["Location"])


@contextmanager
def started(module: Sequence[str], port: int, settings: Mapping[str, str]) -> Iterator[int]:
    """Start `python -m <module>`, lend its process id once its port answers, and stop it."""
    command = [sys.executable, "-m", *module]
    # A file, because a pipe that nobody empties would stop the server when it is full.
    with tempfile.TemporaryFile() as said:
        server = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=said)
        try:
            wait_for(server, port, said)
            yield server.pid
        finally:
            server.terminate()
            server.wait()


def wait_for(server: subprocess.Popen[bytes], port: int, said: IO[bytes]) -> None:
    """Return as soon as the port takes a connection; a server that has ended is an error."""
    while True:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        with suppress(subprocess.TimeoutExpired):
            server.wait(LOOK_AGAIN_SECONDS)
            said.seek(0)
            raise RuntimeError("the server ended before it listened: " + said.read().decode())


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
