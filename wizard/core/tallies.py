"""Counts that name no person: how many asked, how long they waited, what came of it, in a quarter.

They are added when something happens, so that they outlive the cases that they count.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

MONTHS_IN_A_QUARTER = 3


class TallyKind(StrEnum):
    """Name what is counted: plans that came, days until the first call, outcomes."""

    ASKED = "asked"
    WAITED = "waited"
    OUTCOME = "outcome"


class NoTalk(StrEnum):
    """Name how a case can end without one of the municipality's outcomes."""

    NOT_COME = "not_come"
    WITHDRAWN = "withdrawn"
    NO_CONTACT = "no_contact"


WAITED_AT_MOST = (7, 14, 28, 42)
"""Where the counts of waiting are parted, in days from the day of receiving."""


class Tally(Struct, frozen=True):
    """Add `by` to a count. `quarter` reads "2026Q4".

    `value` is "" for ASKED, the most days of the part for WAITED ("7" ... "42", "more"), and the
    outcome's id or one of NoTalk for OUTCOME.
    """

    desk_id: str
    quarter: str
    kind: TallyKind
    value: str
    by: int = 1


def quarter_of(day: date) -> str:
    """Return the quarter of a day, such as "2026Q4"."""
    return f"{day.year}Q{(day.month - 1) // MONTHS_IN_A_QUARTER + 1}"


def asked(desk_id: str, on: date) -> Tally:
    """Count a plan that came, in the quarter in which it came."""
    return Tally(desk_id, quarter_of(on), TallyKind.ASKED, "")


def waited(desk_id: str, received_on: date, first_contact_on: date) -> Tally:
    """Count the days until the first contact, in the quarter of that contact."""
    days = (first_contact_on - received_on).days
    part = next((str(most) for most in WAITED_AT_MOST if days <= most), "more")
    return Tally(desk_id, quarter_of(first_contact_on), TallyKind.WAITED, part)


def ended(desk_id: str, outcome: str, on: date, by: int = 1) -> Tally:
    """Count an outcome in the quarter in which it was recorded; `by` is -1 to take it back."""
    return Tally(desk_id, quarter_of(on), TallyKind.OUTCOME, outcome, by)
