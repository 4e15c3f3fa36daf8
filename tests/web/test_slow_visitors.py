"""Visitors who open a connection and never finish asking."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from typing import Any

import pytest
import waitress.server

from wizard.serving import CONNECTIONS_MOST, THREADS

SLOW = 150
PATIENCE = 2
HALF_A_REQUEST = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "


@contextmanager
def served(app: Any, limit: int) -> Iterator[int]:
    """Serve as `wizard serve` does, for so many connections; yield the port."""
    door = socket.create_server(("127.0.0.1", 0), backlog=2 * SLOW)
    server: Any = waitress.server.create_server(
        app, sockets=[door], threads=THREADS, connection_limit=limit, ident=None
    )
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    yield door.getsockname()[1]
    server.trigger.pull_trigger(server.close)
    running.join(timeout=5)


def answers(app: Any, limit: int) -> bool:
    """Tell whether somebody gets a page while SLOW others hold a connection open."""
    with served(app, limit) as port, ExitStack() as slow:
        for _ in range(SLOW):
            line = slow.enter_context(socket.create_connection(("127.0.0.1", port)))
            line.sendall(HALF_A_REQUEST)
        visitor = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        slow.callback(visitor.close)
        visitor.request("GET", "/arnhem/nl/privacy")
        with closing(visitor.getresponse()) as answer:
            return answer.status == 200


def test_visitors_who_never_finish_asking_hold_up_nobody(app):
    assert answers(app, CONNECTIONS_MOST)


def test_with_fewer_connections_they_would(app):
    with pytest.raises(TimeoutError):
        answers(app, SLOW // 2)
