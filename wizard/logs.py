"""Logging that cannot repeat what a person typed, or where they came from.

An exception's message may quote an answer (a ValueError quotes its value), and so may the
arguments of a log call in any library. So a record leaves this program only as: moment in UTC,
level, logger, the literal message without its arguments, and for an exception its class and
place. docs/operating.md shows the lines.
"""

from __future__ import annotations

import logging
import time
import traceback
from types import TracebackType

from wizard.logwriting import PatientStream, unbuffered_stderr

OURS = ("wizard", "flask.app", "py.warnings")
"""Loggers whose messages hold nothing of a person, arguments apart."""


class PlainFormatter(logging.Formatter):
    """Formats a record without arguments, exception messages or source lines."""

    converter = staticmethod(time.gmtime)

    def format(self, record: logging.LogRecord) -> str:
        """Return one line: moment, level, logger, message, and for an exception its place."""
        when = self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ")
        line = f"{when} {record.levelname} {record.name} {_literal(record)}"
        if record.exc_info and record.exc_info[0]:
            line += f" {describe(record.exc_info[0], record.exc_info[2])}"
        return " ".join(line.split())


def _literal(record: logging.LogRecord) -> str:
    """Return the message as it stands in the program.

    Libraries also log sentences that they filled in already (waitress: the path that somebody
    asked for). One that leaves no room for arguments may be such, so only its place is told.
    """
    if isinstance(record.msg, str) and (record.args or record.name.split(".")[0] in OURS):
        return record.msg
    return f"at {record.pathname}:{record.lineno}"


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return an exception's class and the innermost file and line, never its message."""
    frames = traceback.extract_tb(trace)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "unknown place"
    return f"{kind.__name__} at {place}"


def configure_logging(level: int = logging.INFO) -> None:
    """Make every logger of the process write plain lines to standard error only."""
    # Otherwise a line that cannot be made would be told with its arguments, past the formatter.
    logging.raiseExceptions = False
    lines = logging.StreamHandler(PatientStream(unbuffered_stderr()))
    lines.setFormatter(PlainFormatter())
    logging.basicConfig(level=level, handlers=[lines], force=True)
