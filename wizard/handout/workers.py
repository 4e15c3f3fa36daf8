"""PDFs for the site: in worker processes with limits, so that a bad page harms nobody else.

A worker starts when the first PDF is wanted, keeps fonts and style sheet warm, and is replaced
after a number of PDFs. It holds no key, no database and no log; this process never imports
WeasyPrint. One worker per core: WeasyPrint holds the interpreter lock, so threads do not help.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import tempfile
import threading
import time
from concurrent.futures import CancelledError
from dataclasses import dataclass

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from wizard.errors import PdfFailed
from wizard.handout.paper import Paper
from wizard.handout.pdf import render_pdf
from wizard.vault.gate import Gate

WORKERS_MOST = 2
WAITING_PER_WORKER = 2


@dataclass(frozen=True)
class Limits:
    """What one PDF may cost before it is given up, and how many a worker makes."""

    seconds: float = 20
    start_seconds: float = 20
    memory_bytes: int = 1024**3
    pdfs_per_worker: int = 200


class PdfWorkers:
    """A pool of at most two warm processes that turn HTML into PDF; safe to share by threads."""

    def __init__(self, limits: Limits = Limits(), *, workers: int = 0) -> None:
        self._limits = limits
        self._workers = workers or min(os.cpu_count() or 1, WORKERS_MOST)
        self._gate = Gate(running=self._workers, waiting=self._workers * WAITING_PER_WORKER)
        self._starting = threading.Lock()
        self._pool: ProcessPool | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None

    def render(self, paper: Paper) -> bytes:
        """Return `paper` as a PDF, as `render_pdf` does.

        Raises Busy when too many people want one, and PdfFailed when this one cannot be made:
        it takes too long or too much memory, or its worker dies. The next one works again.
        """
        with self._gate:
            return self._render(paper)

    def close(self) -> None:
        """Stop the workers; the next `render` would start them again."""
        with self._starting:
            pool, self._pool = self._pool, None
            scratch, self._scratch = self._scratch, None
        if pool:
            pool.stop()
            pool.join()
        if scratch:
            scratch.cleanup()

    def _render(self, paper: Paper) -> bytes:
        for _attempt in range(2):
            try:
                return self._print(paper)
            except RuntimeError:
                # A worker that dies between two PDFs breaks the pool: nobody need notice.
                self.close()
        raise PdfFailed("no worker stays alive")

    def _print(self, paper: Paper) -> bytes:
        seconds = self._limits.seconds
        task: ProcessFuture[bytes]
        task = self._running_pool().schedule(_print, [paper, seconds], timeout=seconds)
        try:
            return task.result(seconds + self._limits.start_seconds)
        except TimeoutError:
            task.cancel()
            raise PdfFailed("took too long") from None
        except (ProcessExpired, CancelledError):
            raise PdfFailed("the worker ended") from None

    def _running_pool(self) -> ProcessPool:
        with self._starting:
            if self._pool is None:
                self._scratch = tempfile.TemporaryDirectory(prefix="startplan-fonts-")
                self._pool = ProcessPool(
                    max_workers=self._workers,
                    max_tasks=self._limits.pdfs_per_worker,
                    initializer=_warm_up,
                    initargs=(self._limits, self._scratch.name),
                    context=_fresh_processes(),
                )
            return self._pool


def _fresh_processes() -> multiprocessing.context.ForkServerContext:
    """Return a way to start workers that inherit none of this process's memory, so no keys."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["weasyprint"])
    return context


def _warm_up(limits: Limits, scratch: str) -> None:
    """Prepare a worker: limits first, then fonts and style sheet.

    WeasyPrint copies its fonts (never a text) to a temporary folder and a killed worker leaves
    them behind, so that folder belongs to the pool. No core file: it would hold the text.
    """
    tempfile.tempdir = scratch
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    render_pdf(Paper('<html lang="nl"><title>-</title><p>-</p></html>', "plan"))


def _print(paper: Paper, seconds: float) -> bytes:
    """Render in a worker; the processor limit also ends it when this site is gone."""
    _, hardest = resource.getrlimit(resource.RLIMIT_CPU)
    used = time.process_time() + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + 1, hardest))
    return render_pdf(paper)
