"""A disk that is full, and one that takes no writes any more, until it does again."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drills._attempt import attempt
from drills._browser import Broken
from drills._people import SAVED, People, Plan
from drills._site import Site, site
from drills._strike import strike
from drills._table import Row

MIB = 1024 * 1024
DISK_MIB = 64
FULL_SECONDS = 4
WIPE = "/arnhem/nl/wissen"
CSRF = re.compile(r'name="csrf_token" value="([^"]*)"')


def rows(folder: Path) -> Iterator[Row]:
    """Fill the disk of SQLite, and let it refuse every write."""
    full = folder / "full"
    full.mkdir()
    if why_not := cannot_mount(full):
        yield Row(fault="disk full (SQLite)", why_not=why_not)
    else:
        with mounted(full):
            yield attempt(filled, full)
    yield attempt(read_only, folder)


def filled(folder: Path) -> Row:
    """Take up all room of a small disk; read and wipe meanwhile; give the room back."""
    filler = folder / "filler"

    def harm(people: People) -> str:
        fill(filler)
        time.sleep(FULL_SECONDS)
        missed = could_not(people, wiping=True)
        filler.unlink()
        return missed

    with site(folder) as harmed:
        done = f"a disk of {DISK_MIB} MiB filled to the last byte for {FULL_SECONDS} s"
        return strike(harmed, "disk full (SQLite)", done, harm, rewind=True)


def read_only(folder: Path) -> Row:
    """Let the kernel refuse every write of the node to any file."""
    with site(folder) as harmed:

        def harm(people: People) -> str:
            limit_files(harmed, 0)
            time.sleep(FULL_SECONDS)
            missed = could_not(people, wiping=False)
            limit_files(harmed, resource.RLIM_INFINITY)
            return missed

        done = f"every write to a file refused (RLIMIT_FSIZE) for {FULL_SECONDS} s, then no more"
        return strike(harmed, "disk takes no writes (SQLite)", done, harm, rewind=True)


def limit_files(harmed: Site, size: int) -> None:
    """Say how long a file may be that the nodes write to; what is there can be read."""
    for node in harmed.nodes:
        _, hard = resource.prlimit(node.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(node.pid, resource.RLIMIT_FSIZE, (size, hard))


def could_not(people: People, *, wiping: bool) -> str:
    """Return what somebody with a plan could not do just now, of reading and wiping it."""
    plan = next(plan for one in people.residents for plan in one.plans[:1] if plan.saved)
    mine = Plan(plan.browser.twin(), dict(plan.saved), dict(plan.tried))
    missed = ["reading"] if mine.lost() else []
    if wiping and not wiped(people):
        missed.append("wiping")
    return f"could not be done: {', '.join(missed)}" if missed else ""


def wiped(people: People) -> bool:
    """Let somebody wipe their plan; tell whether the site says that it is gone."""
    one = people.residents[-1]
    plan = one.plans.pop()
    browser = plan.browser.twin()
    try:
        _, _, page = browser.ask(WIPE)
        status, _, _ = browser.ask(WIPE, [("csrf_token", CSRF.findall(page)[0])])
    except (Broken, IndexError):
        return False
    return status == SAVED


def fill(filler: Path) -> None:
    """Write until there is no room for one more byte."""
    with filler.open("wb", buffering=0) as file:
        for size in (MIB, 4096, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue


def cannot_mount(folder: Path) -> str:
    """Return why no small disk can be mounted here, or nothing."""
    if os.geteuid() != 0:
        return "only root may mount a small disk"
    try:
        with mounted(folder):
            return ""
    except subprocess.CalledProcessError:
        return "this machine lets even root mount nothing"


@contextmanager
def mounted(folder: Path) -> Iterator[None]:
    """Mount a small disk."""
    size = f"size={DISK_MIB}m"
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "drill", folder],  # noqa: S607 - wherever mount is
        check=True,
        capture_output=True,
    )
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S607 - same
