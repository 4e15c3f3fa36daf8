"""Visitors who open a connection and never finish asking, and more of them than fit."""

import errno
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection, RemoteDisconnected
from types import SimpleNamespace
from typing import Any

import pytest
from waitress.wasyncore import close_all

from tests.web.conftest import make_app
from wizard import connections
from wizard.connections import (
    CONNECTIONS_LEAST,
    MAKING_ROOM,
    SETTLING_SECONDS,
    THREADS,
    WAITING_INSIDE,
    Connections,
    Door,
    open_doors,
)
from wizard.settings import Settings
from wizard.vault.gate import Gate

SLOW = 150
BEYOND_SELECT = 1100
PATIENCE = 2
HALF_A_REQUEST = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "


THREADS_FOR_PAGES = 4


def a_page(_environ: Any, start_response: Any) -> list[bytes]:
    """Stand for the site, which these tests do not concern."""
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]


@contextmanager
def served(app: Any, **settings: Any) -> Iterator[int]:
    """Serve as `wizard serve` does; yield the port."""
    with opened(app, **settings) as door:
        yield door.getsockname()[1]


@contextmanager
def opened(app: Any, **settings: Any) -> Iterator[Door]:
    """Serve as `wizard serve` does; yield the door."""
    inside, ended = Connections(), threading.Event()
    [door] = open_doors(app, inside, host="127.0.0.1", port=0, **settings)

    def turn() -> None:
        while not ended.is_set():
            inside.turn()

    running = threading.Thread(target=turn, daemon=True)
    running.start()
    yield door
    ended.set()
    door.pull_trigger()
    running.join(timeout=5)
    door.task_dispatcher.shutdown()
    close_all(inside)


def status_at(port: int) -> int:
    """Return the status of a page that somebody asks for."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as visitor:
        visitor.request("GET", "/arnhem/nl/privacy")
        with closing(visitor.getresponse()) as answer:
            return answer.status


def status_beside(slow: int, **settings: Any) -> int:
    """Return what somebody gets while others hold a connection open."""
    with served(a_page, **settings) as port, ExitStack() as lines:
        for _ in range(slow):
            half_asking(port, lines)
        return status_at(port)


def half_asking(port: int, lines: ExitStack) -> socket.socket:
    """Open a connection on which somebody begins to ask, and no more."""
    address = ("127.0.0.1", port)
    line = lines.enter_context(socket.create_connection(address, timeout=PATIENCE))
    line.sendall(HALF_A_REQUEST)
    return line


def test_visitors_who_never_finish_asking_hold_up_nobody():
    assert status_beside(SLOW) == 200


def test_more_connections_than_select_can_count_end_nothing():
    assert status_beside(BEYOND_SELECT) == 200


def test_when_all_places_are_taken_who_is_quiet_makes_room():
    assert status_beside(SLOW, connection_limit=SLOW // 2) == 200


def test_who_has_just_come_in_makes_no_room_before_asking(monkeypatch):
    moment = SimpleNamespace(monotonic=lambda: 0, sleep=lambda _: None)
    monkeypatch.setattr(connections, "time", moment)
    with opened(a_page, connection_limit=CONNECTIONS_LEAST) as door, ExitStack() as lines:
        port = door.getsockname()[1]
        first = [half_asking(port, lines) for _ in range(CONNECTIONS_LEAST)]
        while sum(one.is_asking for one in [*door.active_channels.values()]) < 2 * MAKING_ROOM:
            os.sched_yield()
        moment.monotonic = lambda: 2 * SETTLING_SECONDS
        visitor = lines.enter_context(socket.create_connection(("127.0.0.1", port)))
        for _ in range(MAKING_ROOM):
            half_asking(port, lines)
        assert first[MAKING_ROOM + 5].recv(1) == b""  # room was made a second time
        visitor.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert visitor.recv(12) == b"HTTP/1.1 200"


@pytest.mark.matrix
def test_when_nobody_makes_room_others_wait_outside(monkeypatch):
    monkeypatch.setattr(Door, "_make_room", lambda door: None)
    with pytest.raises(TimeoutError):
        status_beside(SLOW, connection_limit=SLOW // 2)


def test_a_door_that_got_no_file_opens_again(monkeypatch):
    refusals = [OSError(errno.EMFILE, "")] * 3
    accept = Door.accept

    def refused_at_first(door: Door) -> Any:
        if refusals:
            raise refusals.pop()
        return accept(door)

    monkeypatch.setattr(Door, "accept", refused_at_first)
    with served(a_page) as port:
        assert status_at(port) == 200
    assert not refusals


def test_a_failure_outside_the_site_ends_no_thread(monkeypatch):
    failing = [MemoryError()] * 2 * THREADS

    def broken(channel: Any) -> None:
        raise failing.pop()

    with served(a_page) as port:
        with monkeypatch.context() as patched:
            patched.setattr("waitress.channel.HTTPChannel.service", broken)
            while failing:
                with pytest.raises((RemoteDisconnected, ConnectionResetError)):
                    status_at(port)
        assert status_at(port) == 200


def test_while_many_new_visitors_wait_who_was_in_goes_first():
    came: list[str] = []
    may_answer = threading.Event()

    def app(environ: Any, start_response: Any) -> list[bytes]:
        if environ["PATH_INFO"] != "/first":
            may_answer.wait(PATIENCE)
        came.append(environ["PATH_INFO"])
        return a_page(environ, start_response)

    with served(app) as port, ExitStack() as lines:
        resident = lines.enter_context(closing(HTTPConnection("127.0.0.1", port)))
        resident.request("GET", "/first")
        resident.getresponse().read()
        for _ in range(THREADS + WAITING_INSIDE + SLOW):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", port)))
            line.sendall(b"GET /new HTTP/1.1\r\nHost: a\r\n\r\n")
        resident.request("GET", "/resident")
        threading.Timer(0.1, may_answer.set).start()
        resident.getresponse().read()
        assert came.index("/resident") <= 2 * (THREADS + WAITING_INSIDE)


def test_people_who_wait_for_codes_and_papers_leave_threads_for_pages(monkeypatch, tmp_path):
    places: list[int] = []
    init = Gate.__init__

    def counted(gate: Gate, running: int = 1, waiting: int = 2, retry_after: int = 3) -> None:
        places.append(running + waiting)
        init(gate, running, waiting, retry_after)

    monkeypatch.setattr(Gate, "__init__", counted)
    monkeypatch.setattr("os.cpu_count", lambda: 64)
    make_app(Settings(database_url=f"sqlite:///{tmp_path}/drafts.db", key_dir=tmp_path / "keys"))
    assert len(places) == 5
    assert THREADS - sum(places) >= THREADS_FOR_PAGES
