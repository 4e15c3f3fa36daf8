"""What each role at a desk may do. Reading takes a key as well: a role alone opens nothing."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Name what a colleague is at a desk."""

    READER = "reader"
    PLANNER = "planner"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """Name something that only some roles may do."""

    READ_CASES = "read_cases"
    CHANGE_CASES = "change_cases"
    SEE_RESULTS = "see_results"
    SEE_WAITING_MAIL = "see_waiting_mail"
    HURRY_MAIL = "hurry_mail"
    SEE_READING = "see_reading"
    INVITE = "invite"
    REMOVE = "remove"
    GIVE_ACCESS = "give_access"
    COVER_OTHERS = "cover_others"


_RIGHTS = {
    Role.READER: {Right.READ_CASES, Right.SEE_RESULTS},
    Role.PLANNER: {
        Right.READ_CASES,
        Right.CHANGE_CASES,
        Right.SEE_RESULTS,
        Right.SEE_WAITING_MAIL,
    },
    Role.LEAD: set(Right),
    Role.ADMINISTRATOR: {
        Right.SEE_RESULTS,
        Right.SEE_WAITING_MAIL,
        Right.HURRY_MAIL,
        Right.SEE_READING,
        Right.INVITE,
        Right.REMOVE,
    },
}

KEYLESS = frozenset({Role.ADMINISTRATOR})
"""Roles that never get a key: they look after accounts and cannot read plans."""


def may(role: Role, right: Right) -> bool:
    """Tell whether this role has this right."""
    return right in _RIGHTS[role]
