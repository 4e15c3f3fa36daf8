"""Prints what the workers add up to: two beside one, the first PDF beside a warm one, memory.

Every comparison is within one run. One worker per core has to make at least 1.8 times as many
PDFs as one alone. The first PDF of a worker that has warmed up by itself, and the first one after
a worker was replaced, may not be slower than the others. A worker's memory has to stay flat.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks._report import Row, show
from benchmarks._servers import processor_seconds
from tests.handout.samples import paper_of, usual_draft
from wizard.handout.paper import Paper
from wizard.handout.worker import USUAL_LIMITS, Limits, Worker
from wizard.handout.workers import PdfWorkers

ROUNDS, PDFS = 8, 20
FIRST_ROUNDS, WARM_PDFS = 10, 5
MOST_OF_ONE = 1 / 1.8
FIRST_GOAL = 1.1
PRINTED = (100, 500, 1000)
MEMORY_GOAL = 1.1
PAGE_BYTES = 4096
MEBIBYTE = 1024**2


def main() -> None:
    """Print the three tables."""
    paper = paper_of(usual_draft())
    show_both_cores(paper)
    show_first(paper)
    show_memory(paper)


def show_both_cores(paper: Paper) -> None:
    """Let one and two workers print the same number in turns; 1.8 times as many is 0.56."""
    pools = [PdfWorkers(workers=2), PdfWorkers(workers=1)]
    for pool in pools:
        seconds_of(pool, paper)
    both, one = zip(
        *([seconds_of(pool, paper) for pool in pools] for _ in range(ROUNDS)), strict=True
    )
    for pool in pools:
        pool.close()
    title = f"{PDFS} PDFs by two workers (floor: by one)"
    show(title, "s", [Row("clock", both, one, MOST_OF_ONE)])


def seconds_of(pool: PdfWorkers, paper: Paper) -> float:
    """Return how long a pool takes for PDFS, asked by two people at a time."""
    start = time.perf_counter()
    with ThreadPoolExecutor(2) as asking:
        assert all(asking.map(pool.render, [paper] * PDFS))
    return time.perf_counter() - start


def show_first(paper: Paper) -> None:
    """Compare the first PDF of a worker with later ones: after the start, and as a successor."""
    started, replaced = zip(*(first_beside_warm(paper) for _ in range(FIRST_ROUNDS)), strict=True)
    rows = [
        Row("after the start", *zip(*started, strict=True), FIRST_GOAL),
        Row("after a replacement", *zip(*replaced, strict=True), FIRST_GOAL),
    ]
    show("Processor time of a worker's first PDF (floor: its later ones)", "s", rows)


def first_beside_warm(paper: Paper) -> Sequence[tuple[float, float]]:
    """Return first and usual cost of a fresh worker, then of the one that takes its place."""
    pool = PdfWorkers(Limits(pdfs_per_worker=WARM_PDFS), workers=1)
    place = pool._places[0]  # noqa: SLF001 - to know when workers have warmed up by themselves
    found = []
    for _ in range(2):
        worker = place.worker() if not place._workers else place._workers[-1]  # noqa: SLF001 - as above
        while not worker.is_warm():
            time.sleep(0.01)
        first, *later = [cost(place.worker(), pool, paper) for _ in range(WARM_PDFS)]
        found.append((first, statistics.median(later)))
    pool.close()
    return found


def cost(worker: Worker, pool: PdfWorkers, paper: Paper) -> float:
    """Return the processor seconds that a worker spends on one PDF."""
    before = processor_seconds(worker.pid)
    assert pool.render(paper)
    return processor_seconds(worker.pid) - before


def show_memory(paper: Paper) -> None:
    """Print on and on in one process that is never replaced."""
    worker = Worker(USUAL_LIMITS)
    resident = {}
    for number in range(1, max(PRINTED) + 1):
        assert worker.print(paper)
        if number in PRINTED:
            resident[number] = mebibytes(worker.pid)
    worker.close()
    first, *later = PRINTED
    rows = [
        Row(f"after {number}", [resident[number]], [resident[first]], MEMORY_GOAL)
        for number in later
    ]
    show(f"Memory of one worker (floor: after {first} PDFs)", "MiB", rows)


def mebibytes(pid: int) -> float:
    """Return how much memory a process has resident."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * PAGE_BYTES / MEBIBYTE


if __name__ == "__main__":
    main()
