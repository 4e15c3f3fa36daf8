"""An appointment as a file for any calendar: a time, a place and a reference, and no name."""

from __future__ import annotations

from datetime import datetime, timedelta

from wizard.core.case import Talk
from wizard.core.days import ZONE

LASTS = timedelta(hours=1)
MAKER = "-//Startplan//Balie//NL"


def talk_calendar(talk: Talk, *, title: str, uid: str, revision: int, now: datetime) -> bytes:
    """Return a calendar with one event of an hour.

    `uid` stays the same when the talk is moved and `revision` grows then, so that a calendar
    moves what it has instead of adding another. `title` may hold no name: calendars are shared.
    """
    from icalendar import Calendar, Event

    event = Event()
    event.add("uid", uid)
    event.add("summary", title)
    event.add("dtstamp", now)
    event.add("sequence", revision)
    start = talk.at.replace(tzinfo=ZONE)
    event.add("dtstart", start)
    event.add("dtend", start + LASTS)
    if talk.place:
        event.add("location", talk.place)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", MAKER)
    calendar.add_component(event)
    calendar.add_missing_timezones(first_date=start.date(), last_date=(start + LASTS * 24).date())
    made: bytes = calendar.to_ical()
    return made
