"""Pages drawn once with room for what is a person's, and filled in for each person.

A sheet is drawn from content and blanks alone, so nothing of anybody can stay in it. Whatever of a
person's stands on such a page goes through a blank; where it decides about more than a text, a
template has a filter for it (`checked`, `opened`, `in_language`).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Mapping
from typing import Any

from markupsafe import Markup, escape
from msgspec import Struct

EDGE = f"\0{secrets.token_hex()}\0"
"""Stands on both sides of a room while a sheet is drawn; no content can hold it."""

Show = Callable[[Any], str]
"""Makes safe HTML of a value."""


class Blank:
    """Stands on a sheet for a value that is not known yet."""

    def __init__(self, sheet: Sheet, name: str) -> None:
        """Leave room on a sheet for the value of this name."""
        self._sheet = sheet
        self._name = name

    def shown(self, show: Show) -> Markup:
        """Return the room in which the value will be shown like this."""
        return self._sheet.leave_room(self._name, show)

    def __html__(self) -> str:
        """Leave room for the value as a text."""
        return self.shown(escape)


class BlankField(Struct, frozen=True):
    """An empty field as templates see it, without anything wrong."""

    id: str
    data: Blank
    lang: Blank
    errors: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the browser sends its value under."""
        return self.id


class Sheet:
    """A drawn page with rooms."""

    def __init__(self, draw: Callable[[Callable[[str], Blank]], str]) -> None:
        """Draw the page; `draw` gets what makes a blank for the name of a value."""
        self._rooms: list[tuple[str, Show]] = []
        self._pieces = draw(lambda name: Blank(self, name)).split(EDGE)
        left = [self._rooms[int(place)] for place in self._pieces[1::2]]
        self._rooms = left

    def leave_room(self, name: str, show: Show) -> Markup:
        """Return what stands on the page until it is filled in."""
        self._rooms.append((name, show))
        return Markup(f"{EDGE}{len(self._rooms) - 1}{EDGE}")  # noqa: S704 - all of it is ours

    def filled(self, values: Mapping[str, object]) -> str:
        """Return the page with these values, "" for what is not among them."""
        page = self._pieces.copy()
        page[1::2] = [show(values.get(name, "")) for name, show in self._rooms]
        return "".join(page)


def checked(data: object, choice: str) -> str:
    """Return the attribute of an input whose choice was picked."""
    return shown(data, lambda picked: " checked" if _is_picked(picked, choice) else "")


def opened(data: object) -> str:
    """Return the attribute of details in which something was said."""
    return shown(data, lambda said: " open" if said else "")


def in_language(lang: object) -> str:
    """Return the attribute of words in a language, "" where that is the page's own."""
    return shown(lang, lambda of: Markup(' lang="{}"').format(of) if of else "")


def shown(value: object, show: Show) -> Markup:
    """Return how a value is shown, or the room for it."""
    return value.shown(show) if isinstance(value, Blank) else Markup(show(value))  # noqa: S704 - safe by contract of `Show`


def _is_picked(picked: str | Collection[str] | None, choice: str) -> bool:
    return picked == choice if isinstance(picked, str) else choice in (picked or ())
