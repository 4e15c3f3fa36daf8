"""Which files count for what the workbench shows, and whether one of them was saved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from wizard.contentset import folders
from wizard.resources import resource_directory

SUFFIXES = frozenset({".toml", ".css", ".po"})
"""Content and answers, themes, translations."""

VERSION_LETTERS = 16


def watched(content_dir: Path) -> tuple[Path, ...]:
    """Return the folders in which an editor's files are."""
    return (*folders(content_dir), resource_directory("translations"))


def version_of(places: Iterable[Path]) -> str:
    """Return a name for the state of all files: another one as soon as a file is saved."""
    stamps = sorted(stamp for place in places for stamp in _stamps(place))
    return hashlib.sha256(repr(stamps).encode()).hexdigest()[:VERSION_LETTERS]


def _stamps(place: Path) -> Iterator[tuple[str, int, int]]:
    for path in place.rglob("*"):
        if path.suffix in SUFFIXES:
            with suppress(FileNotFoundError):  # editors save by putting a new file in the place
                state = path.stat()
                yield str(path), state.st_mtime_ns, state.st_size
