"""What colleagues fill in about a case: days, times, short lines, notes, one choice of a few."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import TypeVar

from flask import request
from msgspec import Struct

from wizard.core.text import tidy_text

T = TypeVar("T")

LINE_MOST, TEXT_MOST = 200, 2000
DUTCH_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")


class Filled(Struct):
    """What was filled in, by field, as it goes back on the page; and what is wrong with it."""

    values: dict[str, str]
    errors: dict[str, str] = {}

    def line(self, name: str, needed: str = "") -> str:
        """Return a line; `needed` says what is missing when it is empty."""
        value = self.values[name]
        if len(value) > LINE_MOST:
            self.errors[name] = f"Dit is te lang. Gebruik niet meer dan {LINE_MOST} letters."
        elif needed and not value:
            self.errors[name] = needed
        return value

    def text(self, name: str, most: int = TEXT_MOST) -> str:
        """Return a text of several lines."""
        value = self.values[name]
        if len(value) > most:
            self.errors[name] = f"Je tekst is te lang. Gebruik niet meer dan {most} letters."
        return value

    def one_of(self, name: str, choices: Mapping[str, object], needed: str) -> str:
        """Return what was picked, one of `choices`; `needed` says that something else was."""
        value = self.values[name]
        if value not in choices:
            self.errors[name] = needed
        return value

    def day(self, name: str, needed: str) -> date | None:
        """Return a day, typed as 3-12-2026 or as a date picker sends it."""
        return self._read(name, _day, needed)

    def clock(self, name: str, needed: str) -> time | None:
        """Return a time of day, typed as 9:30 or 9.30."""
        return self._read(name, _clock, needed)

    def _read(self, name: str, read: Callable[[str], T | None], needed: str) -> T | None:
        value = read(self.values[name])
        if value is None:
            self.errors[name] = needed
        return value


def filled_in(*names: str) -> Filled:
    """Return what this request sent in these fields."""
    return Filled({name: tidy_text(request.form.get(name, "")) for name in names})


def _day(text: str) -> date | None:
    if typed := DUTCH_DAY.fullmatch(text):
        day, month, year = typed.groups()
        text = f"{year}-{month:0>2}-{day:0>2}"
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _clock(text: str) -> time | None:
    typed = CLOCK.fullmatch(text)
    if typed is None:
        return None
    try:
        return time(int(typed[1]), int(typed[2]))
    except ValueError:
        return None
