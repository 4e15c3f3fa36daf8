"""PDFs for the site: in worker processes with limits, so that a bad page harms nobody else.

One worker per core: WeasyPrint holds the interpreter lock, so threads do not help. The site
starts them after it listens; until then the first PDF does. A worker is replaced after its share
of PDFs, and works on until the new one is warm. This process never imports WeasyPrint.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from contextlib import suppress

from wizard.errors import PdfFailed
from wizard.handout.paper import Paper
from wizard.handout.worker import USUAL_LIMITS, Limits, Worker
from wizard.vault.gate import Gate

WORKERS_MOST = 2
WAITING_PER_WORKER = 2
STOPPED = "the workers have stopped"


class PdfWorkers:
    """A pool of at most two warm processes that turn HTML into PDF; safe to share by threads."""

    def __init__(self, limits: Limits = USUAL_LIMITS, *, workers: int = 0) -> None:
        """Start nothing yet: `start` does, or the first page to print."""
        count = workers or min(os.cpu_count() or 1, WORKERS_MOST)
        self._places = tuple(Place(limits) for _ in range(count))
        self._free = deque(self._places)
        self._starting = threading.Thread(target=self._fill, name="pdf workers", daemon=True)
        self._gate = Gate(running=count, waiting=count * WAITING_PER_WORKER)
        self.made = 0
        self.failed = 0

    @property
    def refused(self) -> int:
        """Return how many PDFs were refused because too many were asked for at once."""
        return self._gate.refused

    def start(self) -> None:
        """Start and warm the workers in the background; a failure shows with the first PDF."""
        self._starting.start()

    def render(self, paper: Paper) -> bytes:
        """Return `paper` as a PDF, as `render_pdf` does.

        Raises Busy when too many people want one, and PdfFailed when this one cannot be made:
        it takes too long or too much memory, or its worker dies. The next one works again.
        """
        with self._gate:
            place = self._free.pop()
            try:
                pdf = place.print(paper)
            except PdfFailed:
                self.failed += 1
                raise
            else:
                self.made += 1
                return pdf
            finally:
                self._free.append(place)

    def close(self) -> None:
        """Stop the workers, at work or not, for good."""
        for place in self._places:
            place.close()

    def _fill(self) -> None:
        with suppress(PdfFailed):
            for place in self._places:
                place.worker()


class Place:
    """Room for one worker that prints, and for its successor as long as that warms up."""

    def __init__(self, limits: Limits) -> None:
        """Start nothing yet."""
        self._limits = limits
        self._lock = threading.Lock()
        self._workers: list[Worker] = []
        self._is_closed = False

    def worker(self) -> Worker:
        """Return a living worker, a warm one if there is any. Raises PdfFailed."""
        with self._lock:
            if self._is_closed:
                raise PdfFailed(STOPPED)
            self._keep_the_best()
            if self._workers:
                return self._workers[0]
        return self._start_one()

    def print(self, paper: Paper) -> bytes:
        """Return the PDF. Raises PdfFailed; a worker that failed goes, and the next one warms."""
        worker = self.worker()
        try:
            pdf = worker.print(paper)
        except PdfFailed:
            worker.close()
            with suppress(PdfFailed):
                self.worker()
            raise
        if worker.printed >= self._limits.pdfs_per_worker and self._workers == [worker]:
            with suppress(PdfFailed):
                self._start_one()
        return pdf

    def close(self) -> None:
        """End all workers here; no other will start."""
        with self._lock:
            self._is_closed = True
            for worker in self._workers:
                worker.close()

    def _start_one(self) -> Worker:
        # The first start of all takes long, and closing must not wait for it.
        worker = Worker(self._limits)
        with self._lock:
            if not self._is_closed:
                self._workers.append(worker)
                return worker
        worker.close()
        raise PdfFailed(STOPPED)

    def _keep_the_best(self) -> None:
        """Let go of the dead, and of the first one when its successor is warm."""
        living = [worker for worker in self._workers if worker.is_alive()]
        warm = [worker for worker in living[1:] if worker.is_warm()]
        kept = warm or living
        for worker in self._workers:
            if worker not in kept:
                worker.close()
        self._workers = kept
