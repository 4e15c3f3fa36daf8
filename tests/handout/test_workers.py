"""Worker processes: one bad page fails alone, and the next one prints."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from multiprocessing import active_children
from pathlib import Path

import pytest

from tests.handout.samples import longest_draft, paper_of, usual_draft
from wizard.errors import Busy, PdfFailed
from wizard.handout.paper import Paper
from wizard.handout.workers import Limits, PdfWorkers

PAGE = Paper('<html lang="nl"><title>Proef</title><p>Dag.</p></html>', "plan")


@pytest.fixture(scope="module")
def workers():
    pool = PdfWorkers(workers=1)
    yield pool
    pool.close()


@pytest.fixture
def workers_and_worker():
    """Give a pool and its one process; other tests' pools may still have theirs."""
    others = {child.pid for child in active_children()}
    pool = PdfWorkers(workers=1)
    pool.render(PAGE)
    (worker,) = (child for child in active_children() if child.pid not in others)
    yield pool, worker
    pool.close()


def processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_plan_prints(workers):
    assert workers.render(paper_of(usual_draft())).startswith(b"%PDF-1.7")


def test_the_site_itself_never_loads_weasyprint():
    script = f"""if __name__ == "__main__":
        import sys
        from wizard.handout.paper import Paper
        from wizard.handout.workers import PdfWorkers
        workers = PdfWorkers(workers=1)
        assert workers.render(Paper({PAGE.html!r}, "plan")).startswith(b"%PDF")
        workers.close()
        assert "weasyprint" not in sys.modules and "fontTools" not in sys.modules"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_page_that_cannot_be_printed_fails_alone(workers):
    with pytest.raises(PdfFailed, match="title and a language"):
        workers.render(Paper("<p>zonder titel</p>", "plan"))

    assert workers.render(PAGE)


def test_a_worker_that_dies_between_two_pages_is_not_noticed(workers_and_worker):
    workers, worker = workers_and_worker
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()

    assert workers.render(PAGE)


def test_a_worker_killed_at_work_fails_that_page_and_the_next_prints(workers_and_worker):
    workers, worker = workers_and_worker
    failures = []
    asking = threading.Thread(target=lambda: failures.append(failure_of(workers)))
    before = processor_seconds(worker.pid)
    asking.start()
    while processor_seconds(worker.pid) < before + 0.1:
        os.sched_yield()
    os.kill(worker.pid, signal.SIGKILL)
    asking.join()

    assert failures == ["the worker ended"]
    assert workers.render(PAGE)


def failure_of(workers):
    try:
        workers.render(paper_of(longest_draft()))
    except PdfFailed as failure:
        return str(failure)


def test_a_page_that_takes_too_long_is_given_up():
    workers = PdfWorkers(Limits(seconds=0.05), workers=1)

    with pytest.raises(PdfFailed, match="too long"):
        workers.render(paper_of(longest_draft()))
    workers.close()


def test_a_worker_that_cannot_start_is_a_failure_and_no_wait():
    workers = PdfWorkers(Limits(memory_bytes=50 * 1024**2), workers=1)

    with pytest.raises(PdfFailed):
        workers.render(PAGE)
    workers.close()


def test_memory_and_core_files_are_limited_in_the_worker(workers):
    pool = workers._running_pool()

    assert pool.schedule(resource.getrlimit, [resource.RLIMIT_AS]).result() == (1024**3, 1024**3)
    assert pool.schedule(resource.getrlimit, [resource.RLIMIT_CORE]).result() == (0, 0)
    with pytest.raises(MemoryError):
        pool.schedule(bytearray, [2 * 1024**3]).result()
    assert workers.render(PAGE)


def test_a_worker_is_replaced_after_its_share():
    workers = PdfWorkers(Limits(pdfs_per_worker=1), workers=1)
    seen = {workers._running_pool().schedule(os.getpid).result() for _ in range(3)}
    workers.close()

    assert len(seen) == 3


def test_too_many_at_once_are_refused_before_anything_starts():
    workers = PdfWorkers(workers=1)
    for _ in range(3):
        workers._gate._places.acquire(blocking=False)

    with pytest.raises(Busy):
        workers.render(PAGE)
    assert workers._pool is None


def test_only_fonts_lie_in_the_temporary_folder_and_closing_removes_it():
    workers = PdfWorkers(workers=1)
    workers.render(paper_of(usual_draft()))
    scratch = Path(workers._scratch.name)
    left = {path.read_bytes()[:4] for path in scratch.rglob("*") if path.is_file()}
    workers.close()

    assert scratch.parent == Path(tempfile.gettempdir())
    assert left <= {b"\x00\x01\x00\x00", b"<?xm", b"<fon"}
    assert not scratch.exists()
