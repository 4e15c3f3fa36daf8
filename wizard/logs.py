"""Logging that cannot repeat what a person typed, or where they came from.

An exception's message may quote an answer (a ValueError quotes its value), and so may the
arguments of a log call in any library. So a record leaves this program only as: level, logger,
the literal message without its arguments, and for an exception its class and place.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType


class PlainFormatter(logging.Formatter):
    """Formats a record without arguments, exception messages or source lines."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line: time, level, logger, message, and for an exception its place."""
        when = self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
        message = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        line = f"{when} {record.levelname} {record.name} {message}"
        if record.exc_info and record.exc_info[0]:
            line += f" {describe(record.exc_info[0], record.exc_info[2])}"
        return line


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return an exception's class and the innermost file and line, never its message."""
    frames = traceback.extract_tb(trace)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "unknown place"
    return f"{kind.__name__} at {place}"


def configure_logging(level: int = logging.INFO) -> None:
    """Make every logger of the process write plain lines to standard error only."""
    stream = logging.StreamHandler()
    stream.setFormatter(PlainFormatter())
    logging.basicConfig(level=level, handlers=[stream], force=True)
