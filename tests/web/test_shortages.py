"""What a node does when the system has no more to give: a reader for its log, disk, memory."""

import os
import subprocess
import sys
import threading
from io import StringIO
from typing import Any

import pytest

from tests.web.conftest import make_app
from wizard.errors import PdfFailed
from wizard.handout import worker
from wizard.handout.worker import USUAL_LIMITS, Worker
from wizard.logwriting import PatientStream
from wizard.web.errors import make_ready
from wizard.web.site import EXTENSION

LINES = 1500
"""With what stands around them far more than the 64 KiB that a pipe holds."""
ENDS_SECONDS = 30
TALKS = f"""
import logging
from wizard import logwriting
from wizard.logs import configure_logging
logwriting.ENDING_SECONDS = 0.01
of_a_library = logging.StreamHandler()
configure_logging()
for number in range({LINES}):
    logging.getLogger("wizard").warning("a line of some length, that many of fill a pipe")
print("done", flush=True)
"""


def test_a_reader_that_stopped_holds_up_nobody():
    reading, writing = os.pipe()
    try:
        said = subprocess.run(
            [sys.executable, "-c", TALKS],
            stdout=subprocess.PIPE,
            stderr=writing,
            check=True,
            timeout=ENDS_SECONDS,
        )
    finally:
        os.close(reading)
        os.close(writing)
    assert said.stdout == b"done\n"


def test_what_was_said_before_the_end_is_written():
    written = StringIO()
    lines = PatientStream(written)
    for _ in range(LINES):
        lines.write("a line\n")
    lines._finish()
    assert written.getvalue().count("\n") == LINES


class FullDisk(StringIO):
    """Refuses the first line."""

    def write(self, text: str) -> int:
        """Write all but the first."""
        if "first" in text:
            raise OSError(28, "No space left on device")
        return super().write(text)


def test_after_a_full_disk_the_log_goes_on_and_tells_how_much_it_lacks(caplog):
    written = FullDisk()
    lines = PatientStream(written)
    lines.write("first\n")
    lines.write("second\n")
    lines.write("")
    lines._is_done.wait(5)
    assert written.getvalue() == "second\n"
    assert caplog.messages == ["1 lines of the log were left out before this one"]


class Held(StringIO):
    """Is at its first line until told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.has_begun, self.may_go_on, self.has_gone_on = (threading.Event() for _ in range(3))

    def write(self, text: str) -> int:
        """Write, the first time slowly."""
        (self.has_gone_on if self.has_begun.is_set() else self.has_begun).set()
        self.may_go_on.wait(ENDS_SECONDS)
        return super().write(text)


def test_lines_that_find_no_place_are_counted(caplog, monkeypatch):
    monkeypatch.setattr("wizard.logwriting.WAITING_MOST", 1)
    written = Held()
    lines = PatientStream(written)
    lines.write("first\n")
    written.has_begun.wait(ENDS_SECONDS)
    for _ in range(4):
        lines.write("more\n")
    written.may_go_on.set()
    written.has_gone_on.wait(ENDS_SECONDS)
    assert caplog.messages == ["3 lines of the log were left out before this one"]


def test_without_room_for_its_fonts_a_worker_is_refused_in_words_of_ours(monkeypatch):
    def full(**_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(worker.tempfile, "TemporaryDirectory", full)
    with pytest.raises(PdfFailed):
        Worker(USUAL_LIMITS)


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        (MemoryError(), "Er is niets weg"),
        (OSError(24, "Too many open files"), "niets bewaren of openen"),
    ],
)
def test_without_memory_or_files_a_page_says_what_to_do(site, client, monkeypatch, lacking, said):
    def starved(*_: Any, **__: Any) -> None:
        raise lacking

    monkeypatch.setattr(site.drafts, "start", starved)
    answer = client.post("/arnhem/nl/begin", headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 503
    assert said in answer.text


@pytest.mark.parametrize(("is_ready", "status"), [(True, 503), (False, 500)])
def test_pages_that_were_made_ready_need_no_file(settings, monkeypatch, is_ready, status):
    ready = make_app(settings)
    if is_ready:
        make_ready(ready)

    def starved(*_: Any, **__: Any) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(ready.extensions[EXTENSION].drafts, "start", starved)
    monkeypatch.setattr("jinja2.FileSystemLoader.get_source", starved)
    answer = ready.test_client().post("/arnhem/nl/begin", headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == status
    assert ("niets bewaren of openen" in answer.text) == is_ready
