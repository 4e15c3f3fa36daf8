"""The mail server gone, in every way that one can go, and a worker that dies with a mail in hand.

Nobody waits minutes in a drill: the next try is wound forward in the database, and said so.
"""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import (
    AbstractContextManager,
    ExitStack,
    closing,
    contextmanager,
    nullcontext,
    suppress,
)
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from benchmarks._servers import free_port
from benchmarks.sending import DESK, Residents
from drills._attempt import attempt
from drills._table import Row
from tests.web.mailservers import HOST, Mailbox, OnAnyPort
from tools.postgres_server import cannot_run, postgres_server
from wizard.delivery.outbox import BACK_OFF, LEASE
from wizard.store import open_store
from wizard.store.cases import Mail
from wizard.store.moments import seconds

TRIED_SECONDS = 60
DYING = b"220 a\r\n", b"250 a\r\n", b"250 a\r\n", b"250 a\r\n", b"354 a\r\n"


def rows(_folder: Path) -> Iterator[Row]:
    """Break the mail server in each way, then bring a good one back; then kill a worker."""
    yield attempt(gone, "refuses connections", lambda _: nullcontext())
    yield attempt(gone, "takes connections and is silent", silent)
    yield attempt(
        gone, "answers 451, later", lambda port: answering(port, Mailbox(rcpt="451 later"))
    )
    yield attempt(gone, "answers 550, never", lambda port: answering(port, Mailbox(rcpt="550 no")))
    yield attempt(gone, "dies in the middle of a mail", dying)
    yield attempt(killed_worker)
    if not cannot_run():
        with postgres_server() as server:
            yield attempt(killed_worker, " (PostgreSQL)", server.url())


def gone(how: str, broken: Callable[[int], AbstractContextManager[None]]) -> Row:
    """Send a plan while the server is broken; bring it back and count what arrives."""
    port = free_port()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        with broken(port):
            crowd = Residents(folder, f"smtp://{HOST}:{port}", stack)
            milliseconds = crowd.round()
            url = crowd.settings["WIZARD_DATABASE_URL"]
            wait_for(lambda: any(mail.tries for mail in waiting(url)))
        sent, mailbox = len(waiting(url)), Mailbox()
        with answering(port, mailbox):
            since = time.monotonic()
            wait_for(lambda: arrived(url))
            recovery = time.monotonic() - since
    ids = [mail["Message-ID"] for mail in mailbox.mails]
    doubles, lost = len(ids) - len({*ids}), sent - len({*ids})
    return Row(
        fault=f"mail server {how}",
        done=f"{sent} plans sent meanwhile; the next try (1 minute on) wound forward",
        acknowledged=sent,
        lost=lost,
        seen=f"sent, after {milliseconds:.0f} ms; {doubles} mails came twice",
        recovery=recovery,
        missed="mails came twice" if doubles else "",
    )


def killed_worker(where: str = "", database: str = "") -> Row:
    """Kill one of two workers while the server has its mail in hand."""
    mailbox, port = Mailbox(), free_port()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        smtp = f"smtp://{HOST}:{port}"
        crowd = Residents(folder, smtp, stack, "--no-work", database=database)
        crowd.round()
        url = crowd.settings["WIZARD_DATABASE_URL"]
        sent = len(waiting(url))
        stack.enter_context(answering(port, mailbox))
        mailbox.may_answer.clear()
        command = [sys.executable, "-m", "wizard", "work"]
        workers = [stack.enter_context(working(command, crowd.settings)) for _ in range(2)]
        assert mailbox.reading.wait(TRIED_SECONDS)
        workers[0].kill()
        workers[0].wait()
        since = time.monotonic()
        mailbox.may_answer.set()
        wait_for(lambda: len(waiting(url)) <= 1)
        wind_forward(url, LEASE)
        wait_for(lambda: not waiting(url))
        recovery = time.monotonic() - since
    ids = [mail["Message-ID"] for mail in mailbox.mails]
    doubles = len(ids) - len({*ids})
    return Row(
        fault=f"a worker dies with a claimed mail{where}",
        done=f"{sent} mails, two workers, one killed (-9); its lease of 5 minutes wound forward",
        acknowledged=sent,
        lost=sent - len({*ids}),
        seen=f"{doubles} mail twice, under one Message-ID (at most one may)",
        recovery=recovery,
        missed="more than one mail came twice" if doubles > 1 else "",
    )


def waiting(url: str) -> list[Mail]:
    """Return the mails in the outbox."""
    with closing(open_store(url)) as store:
        return store.cases.waiting_mails(DESK)


def arrived(url: str) -> bool:
    """Tell whether all mail has gone; what waits for its second try need not wait longer."""
    wind_forward(url, BACK_OFF[0])
    return not waiting(url)


def wind_forward(url: str, most: timedelta) -> None:
    """Make due now what would be due within some time: not what a living worker has in hand."""
    until = seconds(datetime.now(UTC) + most)
    if url.startswith("postgresql"):
        with psycopg.connect(url) as server:
            server.execute("UPDATE mail SET next_try_at = 0 WHERE next_try_at < %s", (until,))
        return
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=10)) as database, database:
        database.execute("UPDATE mail SET next_try_at = 0 WHERE next_try_at < ?", (until,))


def wait_for(holds: Callable[[], bool]) -> None:
    """Return as soon as something holds."""
    end = time.monotonic() + TRIED_SECONDS
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)


@contextmanager
def working(command: list[str], settings: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker, and end it."""
    worker = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL)
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()


@contextmanager
def answering(port: int, mailbox: Mailbox) -> Iterator[None]:
    """Run a real mail server."""
    server = OnAnyPort(mailbox, hostname=HOST, port=port)
    server.start()
    try:
        yield
    finally:
        server.stop()


@contextmanager
def silent(port: int) -> Iterator[None]:
    """Take connections and never say a word."""
    with closing(socket.create_server((HOST, port), backlog=64)):
        yield


@contextmanager
def dying(port: int) -> Iterator[None]:
    """Hang up while the text of a mail comes in."""
    with closing(socket.create_server((HOST, port))) as door:
        threading.Thread(target=_hang_up, args=(door,), daemon=True).start()
        yield
        door.shutdown(socket.SHUT_RDWR)


def _hang_up(door: socket.socket) -> None:
    with suppress(OSError):
        while True:
            line, _ = door.accept()
            with line, line.makefile("rb") as said, suppress(OSError):
                for answer in DYING:
                    line.sendall(answer)
                    said.readline()
