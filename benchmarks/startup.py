"""Prints what starting takes with a hundred municipalities: seconds and memory, beside the limits.

A fresh process does what `wizard serve` does up to listening: it imports the command line, reads
and checks all content, and makes the site. Not in it are the socket, the first page (see start.py)
and the PDF workers, which start behind that in processes of their own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks._report import Row, show
from wizard.contentset import OURS
from wizard.core.content import municipality_files

MUNICIPALITIES = 100
ROUNDS = 5
LIMIT_SECONDS, LIMIT_MIB = 2.0, 150.0
START = """
import json, resource, sys, time
clock = time.perf_counter()
from datetime import UTC, datetime
from wizard import cli, create_app
from wizard.settings import read_settings
from wizard.soundness import sound_content
settings = read_settings(dict(pair.split("=", 1) for pair in sys.argv[2:]))
content = sound_content(settings.content_dir, datetime.now(UTC).date())
app = create_app(settings, content=content)
assert len(content.municipalities) == int(sys.argv[1])
used = resource.getrusage(resource.RUSAGE_SELF)
seconds = time.perf_counter() - clock, used.ru_utime + used.ru_stime
print(json.dumps([*seconds, used.ru_maxrss / 1024]))
"""
Figures = tuple[float, float, float]
"""Seconds on the clock and of the processor, and MiB at most."""


def main() -> None:
    """Start with a hundred and with ours alone, in turn; print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        there = write_municipalities(folder / "content")
        ours = len(municipality_files(OURS))
        rounds = [
            (started(folder, folder / "content", there), started(folder, OURS, ours))
            for _ in range(ROUNDS)
        ]
    many, few = zip(*rounds, strict=True)
    clock, processor, memory = zip(*many, strict=True)
    limit = [LIMIT_SECONDS] * ROUNDS
    print(f"\n{there} municipalities; the six of ours alone: {median_of(few)}")
    rows = [Row("on the clock", clock, limit, 1), Row("of the processor", processor, limit, 1)]
    show("From process start to listening (floor: the limit)", "s", rows)
    show("At most in memory", "MiB", [Row("without PDF workers", memory, [LIMIT_MIB] * ROUNDS, 1)])


def write_municipalities(content: Path) -> int:
    """Write copies of the shipped municipalities under other slugs; return how many there are."""
    folder = content / "municipalities"
    folder.mkdir(parents=True)
    shipped = municipality_files(OURS)
    for number in range(MUNICIPALITIES - len(shipped)):
        slug, path = list(shipped.items())[number % len(shipped)]
        copy = path.read_text("utf-8").replace(f'slug = "{slug}"', f'slug = "{slug}-{number}"')
        (folder / f"{slug}-{number}.toml").write_text(copy, "utf-8")
    return MUNICIPALITIES


def started(folder: Path, content: Path, municipalities: int) -> Figures:
    """Return what one fresh process took."""
    settings = {
        "WIZARD_CONTENT_DIR": content,
        "WIZARD_DATABASE_URL": f"sqlite:///{folder}/drafts/drafts.db",
        "WIZARD_KEY_DIR": folder / "keys",
    }
    pairs = [f"{name}={value}" for name, value in settings.items()]
    command = [sys.executable, "-c", START, str(municipalities), *pairs]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    clock, processor, memory = json.loads(told)
    return clock, processor, memory


def median_of(few: tuple[Figures, ...]) -> str:
    """Return the middle round in words."""
    clock, processor, memory = sorted(few)[len(few) // 2]
    return f"{clock:.2f} s on the clock, {processor:.2f} s of the processor, {memory:.0f} MiB"


if __name__ == "__main__":
    main()
