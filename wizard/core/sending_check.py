"""Finds what is wrong in how a municipality's file says that plans are sent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from wizard.core.mail_address import is_mail_address
from wizard.core.municipality import Comparison, Desk, Municipality, Sending

WHOLE = 100


def check_sending(municipality: Municipality) -> Iterator[tuple[str, str]]:
    """Yield (place, text) for every problem; a municipality without sending has none."""
    sending = municipality.sending
    if sending is None:
        return iter(())
    contacts = {contact.id for contact in municipality.contacts}
    outcomes = {outcome.id for outcome in municipality.outcomes}
    return chain(
        _ways(sending),
        *(_desk(desk, contacts) for desk in sending.desks),
        _shares(sending.comparison, outcomes) if sending.comparison else (),
    )


def _ways(sending: Sending) -> Iterator[tuple[str, str]]:
    ids = {desk.id for desk in sending.desks}
    if sending.desk not in ids:
        yield "sending.desk", f"there is no desk {sending.desk}: look for its id"
    if sending.wmo_desk and sending.wmo_desk not in ids:
        yield "sending.wmo_desk", f"there is no desk {sending.wmo_desk}: look for its id"
    if sending.wmo_desk == sending.desk:
        yield "sending.wmo_desk", "this desk gets every plan already"
    for name, days in (("call_within", sending.call_within), ("keep_days", sending.keep_days)):
        if days < 1:
            yield f"sending.{name}", "this is at least 1 day"


def _desk(desk: Desk, contacts: set[str]) -> Iterator[tuple[str, str]]:
    place = f"sending.{desk.id}"
    if desk.contact not in contacts:
        yield place, f"there is no contact {desk.contact}: look for its id under [[contacts]]"
    if desk.mail and not is_mail_address(desk.mail):
        yield f"{place}.mail", "this is not one mail address"


def _shares(comparison: Comparison, outcomes: set[str]) -> Iterator[tuple[str, str]]:
    place = "sending.comparison.shares"
    for outcome, share in comparison.shares.items():
        if outcome not in outcomes:
            yield place, f"there is no outcome {outcome}: look for its id under [[outcomes]]"
        if share < 0:
            yield place, f"{outcome} is less than nothing"
    total = sum(comparison.shares.values())
    if total != WHOLE:
        yield place, f"the shares are together {total}, not {WHOLE}"
