"""Who may send a plan to a desk, and to which (domain notes 1 rows 2-9, and 8 row 20)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from wizard.core.answers import Answer
from wizard.core.conditions import holds
from wizard.core.municipality import Desk, Municipality
from wizard.core.questionnaire import Condition

UNDER_16 = Condition(question="age", any_of=("under_16",))
REPRESENTED = Condition(question="who_comes", any_of=("representative",))
ELSEWHERE = Condition(question="residence", any_of=("no",))


class Hindrance(StrEnum):
    """Name why a plan is not sent by this person."""

    UNDER_16 = "under_16"
    REPRESENTED = "represented"
    ELSEWHERE = "elsewhere"


def sends(municipality: Municipality, *, demo: bool) -> bool:
    """Tell whether plans can be sent here at all: in a trial, or once everything is settled."""
    governance = municipality.governance
    settled = governance.cases_legal_basis and governance.dpia_on and governance.worrying_texts_on
    return municipality.sending is not None and (demo or bool(settled))


def hindrance(municipality: Municipality, answers: Mapping[str, Answer]) -> Hindrance | None:
    """Return why this person does not send here, or None; `answers` are those that count.

    The one choice for a representative also stands for a bewindvoerder, who decides about money
    only: the page tells them apart.
    """
    sending = municipality.sending
    if holds(ELSEWHERE, answers):
        return Hindrance.ELSEWHERE
    if holds(UNDER_16, answers) and not (sending and sending.under_16):
        return Hindrance.UNDER_16
    if holds(REPRESENTED, answers) and not (sending and sending.represented):
        return Hindrance.REPRESENTED
    return None


def desk_key_id(municipality: Municipality, desk: Desk) -> str:
    """Return the id of a desk among those of all municipalities, as keys and cases have it."""
    return f"{municipality.slug}/{desk.id}"


def desks_for(municipality: Municipality, *, wmo: bool) -> tuple[Desk, ...]:
    """Return the desks that get a case: the usual one, and the one for the Wmo if it is asked."""
    sending = municipality.sending
    ids = [sending.desk, *([sending.wmo_desk] if wmo else [])] if sending else []
    found = (municipality.find_desk(desk_id) for desk_id in dict.fromkeys(ids))
    return tuple(desk for desk in found if desk is not None)
