"""One process that prints, and the line to it: pages go in, PDFs or reasons come back.

It is forked from a server that starts empty, so it inherits no key, database or log. What it
answers is msgpack and never run as Python: a page that took over its worker would gain nothing
in the site. The site's interrupts (Ctrl-C) pass it by; it ends with the line.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import string
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection

import msgspec
from msgspec import Struct

from wizard.errors import PdfFailed
from wizard.handout.paper import STYLES, Paper
from wizard.handout.pdf import render_pdf

YIELDING = 10
"""The site's own pages go before: a worker takes what they leave of the processor."""
ANSWER_MOST_BYTES = 64 * 1024**2
LETTERS = string.ascii_letters + string.digits + string.punctuation.replace("<", "")
WARM_PAGE = f"""<html lang="nl"><title>-</title><body data-page="-" data-of="-">
<div id="foot"><p>a</p></div><div id="mark"><p><strong>b</strong></p></div>
<h1>A <span>b</span></h1><h2>c</h2><h3>d</h3>
<section class="chapter"><p class="margin-label">e</p><ul class="main"><li>f</li></ul></section>
<ul class="ticks"><li>g</li></ul><ol><li>h</li></ol>
<div class="pair"><div>{LETTERS}</div><div><strong>{LETTERS}</strong></div></div>
<table><thead><tr><th scope="col">i</th></tr></thead><tr><td>j</td></tr></table></body></html>"""
WARM_UP = Paper(WARM_PAGE, "plan", tuple(style for style in STYLES if style != "plan"))
"""Something of everything, in all styles: what is drawn for the first time is slow."""
WARM_TIMES = 3
"""After one the next PDF still took 1.1 to 1.4 times as long, after three 1.0 to 1.1."""


@dataclass(frozen=True)
class Limits:
    """What one PDF may cost before it is given up, and how many a worker makes.

    `memory_bytes` is what a worker may write to, libraries apart: warm it has 90 MiB, and the
    longest plan needs 30 more.
    """

    seconds: float = 10
    start_seconds: float = 20
    memory_bytes: int = 400 * 1024**2
    pdfs_per_worker: int = 200


USUAL_LIMITS = Limits()


class Answer(Struct, frozen=True):
    """What a worker says: a PDF, why there is none, or nothing: that it is warm."""

    pdf: bytes = b""
    failure: str = ""


class Worker:
    """The site's end of one worker; one thread at a time may print, any may close it."""

    def __init__(self, limits: Limits) -> None:
        """Start the process, which then warms up. Raises PdfFailed when none can be started."""
        self.printed = 0
        self._limits = limits
        self._is_warm = False
        try:
            # WeasyPrint copies its fonts (never a text) here; a killed worker leaves them behind.
            self._scratch = tempfile.TemporaryDirectory(prefix="startplan-fonts-")
            self._line, far_end = multiprocessing.Pipe()
        except OSError:
            raise PdfFailed("no room for a worker") from None
        context = _fresh_processes()
        work = (far_end, limits, self._scratch.name)
        self._process = context.Process(target=_work, args=work, name="pdf worker", daemon=True)
        try:
            with _deaf_to_interrupts():
                self._process.start()
        except (OSError, EOFError):
            self._scratch.cleanup()
            raise PdfFailed("no worker starts") from None
        finally:
            far_end.close()

    @property
    def pid(self) -> int:
        """Return the process id."""
        return self._process.pid or 0

    def is_alive(self) -> bool:
        """Tell whether the process runs."""
        return self._process.is_alive()

    def is_warm(self) -> bool:
        """Tell whether a page would be printed at once."""
        return self._is_warm or self._line.poll()

    def print(self, paper: Paper) -> bytes:
        """Return the PDF. Raises PdfFailed; the worker is then of no use any more."""
        self.printed += 1
        # Sending has no deadline of its own: a page does not fit the line to a frozen worker.
        patience = self._limits.start_seconds + 2 * self._limits.seconds
        overdue = threading.Timer(patience, self._process.kill)
        overdue.daemon = True
        try:
            overdue.start()
            if not self._is_warm:
                self._hear(self._limits.start_seconds)
                self._is_warm = True
            self._line.send_bytes(msgspec.msgpack.encode(paper))
            return self._hear(self._limits.seconds)
        except (OSError, EOFError, msgspec.MsgspecError):
            raise PdfFailed("the worker ended") from None
        except RuntimeError:
            raise PdfFailed("no thread left to watch the worker") from None
        finally:
            overdue.cancel()

    def close(self) -> None:
        """End the process, whatever it does, and remove what it left on disk."""
        if self._process.pid and self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._line.close()
        self._scratch.cleanup()

    def _hear(self, seconds: float) -> bytes:
        if not self._line.poll(seconds):
            raise PdfFailed("took too long")
        said = self._line.recv_bytes(ANSWER_MOST_BYTES)
        answer = msgspec.msgpack.decode(said, type=Answer)
        if answer.failure:
            raise PdfFailed(answer.failure)
        return answer.pdf


def _fresh_processes() -> multiprocessing.context.ForkServerContext:
    """Return a way to start workers that inherit none of this process's memory, so no keys."""
    context = multiprocessing.get_context("forkserver")
    # Imported once for all; not yet used, since Pango may keep threads that no fork would have.
    context.set_forkserver_preload([__name__, "weasyprint"])
    return context


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let what is started here inherit that Ctrl-C is not for it: the site says when it ends."""
    # The first start of anything brings this tracker along, which unblocks the signal again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(line: Connection, limits: Limits, scratch: str) -> None:
    """Print what comes over the line until it ends; the first answer says that it is warm."""
    _set_limits(limits)
    tempfile.tempdir = scratch
    answers = [_answer(WARM_UP, limits) for _ in range(WARM_TIMES)]
    try:
        line.send_bytes(msgspec.msgpack.encode(Answer(failure=answers[-1].failure)))
        while True:
            paper = msgspec.msgpack.decode(line.recv_bytes(), type=Paper)
            line.send_bytes(msgspec.msgpack.encode(_answer(paper, limits)))
    except (EOFError, OSError):
        return


def _set_limits(limits: Limits) -> None:
    """Yield to the site, bound the memory, and write no core file: it would hold the text."""
    os.setpriority(os.PRIO_PROCESS, 0, YIELDING)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (limits.memory_bytes, limits.memory_bytes))


def _answer(paper: Paper, limits: Limits) -> Answer:
    """Render; the processor limit ends a worker that would go on when the site is gone."""
    _, hardest = resource.getrlimit(resource.RLIMIT_CPU)
    used = time.process_time() + max(limits.seconds, limits.start_seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 1, hardest))
    try:
        return Answer(pdf=render_pdf(paper))
    except PdfFailed as failure:
        return Answer(failure=str(failure))
