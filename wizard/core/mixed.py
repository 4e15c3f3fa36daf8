"""Texts with Dutch words in them: in a catalogue `[wijkteam]` stands for a word that stays Dutch.

Residents must recognise such words on letters and on doors. A screen reader must not read them
with the wrong voice, and between words from right to left they keep their own direction.
"""

from __future__ import annotations

import re
from html import escape
from typing import Self

DUTCH = re.compile(r"\[([^\[\]]+)\]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
TURNED = re.compile(r"\+?\d+(?:[ -]\d+)+|(?:[\w-]+\.)+[a-z]{2,}\b", re.ASCII)
"""What would stand back to front between words from right to left: 0800-0113, 113.nl."""


class Mixed(str):
    """A text with Dutch words: plain as a string, with those words marked where HTML is made.

    Whatever escapes for HTML (Jinja, MarkupSafe) asks `__html__` and gets the marks; a title, an
    attribute, a text file and a comparison see the plain words.
    """

    __slots__ = ("_marked",)
    _marked: str

    def __new__(cls, text: str) -> Self:
        """Take a text as a catalogue has it."""
        mixed = super().__new__(cls, DUTCH.sub(r"\1", text))
        # In one piece: a flex box would tear the words around a mark apart.
        mixed._marked = f"<span>{marked_dutch(text)}</span>"
        return mixed

    def __html__(self) -> str:
        """Return the text as safe HTML."""
        return self._marked


def with_dutch_words(text: str) -> str:
    """Return a catalogue's text as it is used: a Mixed where something in it gets a mark."""
    return Mixed(text) if DUTCH.search(text) or _turned(text) else text


def plain_words(text: object) -> str:
    """Return a Mixed as its words alone: what writes a plan down asks this for what it knows not.

    Raises NotImplementedError for anything but a text, as `msgspec` wants of its `enc_hook`.
    """
    if isinstance(text, str):
        return str(text)
    raise NotImplementedError


def marked_dutch(text: str) -> str:
    """Return a catalogue's text as safe HTML, its Dutch words marked and isolated.

    In a text from right to left phone numbers and web addresses are isolated too.
    """
    safe = escape(text)
    if _turned(text):
        safe = TURNED.sub(r'<bdi dir="ltr">\g<0></bdi>', safe)
    return DUTCH.sub(r'<bdi lang="nl">\1</bdi>', safe)


def dutch_words(text: str) -> list[str]:
    """Return the words of a catalogue's text that stay Dutch."""
    return DUTCH.findall(text)


def _turned(text: str) -> bool:
    return bool(RIGHT_TO_LEFT.search(text) and TURNED.search(text))
