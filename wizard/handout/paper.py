"""What goes to the press: a page, and the style that it wears."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

Style = Literal["plan", "large", "easy", "bilingual", "questions", "card", "guide"]
"""The style sheets in `assets`, each on top of `base.css`."""

STYLES: tuple[Style, ...] = get_args(Style)


class Paper(Struct, frozen=True):
    """One handout as HTML with a title and a language; what people typed in it is cleaned.

    `more` are styles that come on top of `style`, for a paper made of two kinds.
    """

    html: str
    style: Style
    more: tuple[Style, ...] = ()
