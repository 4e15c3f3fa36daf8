"""The list of a desk's cases: what it shows of each, which ones, and in what order.

All of it is worked out in memory, from heads that were opened for one page.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from wizard.core.case import OPEN_STATES, CaseState, Origin
from wizard.core.references import normalise_reference
from wizard.core.sent import ContactWishes

PER_PAGE = 50
SATURDAY = 5
REFERENCE_LEAST = 3
"""Signs of a reference that somebody has to type to look for it: fewer would find everything."""
PHONE_DIGITS = 9
"""A Dutch number without its 0 or +31."""


class Show(StrEnum):
    """Name which cases the list shows; the states are named as themselves."""

    OPEN = "open"
    MINE = "mine"
    UNREAD = "unread"
    UNASSIGNED = "unassigned"
    WMO = "wmo"
    RECEIVED = CaseState.RECEIVED
    CALLING = CaseState.CALLING
    PLANNED = CaseState.PLANNED
    TALKED = CaseState.TALKED
    CLOSED = CaseState.CLOSED


class Order(StrEnum):
    """Name in what order the list stands."""

    WAITING = "waiting"
    TALK = "talk"
    NAME = "name"


class Row(Struct, frozen=True, kw_only=True):
    """One case in the list; a case that does not open is damaged and has no name.

    `waits` is how many working days nobody has called yet, None once somebody did.
    """

    id: bytes
    reference: str
    state: CaseState
    origin: Origin
    received_on: date
    waits: int | None = None
    is_unread: bool = False
    assigned_to: bytes = b""
    name: str = ""
    wmo_on: date | None = None
    talk_at: datetime | None = None
    is_damaged: bool = False


class Viewer(Struct, frozen=True):
    """Who looks at the list: their id, and those of the colleagues whom they cover."""

    id: bytes
    covers: Collection[bytes] = ()

    @property
    def answers_for(self) -> frozenset[bytes]:
        """The ids of those whose cases are this colleague's to do."""
        return frozenset({self.id, *self.covers})


def shown(rows: Sequence[Row], show: Show, viewer: Viewer) -> list[Row]:
    """Return the rows that are asked for."""
    return [row for row in rows if _is_asked_for(row, show, viewer)]


def _is_asked_for(row: Row, show: Show, viewer: Viewer) -> bool:
    match show:
        case Show.MINE:
            return row.state in OPEN_STATES and row.assigned_to in viewer.answers_for
        case Show.UNREAD:
            return row.state in OPEN_STATES and row.is_unread
        case Show.UNASSIGNED:
            return row.state in OPEN_STATES and not row.assigned_to
        case Show.WMO:
            return row.state in OPEN_STATES and row.wmo_on is not None
        case Show.OPEN:
            return row.state in OPEN_STATES
        case Show.CLOSED:
            return row.state not in OPEN_STATES
        case _:
            return row.state == show.value


def ordered(rows: Sequence[Row], order: Order) -> list[Row]:
    """Return the rows in an order; those who were not called yet, the longest waiting, first."""
    keys = {
        Order.WAITING: lambda row: (row.waits is None, row.received_on, row.reference),
        Order.TALK: lambda row: (row.talk_at is None, row.talk_at or 0, row.received_on),
        Order.NAME: lambda row: (not row.name, plain(row.name), row.received_on),
    }
    return sorted(rows, key=keys[order])


def found(rows: Sequence[Row], words: str) -> list[Row]:
    """Return the rows whose name or reference holds these words, whatever the signs on letters."""
    wanted, reference = plain(words).strip(), normalise_reference(words)
    return [
        row
        for row in rows
        if (wanted and wanted in plain(row.name))
        or (len(reference) >= REFERENCE_LEAST and reference in row.reference)
    ]


def plain(text: str) -> str:
    """Return a text in small letters without the signs on them, to compare and to sort by."""
    if text.isascii():
        return text.casefold()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


def page_of(rows: Sequence[Row], number: int) -> tuple[list[Row], int]:
    """Return the rows of a page, counted from 1, and how many pages there are, at least one."""
    start = (number - 1) * PER_PAGE
    return list(rows[start : start + PER_PAGE]), max(1, -(-len(rows) // PER_PAGE))


def working_days(since: date, until: date) -> int:
    """Return how many days from Monday to Friday came after `since`, up to and with `until`.

    Holidays count: a desk sees somebody wait too long rather than too short.
    """
    weeks, rest = divmod(max(0, (until - since).days), 7)
    days = (since + timedelta(days=number) for number in range(1, rest + 1))
    return weeks * 5 + sum(day.weekday() < SATURDAY for day in days)


def alike(wishes: ContactWishes, others: Mapping[str, ContactWishes]) -> list[str]:
    """Return the references of those who give the same number or address to be reached at."""
    mine = _reached_at(wishes)
    return [reference for reference, other in others.items() if mine and _reached_at(other) == mine]


def doubles(wishes: Mapping[str, ContactWishes]) -> frozenset[str]:
    """Return the references of all that share where they are reached with another one."""
    where = {reference: _reached_at(wish) for reference, wish in wishes.items()}
    times = Counter(place for place in where.values() if place)
    return frozenset(reference for reference, place in where.items() if times[place] > 1)


def looks_like_number(text: str) -> bool:
    """Tell whether a text is a phone number that can be called."""
    digits = sum(sign.isdecimal() for sign in text)
    return digits >= PHONE_DIGITS and not any(sign.isalpha() for sign in text)


def _reached_at(wishes: ContactWishes) -> str:
    """Return where somebody is reached, however it was typed: "06-12 34 56 78" or "+31 6 ..."."""
    text = plain(wishes.reached_at)
    if looks_like_number(text):
        return "".join(sign for sign in text if sign.isdecimal())[-PHONE_DIGITS:]
    return "".join(text.split())
