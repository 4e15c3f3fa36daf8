"""Holds a number of residents at once, in a process of its own: `python -m benchmarks.scale.crowd`.

Told on standard input, a JSON line each: `{"hold": 500}` keeps as many there (with `"thinking": 1`
those who come think a second before a press, instead of as long as people do), and
`{"measure": 20}` counts what they meet in that many seconds and answers with a JSON line.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from functools import partial
from random import Random

from benchmarks.scale.browser import Browser
from benchmarks.scale.resident import MEAN_SECONDS, PRESSES_MOST, Resident, Town

ARRIVALS_PER_SECOND = 60
"""While the number grows. Those who come then have been there for a while already."""


class Crowd:
    """Residents who come and go, so many at once; who leaves is followed by somebody new."""

    def __init__(self, town: Town, seed: int) -> None:
        """Draw everything from one seed."""
        self._town, self._seeds = town, Random(seed)  # noqa: S311 - a load, not a secret
        self._places: list[asyncio.Task[None]] = []

    async def hold(self, number: int) -> None:
        """Let people come at a steady pace, or leave at once, until there are so many."""
        while len(self._places) > number:
            self._places.pop().cancel()
        while len(self._places) < number:
            self._places.append(asyncio.create_task(self._one_after_another()))
            await asyncio.sleep(1 / ARRIVALS_PER_SECOND)

    async def _one_after_another(self) -> None:
        rng = Random(self._seeds.random())  # noqa: S311 - a load, not a secret
        await Resident(self._town, rng, presses=rng.randint(1, PRESSES_MOST - 1)).visit()
        while True:
            await Resident(self._town, rng).visit()


async def obey(town: Town, seed: int) -> None:
    """Do what standard input says until it ends."""
    loop, said = asyncio.get_running_loop(), asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(said), sys.stdin)
    crowd = Crowd(town, seed)
    while line := await said.readline():
        wish = json.loads(line)
        if "hold" in wish:
            town.mean = wish.get("thinking", MEAN_SECONDS)
            await crowd.hold(wish["hold"])
        town.tally.clear()
        await asyncio.sleep(wish.get("measure", 0))
        print(json.dumps(town.tally.summary()), flush=True)


def main(port: str, seed: str, with_codes: str) -> None:
    """Start with nobody there."""
    gc.freeze()
    addresses = Random(seed)  # noqa: S311 - a load, not a secret
    town = Town(partial(Browser, int(port), addresses), codes=with_codes == "codes")
    asyncio.run(obey(town, int(seed)))


if __name__ == "__main__":
    main(*sys.argv[1:])
