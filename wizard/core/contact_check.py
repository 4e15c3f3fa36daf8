"""Finds contacts, promises and sources that nobody can go by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from wizard.core.municipality import Contact, Municipality, UrgentHelp
from wizard.core.question_check import Fault

CONTACTS_HOLD = timedelta(days=183)
PHONE = re.compile(r"\+?\d[\d ()-]*\d")
PHONE_DIGITS = range(3, 14)
WEBSITE = re.compile(r"https://[\w-]+(?:\.[\w-]+)+(?:[/?#][^\s\"<>]*)?")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FIRST_YEAR = 1990


def contact_faults(municipality: Municipality, today: date) -> Iterator[Fault]:
    """Yield every contact without a way to reach it, an owner, or a day that can be."""
    for help_now in municipality.urgent_help:
        yield from _ways(help_now)
    for contact in municipality.contacts:
        yield from _ways(contact)
        if contact.website and not WEBSITE.fullmatch(contact.website):
            text = f"{contact.website} is no safe address: it is like https://www.example.nl"
            yield f"{contact.id}.website", text
    owned = [
        (entry.id, entry.owner, "checked_on", entry.checked_on) for entry in municipality.contacts
    ]
    owned += [(one.id, one.owner, "agreed_on", one.agreed_on) for one in municipality.promises]
    for id_, owner, field, day in owned:
        if not owner.strip():
            yield f"{id_}.owner", "nobody owns this: name who keeps it right"
        if day > today:
            yield f"{id_}.{field}", f"{day} is in the future: give the day on which it was done"


def _ways(entry: Contact | UrgentHelp) -> Iterator[Fault]:
    if not (entry.phone or entry.how):
        yield entry.id, "without a phone number, `how` tells how to find it"
    digits = sum(sign.isdigit() for sign in entry.phone)
    if entry.phone and not (PHONE.fullmatch(entry.phone) and digits in PHONE_DIGITS):
        text = f"{entry.phone} is no phone number: digits, spaces and - only"
        yield f"{entry.id}.phone", text


def contact_warnings(municipality: Municipality, today: date) -> Iterator[Fault]:
    """Yield contacts that nobody looked at for half a year, and numbers that nobody knows yet."""
    for contact in municipality.contacts:
        if is_stale(contact, today):
            text = f"last checked on {contact.checked_on}: ask {contact.owner}"
            yield f"{contact.id}.checked_on", text
        if not contact.phone:
            yield f"{contact.id}.how", f"no phone number is known: ask {contact.owner}"


def is_stale(contact: Contact, today: date) -> bool:
    """Tell whether nobody looked at a contact for so long that it may be wrong."""
    return today - contact.checked_on > CONTACTS_HOLD


def source_faults(municipality: Municipality, today: date) -> Iterator[Fault]:
    """Yield what leans on a source that is not there, or does not say how old it is."""
    years = {source.id: source.year for source in municipality.sources}
    for id_, year in years.items():
        if not FIRST_YEAR <= year <= today.year:
            yield f"{id_}.year", f"{year} is no year in which this can have come out"
    for section in municipality.about:
        if section.source not in years:
            yield (
                f"{section.id}.source",
                f"there is no source {section.source}: look for its id under [[sources]]",
            )
        elif not YEAR.search(" ".join((section.title, *section.lines))):
            text = f"this names no year: say that it was so in {years[section.source]}"
            yield f"{section.id}.lines", text
    if municipality.outcomes_source and municipality.outcomes_source not in years:
        yield (
            "outcomes_source",
            f"there is no source {municipality.outcomes_source}: look for its id under [[sources]]",
        )
