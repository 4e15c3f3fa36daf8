"""`kill -9` of the server, again and again, while people answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from drills._people import People, people
from drills._site import Site, site
from drills._table import Row, p95

KILLS = 200
LOAD_SECONDS = 0.4
"""The longest time under load before a kill; the moment is drawn."""


def rows(folder: Path) -> Iterator[Row]:
    """Kill one node on SQLite."""
    with site(folder) as one:
        yield killed(one, KILLS, "SQLite, one node")


def killed(harmed: Site, kills: int, where: str, seed: int = 1) -> Row:
    """Kill the nodes in turns, each started again at once; then read everything back."""
    with people(harmed.ports, seed=seed) as residents:
        times = [
            kill_one(harmed, turn, residents, Random(f"{seed} {turn}")) for turn in range(kills)
        ]
        lost = residents.lost()
    return Row(
        fault=f"kill -9 of the server ({where})",
        done=f"{kills} kills at random moments under load, each time started again",
        acknowledged=residents.acknowledged,
        lost=lost,
        seen=residents.seen,
        recovery=(p95(times) or 0) / 1000,
    )


def kill_one(harmed: Site, turn: int, residents: People, random: Random) -> float:
    """Kill a node at a random moment under load; return the seconds until the next saved answer."""
    time.sleep(random.uniform(0, LOAD_SECONDS))
    node = harmed.nodes[turn % len(harmed.nodes)]
    node.kill()
    since = time.monotonic()
    node.start()
    seconds = residents.recovery(since)
    assert seconds is not None, "the site never came back"
    return seconds
