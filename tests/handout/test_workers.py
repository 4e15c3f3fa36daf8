"""Worker processes: one bad page fails alone, and the next one prints."""

import os
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
from wizard.handout.pdf import render_pdf
from wizard.handout.worker import USUAL_LIMITS, WARM_UP, YIELDING, Limits
from wizard.handout.workers import PdfWorkers

PAGE = Paper('<html lang="nl"><title>Proef</title><p>Dag.</p></html>', "plan")
MEBIBYTE = 1024**2


@pytest.fixture(scope="module")
def workers():
    pool = PdfWorkers(workers=1)
    yield pool
    pool.close()


@pytest.fixture
def make_workers():
    """Make pools with limits of a test's own, and close them."""
    made = []

    def make(limits=USUAL_LIMITS, workers=1):
        made.append(PdfWorkers(limits, workers=workers))
        return made[-1]

    yield make
    for pool in made:
        pool.close()


def worker_of(pool, place=0):
    return pool._places[place].worker()


def failure_of(pool, paper=PAGE):
    with pytest.raises(PdfFailed) as failure:
        pool.render(paper)
    return str(failure.value)


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
        workers.start()
        assert workers.render(Paper({PAGE.html!r}, "plan")).startswith(b"%PDF")
        workers.close()
        assert "weasyprint" not in sys.modules and "fontTools" not in sys.modules"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_nothing_starts_by_itself():
    before = active_children()
    PdfWorkers()
    assert active_children() == before


def test_the_page_that_warms_a_worker_prints_without_complaint():
    assert render_pdf(WARM_UP)


def test_started_workers_warm_up_by_themselves(make_workers):
    pool = make_workers(workers=2)
    pool._fill()
    for place in (0, 1):
        worker = worker_of(pool, place)
        assert worker._line.poll(worker._limits.start_seconds)
        assert (worker.is_warm(), worker.printed) == (True, 0)


