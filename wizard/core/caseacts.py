"""The words for what staff do with a case: an action, who does it, and how the case then stands."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from wizard.core.case import CaseState, CaseWork, Origin, Talk
from wizard.core.roles import Role
from wizard.core.tallies import Tally


class Action(StrEnum):
    """Name what a colleague does; a note keeps it, and so does the audit."""

    TAKE = "take"
    GIVE_BACK = "give_back"
    NO_ANSWER = "no_answer"
    CALLED = "called"
    PLAN_TALK = "plan_talk"
    MOVE_TALK = "move_talk"
    CANCEL_TALK = "cancel_talk"
    TALK_HELD = "talk_held"
    RECORD_OUTCOME = "record_outcome"
    CORRECT_OUTCOME = "correct_outcome"
    SAME_AS = "same_as"
    HAND_OVER = "hand_over"
    COPY = "copy"
    NOTE = "note"
    REOPEN = "reopen"


class Refusal(StrEnum):
    """Name why an action is refused."""

    ROLE = "role"
    STATE = "state"
    YOURS = "yours"
    NOBODYS = "nobodys"
    OUTCOME_FIRST = "outcome_first"
    OUTCOME_UNKNOWN = "outcome_unknown"
    TALK_FIRST = "talk_first"
    REFERENCE = "reference"
    EMPTY = "empty"


class Colleague(Struct, frozen=True):
    """Who acts: the id that a case is assigned to, the name that a note keeps, the role."""

    id: bytes
    name: str
    role: Role


class Act(Struct, frozen=True, kw_only=True):
    """One action at a moment in UTC, with what it needs.

    `text` is what the note says. `talk` goes with planning and moving, `outcome` with recording
    and correcting, `same_as` (a reference) with SAME_AS, and `desk_id` with HAND_OVER.
    """

    action: Action
    by: Colleague
    at: datetime
    text: str = ""
    talk: Talk | None = None
    outcome: str = ""
    same_as: str = ""
    desk_id: str = ""


class Standing(Struct, frozen=True, kw_only=True):
    """How a case stands: all that an action looks at and can change."""

    desk_id: str
    reference: str
    state: CaseState
    origin: Origin
    received_on: date
    first_contact_on: date | None = None
    assigned_to: bytes = b""
    work: CaseWork = CaseWork()

    @property
    def has_talked(self) -> bool:
        """Tell whether a talk was held; only then one of the municipality's outcomes can be."""
        return any(note.action == Action.TALK_HELD for note in self.work.notes)


class Step(Struct, frozen=True):
    """How a case stands after an action, and what that adds to the counts."""

    standing: Standing
    tallies: tuple[Tally, ...] = ()
