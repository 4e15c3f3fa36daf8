"""One drill whatever comes of it: it ends in time, and when it fails the next one goes on."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec

from drills._table import Row

SECONDS_MOST = 120.0
"""For one row, unless its family has a `SECONDS_MOST` of its own."""
TIDYING_SECONDS = 45.0
"""For stopping what a drill had started, after its time."""

P = ParamSpec("P")


class TooLong(Exception):
    """A drill did not end in its time."""


def attempt(drill: Callable[P, Row], *given: P.args, **named: P.kwargs) -> Row:
    """Return the row of a drill, or one that says what went wrong."""
    try:
        return drill(*given, **named)
    except Exception as error:  # noqa: BLE001 - the other drills are still to be run
        words = [word for word in given if isinstance(word, str)]
        return broken_off(" ".join([drill.__name__.replace("_", " "), *words]), error)


def broken_off(fault: str, error: Exception) -> Row:
    """Return the row of what could not be drilled to its end."""
    return Row(fault=fault, missed=f"broke off: {type(error).__name__}: {error}")


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise TooLong in what is done here when it takes so long, and again while it tidies up."""

    def end(*_: object) -> None:
        raise TooLong(f"not done after {seconds:.0f} s")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds, TIDYING_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
