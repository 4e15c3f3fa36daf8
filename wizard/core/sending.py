"""Who may send a plan to a desk, to which, and what goes (domain notes 1 rows 2-9, 8 row 20)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from wizard.core.answers import Answer
from wizard.core.case import SentPlan
from wizard.core.conditions import holds
from wizard.core.draft import Draft
from wizard.core.followup import Round
from wizard.core.municipality import Desk, Edition, Municipality, Sending
from wizard.core.plan import Plan, build_plan
from wizard.core.questionnaire import Condition

DEMO_TERM = timedelta(hours=24)
"""How long a trial keeps anything."""

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


def hindrance(
    municipality: Municipality, answers: Mapping[str, Answer], *, money_only: bool = False
) -> Hindrance | None:
    """Return why this person does not send here, or None; `answers` are those that count.

    The one choice for a representative also stands for a bewindvoerder, who decides about money
    only: `money_only` says that it does.
    """
    sending = municipality.sending
    if holds(ELSEWHERE, answers):
        return Hindrance.ELSEWHERE
    if holds(UNDER_16, answers) and not (sending and sending.under_16):
        return Hindrance.UNDER_16
    decides = holds(REPRESENTED, answers) and not money_only
    if decides and not (sending and sending.represented):
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


def kept_for(sending: Sending, *, demo: bool) -> timedelta:
    """Return how long a case is kept after its last change."""
    return DEMO_TERM if demo else timedelta(days=sending.keep_days)


def sent_plan(dutch: Edition, own: Edition, draft: Draft, today: date) -> SentPlan:
    """Return what a desk gets: what is on the paper, in Dutch and in the resident's language."""
    plan = as_sent(build_plan(dutch, draft, today))
    if own.lang == dutch.lang:
        return SentPlan(dutch=plan)
    return SentPlan(dutch=plan, own=as_sent(build_plan(own, draft, today)))


def as_sent(plan: Plan) -> Plan:
    """Return a plan with no more than its sheet shows.

    Neither why a step was shown, nor what came after an earlier talk.
    """
    step = plan.next_step
    card = msgspec.structs.replace(step.card, why=())
    return msgspec.structs.replace(
        plan,
        next_step=msgspec.structs.replace(step, card=card),
        after=Round(),
        reference="",
    )