def test_closing_while_workers_start_leaves_none_behind(make_workers, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    others = set(active_children())
    pool = make_workers(workers=2)
    pool.start()
    while not list(tmp_path.glob("startplan-fonts-*")):
        os.sched_yield()
    pool.close()
    pool._starting.join()
    assert failure_of(pool) == "the workers have stopped"
    assert set(active_children()) <= others
    assert not list(tmp_path.glob("startplan-fonts-*"))


def test_a_page_that_cannot_be_printed_fails_alone(workers):
    assert "title and a language" in failure_of(workers, Paper("<p>zonder titel</p>", "plan"))
    assert workers.render(PAGE)


def test_a_worker_that_dies_between_two_pages_is_not_noticed(workers):
    worker = worker_of(workers)
    os.kill(worker.pid, signal.SIGKILL)
    worker._process.join()
    assert workers.render(PAGE)


def test_a_worker_killed_at_work_fails_that_page_and_the_next_prints(workers):
    workers.render(PAGE)
    worker, failures = worker_of(workers), []
    asking = threading.Thread(
        target=lambda: failures.append(failure_of(workers, paper_of(longest_draft())))
    )
    before = processor_seconds(worker.pid)
    asking.start()
    while processor_seconds(worker.pid) < before + 0.1:
        os.sched_yield()
    os.kill(worker.pid, signal.SIGKILL)
    asking.join()
    assert failures == ["the worker ended"]
    assert workers.render(PAGE)


def test_a_worker_that_hangs_is_ended_and_the_next_page_prints(make_workers):
    pool = make_workers(Limits(seconds=2))
    assert pool.render(PAGE)
    hanging = worker_of(pool)
    os.kill(hanging.pid, signal.SIGSTOP)
    assert failure_of(pool) == "took too long"
    assert not Path(f"/proc/{hanging.pid}").exists()
    assert pool.render(PAGE)


def test_a_page_too_long_for_the_line_to_a_frozen_worker_holds_nobody(make_workers):
    pool = make_workers(Limits(seconds=1, start_seconds=6))
    assert pool.render(PAGE)
    os.kill(worker_of(pool).pid, signal.SIGSTOP)
    assert failure_of(pool, Paper(PAGE.html + "x" * 10**6, "plan")) == "the worker ended"


def test_a_page_that_takes_too_long_is_given_up(make_workers):
    pool = make_workers(Limits(seconds=0.05))
    assert failure_of(pool, paper_of(longest_draft())) == "took too long"


def test_one_failing_worker_leaves_the_other_at_work(make_workers):
    pool = make_workers(Limits(seconds=2), workers=2)
    for place in pool._places:
        place.print(PAGE)
    os.kill(worker_of(pool, 1).pid, signal.SIGSTOP)
    other = worker_of(pool, 0)
    assert "took too long" in failure_of(pool)
    assert worker_of(pool, 0) is other
    assert pool.render(PAGE)


def test_a_worker_that_cannot_start_is_a_failure_and_no_wait(make_workers):
    assert failure_of(make_workers(Limits(memory_bytes=1 * MEBIBYTE)))


def test_a_page_without_end_is_stopped_by_its_memory_and_the_next_prints(make_workers):
    pool = make_workers(Limits(memory_bytes=120 * MEBIBYTE, seconds=60))
    endless = Paper('<html lang="nl"><title>-</title>' + "<p>a" * 50_000, "plan")
    assert failure_of(pool, endless) in {"MemoryError", "the worker ended"}
    assert pool.render(PAGE)


def test_a_worker_yields_has_bounded_memory_and_writes_no_core_file(workers):
    pid = worker_of(workers).pid
    workers.render(PAGE)
    limits = Path(f"/proc/{pid}/limits").read_text()
    lines = {line[:26].strip(): line[26:].split()[:2] for line in limits.splitlines()}
    most = str(USUAL_LIMITS.memory_bytes)
    assert lines["Max data size"] == [most, most]
    assert lines["Max core file size"] == ["0", "0"]
    assert os.getpriority(os.PRIO_PROCESS, pid) >= YIELDING


def test_ctrl_c_is_for_the_site_alone(workers):
    pid = worker_of(workers).pid
    os.kill(pid, signal.SIGINT)
    assert workers.render(PAGE)
    assert worker_of(workers).pid == pid


def test_a_worn_worker_prints_until_its_successor_is_warm(make_workers):
    pool = make_workers(Limits(pdfs_per_worker=1))
    assert pool.render(PAGE)
    place = pool._places[0]
    worn, successor = place._workers
    assert place.worker() in {worn, successor}
    assert successor._line.poll(USUAL_LIMITS.start_seconds)
    assert place.worker() is successor
    assert not worn.is_alive()
    assert pool.render(PAGE)


def test_a_successor_that_is_not_warm_yet_keeps_nobody_waiting(make_workers):
    pool = make_workers(Limits(pdfs_per_worker=1))
    pool.render(PAGE)
    worn, successor = pool._places[0]._workers
    successor.is_warm = lambda: False
    assert worker_of(pool) is worn
    assert pool.render(PAGE)
    assert pool._places[0]._workers == [worn, successor]


def test_too_many_at_once_are_refused_before_anything_starts():
    workers = PdfWorkers(workers=1)
    while workers._gate._places.acquire(blocking=False):
        pass
    with pytest.raises(Busy):
        workers.render(PAGE)
    assert workers._places[0]._workers == []


def test_only_fonts_lie_in_the_temporary_folder_and_closing_removes_it(make_workers):
    pool = make_workers()
    pool.render(paper_of(usual_draft()))
    scratch = Path(worker_of(pool)._scratch.name)
    left = {path.read_bytes()[:4] for path in scratch.rglob("*") if path.is_file()}
    pool.close()
    assert scratch.parent == Path(tempfile.gettempdir())
    assert left <= {b"\x00\x01\x00\x00", b"<?xm", b"<fon"}
    assert not scratch.exists()


def test_a_worker_ends_with_the_site_that_started_it():
    script = """if __name__ == "__main__":
        import os, signal
        from wizard.handout.worker import Limits, Worker
        worker = Worker(Limits())
        print("warm" if worker._line.poll(20) else "cold", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)"""
    # The worker has the script's output too: reading that ends when the last of them has.
    told = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, timeout=60
    )
    assert (told.returncode, told.stdout, told.stderr) == (-signal.SIGKILL, b"warm\n", b"")
