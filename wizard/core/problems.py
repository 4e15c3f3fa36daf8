"""What a content check finds, in words that tell an editor where to look."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

QUESTIONNAIRE_FILE = "questionnaire.toml"
GLOSSARY_FILE = "glossary.toml"
MUNICIPALITIES = "municipalities"

Level = Literal["error", "warning"]


class Problem(Struct, frozen=True):
    """One thing wrong in a text or a file, and what to do; `place` is the ids that lead to it.

    An error has to be mended; a warning asks a person to look. `line` is 0 where it is not known.
    """

    file: str
    place: str
    text: str
    level: Level = "error"
    line: int = 0

    def __str__(self) -> str:
        """Say it on one line."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(filter(None, (self.level, where, self.place, self.text)))


def municipality_file(slug: str) -> str:
    """Return the name of a municipality's file within the content directory."""
    return f"{MUNICIPALITIES}/{slug}.toml"
