"""A repair of what glyphs stand for, so that Arabic can be searched, copied and read aloud.

Where one letter is drawn with two glyphs, WeasyPrint says of the second that it stands for
nothing, and never again for anything else: the letter was gone from every word with that glyph,
and a file with such a glyph is no PDF/UA. This hangs on private names, as `tagging` does.
"""

from __future__ import annotations

from typing import Any

JOINER = "\u200d"
"""Zero width joiner: what a part of a letter stands for, where it never is a letter by itself."""

_installed: list[bool] = []


class Meanings(dict[int, str]):
    """What each glyph of a font stands for; a part of a letter may still turn out to be one."""

    def __contains__(self, glyph: object) -> bool:
        """Tell whether a glyph's letter is known."""
        return isinstance(glyph, int) and self.get(glyph, JOINER) != JOINER

    def __setitem__(self, glyph: int, text: str) -> None:
        """Note which text a glyph was drawn for; none, when another glyph stands for it already."""
        super().__setitem__(glyph, text or JOINER)


def install() -> None:
    """Put the repair into WeasyPrint, once."""
    from weasyprint.pdf.fonts import Font

    if _installed:
        return
    make = Font.__init__

    def make_with_meanings(font: Any, *args: Any, **options: Any) -> None:
        make(font, *args, **options)
        font.to_unicode = Meanings()

    Font.__init__ = make_with_meanings
    _installed.append(True)
