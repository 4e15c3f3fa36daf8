"""The languages of the product, and what is honestly known of each translation."""

from __future__ import annotations

import functools
from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from wizard.resources import resource_directory

LANGUAGES_FILE = "languages.toml"


class Reader(Struct, frozen=True, forbid_unknown_fields=True):
    """A native speaker who has read the whole translation, with their leave to be named."""

    name: str
    read_on: date


class Translation(Struct, frozen=True, forbid_unknown_fields=True):
    """Who made a translation and who has read it.

    `same_as_dutch` lists the texts that are rightly the same in both languages.
    """

    drafted_by: Literal["machine", "person"]
    drafted_on: date
    readers: tuple[Reader, ...] = ()
    same_as_dutch: frozenset[str] = frozenset()

    @property
    def is_read(self) -> bool:
        """Tell whether people may be told nothing: somebody wrote it, or has read it."""
        return bool(self.readers) or self.drafted_by == "person"


@functools.cache
def translations() -> dict[str, Translation]:
    """Return what is known of each translation, by the code of its language.

    The source language has none.
    """
    path = resource_directory("translations") / LANGUAGES_FILE
    return msgspec.toml.decode(path.read_bytes(), type=dict[str, Translation])


def is_unread(lang: str) -> bool:
    """Tell whether a language's texts come from a machine and nobody who speaks it has read them.

    A language without an entry is one that an installation brings along by itself.
    """
    known = translations().get(lang)
    return known is not None and not known.is_read
