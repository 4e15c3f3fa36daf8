"""Told to end, a node answers whom it let in, keeps no one out who was on the way, and ends."""

import gc
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from types import SimpleNamespace

import pytest
from flask import Flask

from wizard import serving
from wizard.serving import Node
from wizard.settings import Settings, inherited_sockets

AT_MOST_SECONDS = 10


class Slow:
    """An app whose one page takes until it is let go."""

    def __init__(self) -> None:
        self.at_work, self.may_answer = threading.Semaphore(0), threading.Event()
        self.app = Flask(__name__)
        self.app.add_url_rule("/", "page", self.page)

    def page(self) -> str:
        self.at_work.release()
        assert self.may_answer.wait(AT_MOST_SECONDS)
        return "done"


@pytest.fixture
def slow() -> Slow:
    return Slow()


@contextmanager
def running(app: Flask) -> Iterator[tuple[Node, threading.Thread, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    node = Node(app, Settings(port=port))
    thread = threading.Thread(target=node.run, daemon=True)
    thread.start()
    yield node, thread, port
    node.end()
    node.end()
    thread.join(AT_MOST_SECONDS)
    assert not thread.is_alive()


def test_what_is_under_way_is_answered_and_nothing_new_is_taken(slow):
    with running(slow.app) as (node, thread, port), asked_of(port) as asked:
        assert slow.at_work.acquire(timeout=AT_MOST_SECONDS)
        node.end()
        while listens(port):
            pass
        slow.may_answer.set()
        with asked.getresponse() as answer:
            assert answer.read() == b"done"
        thread.join(AT_MOST_SECONDS)
        assert not thread.is_alive()


@contextmanager
def asked_of(port: int) -> Iterator[HTTPConnection]:
    """Somebody who asks for the page, and waits."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=AT_MOST_SECONDS)) as asked:
        asked.request("GET", "/")
        yield asked


def listens(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def test_who_waits_at_the_door_is_let_in_first(slow):
    slow.may_answer.set()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    node = Node(slow.app, Settings(port=port))
    with asked_of(port) as waiting:  # the system took it; the node has not looked yet
        node.end()
        node.run()
        with waiting.getresponse() as answer:
            assert answer.read() == b"done"


def test_a_second_signal_ends_it_at_once(slow):
    with running(slow.app) as (node, thread, port), asked_of(port):
        assert slow.at_work.acquire(timeout=AT_MOST_SECONDS)
        node.end()
        node.end()
        thread.join(AT_MOST_SECONDS)
        assert not thread.is_alive()
        slow.may_answer.set()


def test_an_answer_that_never_comes_does_not_hold_up_the_end_for_ever(slow, monkeypatch):
    monkeypatch.setattr(serving, "ENDS_SECONDS", 0.1)
    with running(slow.app) as (node, thread, port), asked_of(port):
        assert slow.at_work.acquire(timeout=AT_MOST_SECONDS)
        node.end()
        thread.join(AT_MOST_SECONDS)
        assert not thread.is_alive()
        slow.may_answer.set()


def test_what_stands_at_the_start_is_spared_the_search_for_garbage(slow, monkeypatch):
    run = Node.run
    monkeypatch.setattr(Node, "run", lambda node: (node.end(), node.end(), run(node)))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    gc.unfreeze()
    serving.listen(slow.app, Settings(port=0), then=lambda: None)
    try:
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_sockets_of_systemd_are_taken_over_by_the_process_they_are_for():
    handed = {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
    assert inherited_sockets(handed) == 1
    assert inherited_sockets(handed | {"LISTEN_PID": "1"}) == 0
    assert inherited_sockets({}) == 0


TAKES_OVER = """
import os, signal, sys
from flask import Flask
from wizard.serving import listen
from wizard.settings import Settings
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
app = Flask("x")
app.add_url_rule("/", "page", lambda: sys.argv[1])
listen(app, Settings(), then=lambda: None)
"""


@pytest.mark.matrix
def test_while_a_node_is_replaced_connections_wait_at_the_socket_of_systemd():
    with socket.create_server(("127.0.0.1", 0)) as door:
        port, fd = door.getsockname()[1], door.fileno()
        for name in ("old", "new"):
            command = [sys.executable, "-c", f"import os; os.dup2({fd}, 3)\n{TAKES_OVER}", name]
            # Whoever asks while nobody is there waits.
            with asked_of(port) as waiting, subprocess.Popen(command, pass_fds=(fd,)) as node:
                with waiting.getresponse() as answer:
                    assert answer.read() == name.encode()
                node.send_signal(signal.SIGTERM)
                assert node.wait(AT_MOST_SECONDS) == 0


SHOWS = """
import ctypes, resource, threading
from wizard.logs import configure_logging
from wizard.leaks import stop_leaks
configure_logging()
stop_leaks()
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), *resource.getrlimit(resource.RLIMIT_CORE))
def fail(): raise ValueError("Kanarie 12 in een draad")
thread = threading.Thread(target=fail); thread.start(); thread.join()
class Left:
    def __del__(self): raise ValueError("Kanarie 12 bij het opruimen")
del (left := [Left()])[0]
raise ValueError("Kanarie 12 aan het eind")
"""


def test_memory_goes_to_no_core_file_and_no_trace():
    done = subprocess.run(
        [sys.executable, "-c", SHOWS], capture_output=True, check=False, text=True
    )
    assert done.stdout == "0 0 0\n"
    lines = done.stderr.splitlines()
    assert [line.split(" ", 1)[1].split(" at ")[0] for line in lines] == [
        "CRITICAL wizard.leaks nobody caught: ValueError"
    ] * 3
    assert "Kanarie" not in done.stderr


@pytest.mark.parametrize(("seconds", "waits"), [(0, True), (-3600, False), (3 * 86400, False)])
def test_a_clock_that_was_put_back_keeps_no_quiet_connection_waited_for(seconds, waits):
    quiet = SimpleNamespace(
        requests=[], request=None, total_outbufs_len=0, last_activity=time.time() + seconds
    )
    assert serving._is_waited_for(quiet) is waits
