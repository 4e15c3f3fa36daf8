"""The PDF renderer killed, frozen, starved of memory or without room, while others answer."""

from __future__ import annotations

import os
import resource
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from drills._attempt import attempt
from drills._browser import Broken, Browser
from drills._people import BEGIN, people
from drills._site import Site, site
from drills._table import Row
from drills.disk import cannot_mount, fill, mounted

PLAN_PDF = "/arnhem/nl/plan/pdf"
MADE, FAILED = 200, 503
AGAIN_SECONDS = 60.0
TOO_LITTLE_BYTES = 8 * 1024**2
OTHERS, REST_SECONDS, TRIED = 4, 0.3, 3
NO_ROOM = "no room for temporary files"


def rows(folder: Path) -> Iterator[Row]:
    """Break every worker in each way, and ask for a PDF until one comes."""
    with site(folder) as one:
        browser = Browser(one.ports)
        browser.ask(BEGIN, [])
        until_made(browser)
        yield attempt(broken, one, browser, "killed", lambda pid: os.kill(pid, signal.SIGKILL))
        yield attempt(broken, one, browser, "frozen", lambda pid: os.kill(pid, signal.SIGSTOP))
        yield attempt(broken, one, browser, "out of memory", starve)
    folder.joinpath("temp").mkdir()
    if why_not := cannot_mount(folder / "temp"):
        yield Row(fault=NO_ROOM, why_not=why_not)
    else:
        yield attempt(no_room, folder)


def broken(harmed: Site, browser: Browser, how: str, harm: Callable[[int], None]) -> Row:
    """Harm all workers, and ask until a PDF comes."""
    with people(harmed.ports, OTHERS, rest=REST_SECONDS) as others:
        pids = workers_of(harmed.nodes[0].pid)
        for pid in pids:
            harm(pid)
        start = time.monotonic()
        statuses = until_made(browser)
        end = time.monotonic()
        lost = others.lost()
    failed = [status for status in statuses if status != MADE]
    return Row(
        fault=f"PDF renderer {how}",
        done=f"all {len(pids)} workers {how}, then a resident asks for a PDF",
        acknowledged=others.acknowledged,
        lost=lost,
        p95=others.p95(start, end),
        seen=f"{len(failed)}x a page that says to try again, then the PDF" if failed else "the PDF",
        recovery=end - start,
        missed="" if {*failed} <= {FAILED} else f"pages {failed}",
    )


def no_room(folder: Path) -> Row:
    """Fill the folder for temporary files while all workers have to be started anew."""
    temp = folder / "temp"
    with (
        mounted(temp),
        site(folder, settings={"TMPDIR": str(temp)}) as one,
        people(one.ports, OTHERS, rest=REST_SECONDS) as others,
    ):
        browser = Browser(one.ports)
        browser.ask(BEGIN, [])
        until_made(browser)
        start = time.monotonic()
        fill(temp / "filler")
        for pid in workers_of(one.nodes[0].pid):
            os.kill(pid, signal.SIGKILL)
        refused = [browser.ask(PLAN_PDF)[0] for _ in range(TRIED)]
        temp.joinpath("filler").unlink()
        end = time.monotonic()
        until_made(browser)
        recovery, lost = time.monotonic() - end, others.lost()
    return Row(
        fault=NO_ROOM,
        done=f"filled to the last byte, all workers killed, a PDF asked for {TRIED} times",
        acknowledged=others.acknowledged,
        lost=lost,
        p95=others.p95(start, end),
        seen=f"pages {refused}, then the PDF",
        recovery=recovery,
        missed="" if {*refused} <= {MADE, FAILED} else "another page than to try again",
    )


def until_made(browser: Browser) -> list[int]:
    """Ask for the PDF until it comes, at most for a minute; return all statuses."""
    end, statuses = time.monotonic() + AGAIN_SECONDS, [0]
    while statuses[-1] != MADE and time.monotonic() < end:
        try:
            statuses.append(browser.ask(PLAN_PDF)[0])
        except Broken:
            statuses.append(0)
    return statuses[1:]


def starve(pid: int) -> None:
    """Leave a worker less memory than it uses already."""
    resource.prlimit(pid, resource.RLIMIT_DATA, (TOO_LITTLE_BYTES, TOO_LITTLE_BYTES))


def workers_of(server: int) -> list[int]:
    """Return the processes that the server's fork server started."""
    return [grandchild for child in children(server) for grandchild in children(child)]


def children(pid: int) -> list[int]:
    """Return the processes that a process started."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]
