"""Two ways in which a process would show what is in its memory, closed: core files, and traces."""

from __future__ import annotations

import ctypes
import logging
import resource
import sys
import threading
from types import TracebackType
from typing import Any

from wizard.logs import describe

log = logging.getLogger(__name__)

PR_SET_DUMPABLE = 4


def stop_leaks() -> None:
    """Forbid core files, and log what nobody catches by its class and place alone."""
    forbid_core_files()
    sys.excepthook = tell
    threading.excepthook = lambda uncaught: tell(uncaught.exc_type, None, uncaught.exc_traceback)
    sys.unraisablehook = lambda uncaught: tell(uncaught.exc_type, None, uncaught.exc_traceback)


def forbid_core_files() -> None:
    """Keep this process's memory, with what people type, from core files and from debuggers."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc: Any = ctypes.CDLL(None)
    if hasattr(libc, "prctl"):
        libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def tell(
    kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None
) -> None:
    """Log something that nobody caught: Python itself would print its message."""
    log.critical("nobody caught: " + describe(kind, trace))  # noqa: G003 - only class and place
