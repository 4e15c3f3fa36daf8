"""Days as people here count them: a moment after midnight belongs to the new day."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")


def local_day(moment: datetime) -> date:
    """Return the day in the Netherlands on which an aware moment falls."""
    return moment.astimezone(ZONE).date()
