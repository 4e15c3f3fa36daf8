"""A node without memory, files or a reader of its log, and people who hang up in mid-answer."""

from __future__ import annotations

import os
import resource
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from drills._attempt import attempt
from drills._browser import Browser
from drills._people import BEGIN, People, people
from drills._site import site
from drills._table import Row
from drills.printing import FAILED, MADE, PLAN_PDF, until_made
from tools.postgres_server import cannot_run, postgres_server

SHORT_SECONDS, BEFORE_SECONDS, OTHERS, REST_SECONDS = 5.0, 3.0, 8, 0.2
HANGING_UP = 300
BEGINNING = (
    b"POST /arnhem/nl/begin HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Sec-Fetch-Site: same-origin\r\nContent-Length: 1\r\n\r\na"
)
CGROUPS = Path("/sys/fs/cgroup/pids"), Path("/sys/fs/cgroup")
UNLIMITED_FILES = resource.getrlimit(resource.RLIMIT_NOFILE)[1]


def rows(folder: Path) -> Iterator[Row]:
    """Take each thing away for a while, and give it back."""
    yield attempt(
        without, folder / "memory", "no memory left for the server", resource.RLIMIT_AS, _used
    )
    yield attempt(
        without, folder / "files", "no file left for the server", resource.RLIMIT_NOFILE, _open
    )
    yield attempt(no_threads, folder / "threads")
    if not cannot_run():
        with postgres_server() as server:
            url, files = server.url(), "no file left for the server (PostgreSQL)"
            place = folder / "postgres files"
            yield attempt(without, place, files, resource.RLIMIT_NOFILE, _open, url)
            yield attempt(no_threads, folder / "postgres threads", " (PostgreSQL)", server.url())
    yield attempt(hanging_up, folder / "lines")
    yield attempt(unread_log, folder / "log")


def without(folder: Path, fault: str, what: int, least: Callable[[int], int], url: str = "") -> Row:
    """Let the server have no more of something than it uses now, then as much as before."""
    folder.mkdir()
    with site(folder, url) as one, people(one.ports, OTHERS, rest=REST_SECONDS) as others:
        time.sleep(BEFORE_SECONDS)
        pid = one.nodes[0].pid
        before = resource.prlimit(pid, what)
        resource.prlimit(pid, what, (least(pid), before[1]))
        end = time.monotonic() + SHORT_SECONDS
        while time.monotonic() < end:
            with suppress(OSError), closing(socket.create_connection(("127.0.0.1", one.ports[0]))):
                time.sleep(REST_SECONDS)
        resource.prlimit(pid, what, before)
        recovery = others.recovery(time.monotonic())
        lost = others.lost()
    return _row(fault, f"for {SHORT_SECONDS:.0f} s no more than it used", others, lost, recovery)


def no_threads(folder: Path, where: str = "", url: str = "") -> Row:
    """Let the server begin no thread, while somebody wants a PDF, which needs one."""
    folder.mkdir()
    fault = f"no thread left for the server{where}"
    with ExitStack() as stack:
        if (group := stack.enter_context(threads_counted())) is None:
            return Row(fault=fault, why_not="only root may count threads, and not everywhere")
        one = stack.enter_context(site(folder, url))
        others = stack.enter_context(people(one.ports, OTHERS, rest=REST_SECONDS))
        printer = Browser(one.ports)
        printer.ask(BEGIN, [])
        until_made(printer)
        (group / "cgroup.procs").write_text(str(one.nodes[0].pid))
        (group / "pids.max").write_text((group / "pids.current").read_text())
        refused = printer.ask(PLAN_PDF)[0]
        time.sleep(SHORT_SECONDS)
        (group / "pids.max").write_text("max")
        recovery = others.recovery(time.monotonic())
        made = until_made(printer)[-1]
        lost = others.lost()
    done = f"for {SHORT_SECONDS:.0f} s no more than it had; a PDF meanwhile: {refused}, then {made}"
    row = _row(fault, done, others, lost, recovery)
    return row if (refused, made) == (FAILED, MADE) else replace(row, missed="pages of the PDF")


@contextmanager
def threads_counted() -> Iterator[Path | None]:
    """Make a group of processes of which the system counts the threads, where it may be made."""
    for above in CGROUPS:
        group = above / f"startplan-drill-{os.getpid()}"
        with suppress(OSError):
            group.mkdir()
            try:
                if (group / "pids.max").exists():
                    yield group
                    return
            finally:
                group.rmdir()
    yield None


def hanging_up(folder: Path) -> Row:
    """Let people drop their connection in the middle of asking or of the answer."""
    folder.mkdir()
    with site(folder) as one, people(one.ports, OTHERS, rest=REST_SECONDS) as others:
        start = time.monotonic()
        for number in range(HANGING_UP):
            with closing(socket.create_connection(("127.0.0.1", one.ports[0]))) as line:
                line.sendall(BEGINNING[: len(BEGINNING) - number % 3])
                linger = b"\1\0\0\0\0\0\0\0"
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        end = time.monotonic()
        recovery = others.recovery(end)
        lost = others.lost()
    done = f"{HANGING_UP} connections reset in mid-request or mid-answer"
    row = _row("residents hang up", done, others, lost, recovery)
    return replace(row, p95=others.p95(start, end))


def unread_log(folder: Path) -> Row:
    """Let the log go into a pipe that is full and that nobody reads."""
    folder.mkdir()
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writing, b"a line\n" * 100)
    os.set_blocking(writing, True)
    with site(folder) as one:
        node = one.nodes[0]
        node.stop()
        node.log = Path(f"/proc/{os.getpid()}/fd/{writing}")
        node.start()
        resource.prlimit(node.pid, resource.RLIMIT_NOFILE, (_open(node.pid), UNLIMITED_FILES))
        # No file is left for more visitors, and the node says so each time.
        with closing(socket.create_connection(("127.0.0.1", node.port))):
            time.sleep(SHORT_SECONDS)
        resource.prlimit(node.pid, resource.RLIMIT_NOFILE, (UNLIMITED_FILES, UNLIMITED_FILES))
        with people(one.ports, OTHERS, rest=REST_SECONDS) as others:
            recovery, lost = others.recovery(time.monotonic()), others.lost()
    os.close(reading)
    os.close(writing)
    return _row("nobody reads the log", "its pipe is full", others, lost, recovery)


def _row(
    fault: str,
    done: str,
    others: People,
    lost: int,
    recovery: float | None,
) -> Row:
    return Row(
        fault=fault,
        done=done,
        acknowledged=others.acknowledged,
        lost=lost,
        seen=others.seen or "nothing",
        recovery=recovery,
        missed="" if recovery is not None else "it never came back",
    )


def _used(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[0])
    return pages * resource.getpagesize()


def _open(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))
