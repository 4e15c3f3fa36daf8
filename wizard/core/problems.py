"""What a content check finds, in words that tell an editor where to look."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

QUESTIONNAIRE_FILE = "questionnaire.toml"
GLOSSARY_FILE = "glossary.toml"

Level = Literal["error", "warning"]


class Problem(Struct, frozen=True):
    """One thing wrong in a text or a file; `place` is the ids that lead to it.

    An error has to be mended; a warning asks a person to look.
    """

    file: str
    place: str
    text: str
    level: Level = "error"

    def __str__(self) -> str:
        """Say it on one line."""
        return f"{self.level}: {self.file}: {self.place}: {self.text}"


def municipality_file(slug: str) -> str:
    """Return the name of a municipality's file within the content directory."""
    return f"municipalities/{slug}.toml"
