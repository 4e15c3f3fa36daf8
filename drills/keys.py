"""The key directory: away, with a file missing or damaged, and put back from an older copy."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from drills._attempt import attempt
from drills._people import People
from drills._site import Site, site
from drills._strike import strike
from drills._table import Row

AWAY_SECONDS = 3
FAULT = "key directory"

Spoil = Callable[[Path], None]


def rows(folder: Path) -> Iterator[Row]:
    """Take keys away while the site runs, and while it is down."""
    for name, take, give in RUNNING:
        place = folder / name
        place.mkdir()
        with site(place) as harmed:
            yield attempt(taken, harmed, name, take, give)
    for name, spoil in DOWN:
        place = folder / name
        place.mkdir()
        with site(place) as harmed:
            yield attempt(started_without, harmed, name, spoil)


def taken(harmed: Site, name: str, take: Spoil, give: Spoil) -> Row:
    """Take something of the keys away while people answer, and give it back."""

    def harm(_people: People) -> None:
        shutil.copytree(harmed.keys, copy_of(harmed.keys))
        take(harmed.keys)
        time.sleep(AWAY_SECONDS)
        give(harmed.keys)

    done = f"{name} for {AWAY_SECONDS} s under load, then back; nodes started again"
    return strike(harmed, f"{FAULT}: {name}", done, harm, rewind=True)


def started_without(harmed: Site, name: str, spoil: Spoil) -> Row:
    """Stop the site, spoil the keys, see that it refuses to start, mend them and start it."""

    def harm(_people: People) -> str | None:
        [node] = harmed.nodes
        node.stop()
        shutil.copytree(harmed.keys, copy_of(harmed.keys))
        spoil(harmed.keys)
        try:
            node.start()
            missed = "the site started"
        except RuntimeError as refusal:
            missed = "" if "KeysMissing" in str(refusal) else f"refused with {refusal}"
        node.stop()
        give_back(harmed.keys)
        node.start()
        return missed

    done = "the site is stopped, must refuse to start with a reason, and gets the keys back"
    return strike(harmed, f"{FAULT}: {name} at a start", done, harm)


def copy_of(keys: Path) -> Path:
    """Return where the whole copy of a key directory is."""
    return keys.with_name("keys-copy")


def this_week(keys: Path) -> Path:
    """Return the newest pepper."""
    return max((keys / "peppers").iterdir(), key=lambda path: int(path.name))


def give_back(keys: Path) -> None:
    """Put the whole copy back in place of what is there."""
    shutil.rmtree(keys, ignore_errors=True)
    shutil.copytree(copy_of(keys), keys)


def remove_all(keys: Path) -> None:
    """Let the whole directory be gone, as when its disk is not mounted."""
    keys.rename(keys.with_name("keys-away"))


def remove_pepper(keys: Path) -> None:
    """Delete this week's pepper, as a copy of last week does not have it."""
    this_week(keys).unlink()


def damage_pepper(keys: Path) -> None:
    """Empty this week's pepper."""
    this_week(keys).write_bytes(b"")


def remove_lookup(keys: Path) -> None:
    """Delete a file that is never made again."""
    (keys / "lookup.key").unlink()


RUNNING: tuple[tuple[str, Spoil, Spoil], ...] = (
    ("the whole directory is away", remove_all, give_back),
    ("this week's pepper is away", remove_pepper, give_back),
    ("this week's pepper is damaged", damage_pepper, give_back),
)
"""What is taken while the site runs, and how it comes back."""

DOWN: tuple[tuple[str, Spoil], ...] = (
    ("a file is missing", remove_lookup),
    ("an older copy, without this week's pepper", remove_pepper),
)
