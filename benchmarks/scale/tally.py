"""What residents met: how long they waited for each kind of answer, refusals and errors."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Waits by kind in seconds; `refused` counts who was asked to come again."""

    waits: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, seconds: float) -> None:
        """Note one wait."""
        self.waits[kind].append(seconds)

    def refuse(self, kind: str) -> None:
        """Note somebody who was asked to come again."""
        self.refused[kind] += 1

    def fail(self, what: str) -> None:
        """Note an error."""
        self.errors[what] += 1

    def clear(self) -> None:
        """Forget everything."""
        for counts in (self.waits, self.refused, self.errors):
            counts.clear()

    def summary(self) -> dict[str, object]:
        """Return it in figures that fit JSON: of each kind the number and the milliseconds."""
        return {
            "waits": {kind: [len(waits), *parts(waits)] for kind, waits in self.waits.items()},
            "refused": dict(self.refused),
            "errors": dict(self.errors),
        }


def parts(seconds: Sequence[float]) -> tuple[float, float, float]:
    """Return within how many milliseconds 50, 95 and 99 in 100 came."""
    if len(seconds) == 1:
        return (seconds[0] * 1000,) * 3
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return cuts[49] * 1000, cuts[94] * 1000, cuts[98] * 1000
