"""A case: what a resident sent to a desk, what the desk does with it, and what comes back.

Every structure here is the text of one sealed box (`wizard.vault.cases`): a desk's staff open all
but the reply key's owner, the resident, opens `Reply` only. Nothing here is ever stored readable.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from wizard.core.plan import Plan
from wizard.core.sent import ContactWishes

CASE_FORMAT = 1


class CaseState(StrEnum):
    """Name how far a case is; the only thing about it that stands readable in the store."""

    RECEIVED = "received"
    CALLING = "calling"
    PLANNED = "planned"
    TALKED = "talked"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


OPEN_STATES = (CaseState.RECEIVED, CaseState.CALLING, CaseState.PLANNED, CaseState.TALKED)


class Origin(StrEnum):
    """Name how a case came: sent by a resident, registered by staff, or made up to learn with."""

    SENT = "sent"
    PHONE = "phone"
    PAPER = "paper"
    PRACTICE = "practice"


class CaseHeader(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What the desk's list shows; `wmo_on` is the day of a melding under the Wmo, if it is one.

    `reply_key` seals what the resident may read of this case; the resident's draft has it too,
    and it is "" where no draft does. `marked` is the plan's two-word mark.
    """

    format: int = CASE_FORMAT
    wishes: ContactWishes = ContactWishes()
    marked: str = ""
    lang: str = "nl"
    wmo_on: date | None = None
    reply_key: str = ""


class SentPlan(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The plan as the resident sent it, word for word, also after the questions have changed.

    `dutch` has our sentences in Dutch; `own` is the same plan in the resident's own language,
    None when that is Dutch. Both None: registered without a plan, with `told` in its place.
    """

    format: int = CASE_FORMAT
    dutch: Plan | None = None
    own: Plan | None = None
    told: str = ""


class Talk(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An appointment: the local time of the municipality, without a zone."""

    at: datetime
    place: str = ""
    who: str = ""


class Note(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What a colleague wrote down or did, at a moment in UTC; `action` is "" for a plain note."""

    at: datetime
    by: str
    text: str = ""
    action: str = ""


class CaseWork(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What the desk adds to a case; `same_as` is the reference of the case that this repeats."""

    format: int = CASE_FORMAT
    notes: tuple[Note, ...] = ()
    talk: Talk | None = None
    outcome: str = ""
    same_as: str = ""


class Reply(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What the desk lets the resident read besides the state."""

    format: int = CASE_FORMAT
    talk: Talk | None = None
