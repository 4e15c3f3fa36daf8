"""The tables that are printed, as plain text or for docs/scale.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A title, a row of headings, rows of as many cells, and what has to be known beside."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()

    def text(self) -> Iterator[str]:
        """Yield lines for a terminal."""
        everything = [self.headings, *self.rows]
        widths = [max(map(len, column)) for column in zip(*everything, strict=True)]
        yield f"\n{self.title}"
        for row in everything:
            cells = (f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True))
            yield "  " + "  ".join(cells).rstrip()
        yield from (f"  {note}" for note in self.notes)

    def markdown(self) -> Iterator[str]:
        """Yield lines of Markdown."""
        yield from (f"**{self.title}**", "")
        for row in (self.headings, ["---"] * len(self.headings), *self.rows):
            yield "| " + " | ".join(row) + " |"
        yield from ("", *self.notes, "")
