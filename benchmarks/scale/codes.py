"""What resume codes cost: one alone, 32 people who want one at once, and who answers meanwhile."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from random import Random

from benchmarks.scale.browser import Browser
from benchmarks.scale.place import SQLITE, place
from benchmarks.scale.resident import CODES, MEAN_SECONDS, PRESSES_MOST, Resident, Town
from benchmarks.scale.table import Table
from benchmarks.scale.tally import parts
from wizard.core.codes import make_code
from wizard.vault import KeyDirectory
from wizard.vault.secret import SHIPPED_COST, code_secret

RUSH, ROUNDS = 32, 7
RESIDENTS = (1_000, 2_000, 4_000)
HEADINGS = ("what", "figure")


def table() -> Table:
    """Return the table."""
    alone = one_code()
    took, town = asyncio.run(rush())
    _, p95, _ = parts(town.tally.waits["answer"])
    needed = " / ".join(f"{codes_wanted(number):.1f}" for number in RESIDENTS)
    cores = " / ".join(f"{codes_wanted(number) * alone:.1f}" for number in RESIDENTS)
    rows = [
        ("processor time of one code", f"{alone:.2f} s"),
        ("so a core makes at most", f"{1 / alone:.1f} a second"),
        (f"{RUSH} people press at once: all have theirs in", f"{took:.0f} s"),
        ("that is", f"{RUSH / took:.1f} a second"),
        ("who had to press again, times", f"{town.tally.refused['code']}"),
        ("answers of others meanwhile, p95", f"{p95:.0f} ms"),
        (f"wanted by {' / '.join(f'{n:,}' for n in RESIDENTS)} at once", f"{needed} a second"),
        ("which takes, in cores", cores),
    ]
    return Table("Resume codes", HEADINGS, rows, ("One node on SQLite.",))


def codes_wanted(residents: int) -> float:
    """Return how many codes a second so many residents at once want: one in four visits."""
    return residents * CODES / (PRESSES_MOST * MEAN_SECONDS)


def one_code() -> float:
    """Return the seconds of processor time that Argon2 takes for one code."""
    with tempfile.TemporaryDirectory() as folder:
        keys = KeyDirectory(Path(folder) / "keys", create=True)
        took = []
        for number in range(ROUNDS):
            start = time.process_time()
            code_secret(make_code(Random(number).randrange), keys, SHIPPED_COST)  # noqa: S311 - timed only
            took.append(time.process_time() - start)
    return statistics.median(took)


async def rush() -> tuple[float, Town]:
    """Let RUSH people ask for a code at once, until all have one; one other answers meanwhile."""
    with place(SQLITE, 1) as site:
        rng = Random(0)  # noqa: S311 - a load, not a secret
        town = Town(lambda lang: Browser(site.port, rng, lang), mean=0, codes=True)
        people = [Resident(town, Random(seed)) for seed in range(RUSH + 1)]  # noqa: S311 - see above
        for one in people:
            await one.begin()
        town.tally.clear()
        answering = asyncio.create_task(keep_answering(people.pop()))
        start = time.perf_counter()
        await asyncio.gather(*(one.make_code() for one in people))
        took = time.perf_counter() - start
        answering.cancel()
        for one in people:
            one.close()
    return took, town


async def keep_answering(one: Resident) -> None:
    """Answer the questions, from the start again at the end, until it is cancelled."""
    while True:
        await one.answer(await one.begin())
