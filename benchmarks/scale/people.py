"""How many residents at once: steps upward until answers take too long, then closer.

An answer is what a resident waits for after a press: the form sent, and the next page back.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.scale.place import POSTGRES, SQLITE, Place, place, tree_megabytes, tree_seconds
from benchmarks.scale.table import Table

SITES = ((SQLITE, 1), (SQLITE, 2), (POSTGRES, 1), (POSTGRES, 2), (POSTGRES, 4))
GOAL_P95_MS, GOAL_RESIDENTS = 200.0, 4_000
FIRST, STEPS_CLOSER, MOST = 500, 2, 8_000
WARM_RESIDENTS, WARM_THINKING, WARM_SECONDS = 60, 1.0, 40
"""Before the first step: quick people who together come by every page in every language."""
SETTLE_SECONDS = 6
GROUPS = ("nodes", "database", "nginx", "load")
STEP_HEADINGS = (
    *("residents", "answers/s", "p50 ms", "p95 ms", "p99 ms", "errors", "asked again"),
    *("cores of nodes", "database", "nginx", "load"),
    *("MiB of nodes", "database"),
)
HELD_HEADINGS = (
    *("site", "residents", "answers/s", "p95", "cores of the site", "processor per answer"),
)
ERRORS_MOST = 0.001
SEED = 8


@dataclass(frozen=True)
class Step:
    """What so many residents met in a while, and what that took."""

    residents: int
    seconds: float
    met: dict[str, Any]
    processor: dict[str, float]
    memory: dict[str, float]

    @property
    def answers(self) -> tuple[int, float, float, float]:
        """Number of answers, and within how many milliseconds 50, 95 and 99 in 100 came."""
        number, p50, p95, p99 = self.met["waits"].get("answer", (0, 0.0, 0.0, 0.0))
        return int(number), p50, p95, p99

    @property
    def errors(self) -> int:
        """How many visits ended in an error."""
        return sum(self.met["errors"].values())

    @property
    def holds(self) -> bool:
        """Tell whether 95 in 100 answers came in time, and hardly anything went wrong."""
        number, _, p95, _ = self.answers
        return p95 < GOAL_P95_MS and self.errors <= number * ERRORS_MOST


class Load:
    """The process with the residents."""

    def __init__(self, site: Place, *, codes: bool) -> None:
        """Start it; nobody is there yet."""
        kind = "codes" if codes else "no-codes"
        command = [sys.executable, "-m", "benchmarks.scale.crowd", str(site.port), str(SEED), kind]
        self._site = site
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def hold(self, number: int) -> None:
        """Bring so many residents, and let them settle."""
        self._tell({"hold": number})
        self._tell({"measure": SETTLE_SECONDS})

    def warm_up(self) -> None:
        """Let quick people come by all pages, which take longer at the first time, and leave."""
        self._tell({"hold": WARM_RESIDENTS, "thinking": WARM_THINKING})
        self._tell({"measure": WARM_SECONDS})
        self.hold(0)

    def measure(self, residents: int, seconds: float) -> Step:
        """Return what residents meet in so many seconds."""
        before, start = self._processor(), time.perf_counter()
        met = self._tell({"measure": seconds})
        passed, after = time.perf_counter() - start, self._processor()
        used = {name: (after[name] - before[name]) / passed for name in after}
        memory = {"load": tree_megabytes(self._process.pid), **self._site.megabytes()}
        return Step(residents, passed, met, used, memory)

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def _processor(self) -> dict[str, float]:
        return {"load": tree_seconds(self._process.pid), **self._site.seconds()}

    def _tell(self, wish: dict[str, float]) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(wish) + "\n")
        self._process.stdin.flush()
        met: dict[str, Any] = json.loads(self._process.stdout.readline())
        return met


@contextmanager
def load(site: Place, *, codes: bool = True) -> Iterator[Load]:
    """Start the residents' process and end it; every page was drawn in every language before."""
    started = Load(site, codes=codes)
    try:
        started.warm_up()
        site.come_to_rest()
        yield started
    finally:
        started.stop()


def steps(back_end: str, nodes: int, seconds: float, *, codes: bool = True) -> Iterator[Step]:
    """Yield steps: twice as many while all goes well, then halfway between, a few times."""
    with place(back_end, nodes) as site, load(site, codes=codes) as crowd:
        held, broke = 0, 0
        while number := following(held, broke):
            crowd.hold(number)
            step = crowd.measure(number, seconds)
            yield step
            held, broke = (number, broke) if step.holds else (held, number)


def following(held: int, broke: int) -> int:
    """Return how many to try next; 0 when it is known closely enough."""
    if not broke:
        number = held * 2 or FIRST
        return number if number <= MOST else 0
    close = max(held, FIRST) / 2**STEPS_CLOSER
    return (held + broke) // 2 if broke - held > close else 0


def best(tried: Sequence[Step]) -> Step:
    """Return the most residents that a site held, or its first step when it held none."""
    return max((step for step in tried if step.holds), key=lambda s: s.residents, default=tried[0])


def tables(seconds: float, *, codes: bool) -> Iterator[Table]:
    """Yield a table of steps for each site, then one of what each site held."""
    found = {}
    for back_end, nodes in SITES:
        name = f"{back_end}, {nodes} {'node' if nodes == 1 else 'nodes'}"
        tried = list(steps(back_end, nodes, seconds, codes=codes))
        found[name] = best(tried)
        rows = [step_row(step) for step in sorted(tried, key=lambda step: step.residents)]
        yield Table(f"Residents at once: {name}", STEP_HEADINGS, rows, list(noted(tried)))
    rows = [(name, *held_row(step)) for name, step in found.items()]
    goal = f"Goal: {GOAL_RESIDENTS:,} residents with 95 in 100 answers under {GOAL_P95_MS:.0f} ms."
    yield Table("Residents at once that one machine holds", HELD_HEADINGS, rows, [goal])


def step_row(step: Step) -> tuple[str, ...]:
    """Return the cells of a step."""
    number, *waits = step.answers
    used = (f"{step.processor.get(name, 0):.2f}" for name in GROUPS)
    memory = (f"{step.memory.get(name, 0):.0f}" for name in GROUPS[:2])
    figures = (f"{wait:.0f}" for wait in waits)
    return (
        f"{step.residents:,}",
        f"{number / step.seconds:.0f}",
        *figures,
        str(step.errors),
        str(sum(step.met["refused"].values())),
        *used,
        *memory,
    )


def held_row(step: Step) -> tuple[str, ...]:
    """Return the cells of the most that a site held."""
    number, _, p95, _ = step.answers
    site = sum(used for name, used in step.processor.items() if name != "load")
    held = f"{step.residents:,}" if step.holds else f"fewer than {step.residents:,}"
    each = f"{site * step.seconds / max(number, 1) * 1000:.1f} ms"
    return held, f"{number / step.seconds:.0f}", f"{p95:.0f} ms", f"{site:.2f}", each


def noted(tried: Sequence[Step]) -> Iterator[str]:
    """Yield what went wrong, by kind."""
    wrong: Counter[str] = Counter()
    for step in tried:
        wrong.update(step.met["errors"])
    for what, number in wrong.most_common(5):
        yield f"{number} times: {what}"
