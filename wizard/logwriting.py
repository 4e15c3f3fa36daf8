"""Writing log lines without ever waiting for who reads them.

A log that goes through a pipe stops whoever writes to it as soon as its reader stops: every
thread that has something to say would wait, and with them the site, even when it is told to end.
"""

import atexit
import io
import logging
import sys
import threading
from queue import Full, Queue
from typing import TextIO

WAITING_MOST = 10_000
ENDING_SECONDS = 1.0

log = logging.getLogger(__name__)


class PatientStream:
    """Hands lines to a thread that writes them; what finds no place or no reader is left out.

    How many were is told in a line of its own, as soon as lines get through again.
    """

    def __init__(self, stream: TextIO) -> None:
        """Write to a stream, from now to the end of the process."""
        self._stream = stream
        self._waiting: Queue[str] = Queue(WAITING_MOST)
        self._left_out = 0
        self._is_done = threading.Event()
        threading.Thread(target=self._write_all, name="log", daemon=True).start()
        atexit.register(self._finish)

    def write(self, text: str) -> None:
        """Hand over a line."""
        try:
            self._waiting.put_nowait(text)
        except Full:
            self._left_out += 1

    def flush(self) -> None:
        """Wait for nothing."""

    def _write_all(self) -> None:
        while text := self._waiting.get():
            try:
                self._stream.write(text)
                self._stream.flush()
            except (OSError, ValueError):
                # A full disk or a reader that is gone: the site goes on without a log.
                self._left_out += 1
            else:
                self._tell_what_was_left_out()
        self._is_done.set()

    def _tell_what_was_left_out(self) -> None:
        left_out, self._left_out = self._left_out, 0
        if left_out:
            log.warning(f"{left_out} lines of the log were left out before this one")  # noqa: G004 - arguments are never printed

    def _finish(self) -> None:
        self.write("")
        self._is_done.wait(ENDING_SECONDS)


def unbuffered_stderr() -> TextIO:
    """Return another way to write to standard error, of which nobody holds the lock.

    The end of a process waits for the lock of `sys.stderr`, so for a thread that writes in vain.
    """
    try:
        raw = io.FileIO(sys.stderr.fileno(), "w", closefd=False)
    except OSError:
        return sys.stderr
    return io.TextIOWrapper(raw, "utf-8", errors="backslashreplace", write_through=True)
