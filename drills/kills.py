"""`kill -9` of the server, again and again, while people answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from drills._attempt import attempt
from drills._people import People, people
from drills._site import Site, site
from drills._table import Row, p95
from tools.postgres_server import cannot_run, postgres_server

KILLS = 100
SECONDS_MOST = 360.0
"""On each back end."""

LOAD_SECONDS = 0.4
"""The longest time under load before a kill; the moment is drawn."""

SAVES_BEFORE = 8


def rows(folder: Path) -> Iterator[Row]:
    """Kill one node on SQLite, and two in turns on PostgreSQL."""
    with site(folder) as one:
        yield attempt(killed, one, KILLS, "SQLite, one node")
    where = "PostgreSQL, two nodes"
    if why_not := cannot_run():
        yield Row(fault=f"kill -9 of the server ({where})", why_not=why_not)
        return
    with postgres_server() as server, site(folder, server.url(), nodes=2) as two:
        yield attempt(killed, two, KILLS, where)


def killed(harmed: Site, kills: int, where: str, seed: int = 1) -> Row:
    """Kill the nodes in turns, each started again at once; then read everything back."""
    random = Random(seed)
    with people(harmed.ports, seed=seed) as residents:
        times = [kill_one(harmed, turn, residents, random) for turn in range(kills)]
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
    """Kill a node at a random moment under load; return the seconds until the next saved answer.

    The load: every time, some answers are saved first. Another node takes over meanwhile.
    """
    residents.wait_for_saves(len(residents.saves()) + SAVES_BEFORE)
    time.sleep(random.uniform(0, LOAD_SECONDS))
    node = harmed.nodes[turn % len(harmed.nodes)]
    node.kill()
    since = time.monotonic()
    node.start()
    seconds = residents.recovery(since)
    if seconds is None:
        raise RuntimeError("the site never came back")
    return seconds
