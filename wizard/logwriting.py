"""Writing log lines without ever waiting for who reads them.

A log that goes through a pipe stops whoever writes to it as soon as its reader stops: every
thread that has something to say would wait, and with them the site.
"""

import atexit
import threading
from contextlib import suppress
from queue import Full, Queue
from typing import TextIO

WAITING_MOST = 10_000
ENDING_SECONDS = 1.0


class PatientStream:
    """Hands lines to a thread that writes them; what finds no place or no reader is left out."""

    def __init__(self, stream: TextIO) -> None:
        """Write to a stream, from now to the end of the process."""
        self._stream = stream
        self._waiting: Queue[str] = Queue(WAITING_MOST)
        self._is_done = threading.Event()
        threading.Thread(target=self._write_all, name="log", daemon=True).start()
        atexit.register(self._finish)

    def write(self, text: str) -> None:
        """Hand over a line."""
        with suppress(Full):
            self._waiting.put_nowait(text)

    def flush(self) -> None:
        """Wait for nothing."""

    def _write_all(self) -> None:
        while text := self._waiting.get():
            # A full disk or a reader that is gone: the site goes on without a log.
            with suppress(OSError, ValueError):
                self._stream.write(text)
                self._stream.flush()
        self._is_done.set()

    def _finish(self) -> None:
        self.write("")
        self._is_done.wait(ENDING_SECONDS)
