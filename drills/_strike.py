"""One fault while people answer, from the first answer to reading everything back."""

from __future__ import annotations

import time
from collections.abc import Callable

from drills._people import People, people
from drills._site import Site
from drills._table import Row

SAVES_BEFORE, AFTER_SECONDS = 30, 1.0

Harm = Callable[[People], str | None]
"""Does the harm and returns when it is over; says what went against the goals, if anything did."""


def strike(
    harmed: Site, fault: str, done: str, harm: Harm, *, rest: float = 0.1, rewind: bool = False
) -> Row:
    """Let people answer, harm the site, wait until it takes answers again, and read them all back.

    With `rewind` the nodes are started again before the reading: nothing may hang on memory.
    """
    with people(harmed.ports, rest=rest) as residents:
        residents.wait_for_saves(SAVES_BEFORE)
        missed = harm(residents)
        recovery = residents.recovery(time.monotonic())
        time.sleep(AFTER_SECONDS)
        residents.stop()
        if rewind:
            harmed.start_again()
        lost = residents.lost()
    return Row(
        fault=fault,
        done=done,
        acknowledged=residents.acknowledged,
        lost=lost,
        seen=residents.seen or "nothing",
        recovery=recovery,
        missed=missed or ("" if recovery is not None else "no answer was saved within a minute"),
    )
