"""What staff may do with a case, when, and what comes of it: its state, its work and the counts.

Everything here is worked out before anything is stored: an action that may not be is refused
whole. An outcome closes its case, so that none is open with one. A practice case goes the same ways
and is never counted. A quarter that is over keeps its counts, for they may be published: what is
taken back or moved later changes none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from msgspec.structs import replace

from wizard.core.case import OPEN_STATES, CaseState, CaseWork, Note, Origin
from wizard.core.caseacts import Act, Action, Colleague, Refusal, Standing, Step
from wizard.core.days import local_day
from wizard.core.references import is_reference
from wizard.core.roles import Right, may
from wizard.core.tallies import NoTalk, Tally, asked, ended, quarter_of, waited
from wizard.errors import ActionRefused

Moves = Mapping[CaseState, CaseState]


def _stay(*states: CaseState) -> dict[CaseState, CaseState]:
    return {state: state for state in states}


def _lead_to(end: CaseState, *states: CaseState) -> Moves:
    return dict.fromkeys(states, end)


KEPT_STATES = (*OPEN_STATES, CaseState.CLOSED)
BEFORE_TALK = (CaseState.RECEIVED, CaseState.CALLING, CaseState.PLANNED)
CALL = _stay(CaseState.CALLING, CaseState.PLANNED) | {CaseState.RECEIVED: CaseState.CALLING}

MOVES: Mapping[Action, Moves] = {
    Action.TAKE: _stay(*OPEN_STATES),
    Action.GIVE_BACK: _stay(*OPEN_STATES),
    Action.NO_ANSWER: CALL,
    Action.CALLED: CALL,
    Action.PLAN_TALK: _lead_to(
        CaseState.PLANNED, CaseState.RECEIVED, CaseState.CALLING, CaseState.TALKED
    ),
    Action.MOVE_TALK: _stay(CaseState.PLANNED),
    Action.CANCEL_TALK: _lead_to(CaseState.CALLING, CaseState.PLANNED),
    Action.TALK_HELD: _lead_to(CaseState.TALKED, *BEFORE_TALK),
    Action.RECORD_OUTCOME: _lead_to(CaseState.CLOSED, *OPEN_STATES),
    Action.CORRECT_OUTCOME: _stay(CaseState.CLOSED),
    Action.SAME_AS: _lead_to(CaseState.CLOSED, *OPEN_STATES),
    Action.HAND_OVER: _lead_to(CaseState.RECEIVED, *OPEN_STATES),
    Action.COPY: _stay(*KEPT_STATES),
    Action.NOTE: _stay(*KEPT_STATES),
    Action.REOPEN: _lead_to(CaseState.RECEIVED, CaseState.CLOSED),
}
"""From which state an action can be done, and to which it leads: a withdrawn case has none."""

FIRST_CONTACTS = {Action.NO_ANSWER, Action.CALLED, Action.PLAN_TALK, Action.TALK_HELD}
"""What ends the waiting: the first try to reach somebody counts, as the desk promises a call."""


def offered(standing: Standing, by: Colleague) -> tuple[Action, ...]:
    """Return what a colleague can do with a case now, in the order of Action."""
    return tuple(action for action in Action if _forbidden(standing, action, by) is None)


def acted(standing: Standing, act: Act, outcomes: Collection[str]) -> Step:
    """Return what an action makes of a case; `outcomes` are the ids of the municipality's.

    Raises ActionRefused, with nothing changed.
    """
    reason = _forbidden(standing, act.action, act.by) or _lacking(standing, act, outcomes)
    if reason:
        raise ActionRefused(reason)
    moved = replace(
        standing,
        state=MOVES[act.action][standing.state],
        work=replace(standing.work, notes=(*standing.work.notes, _note(act))),
    )
    change = CHANGES.get(act.action, _no_more)
    step = _with_first_contact(change(moved, act), act)
    if standing.origin is Origin.PRACTICE:
        return Step(step.standing)
    running = quarter_of(local_day(act.at))
    return replace(step, tallies=tuple(t for t in step.tallies if t.quarter >= running))


def _forbidden(standing: Standing, action: Action, by: Colleague) -> Refusal | None:
    """Return why this colleague cannot do this at all now, whatever it comes with."""
    conditions = {
        Refusal.ROLE: may(by.role, Right.CHANGE_CASES),
        Refusal.STATE: standing.state in MOVES[action],
        Refusal.YOURS: action is not Action.TAKE or standing.assigned_to != by.id,
        Refusal.NOBODYS: action is not Action.GIVE_BACK or bool(standing.assigned_to),
        Refusal.OUTCOME_FIRST: (
            action is not Action.CORRECT_OUTCOME or bool(standing.work.outcome)
        ),
    }
    return next((reason for reason, holds in conditions.items() if not holds), None)


def _lacking(standing: Standing, act: Act, outcomes: Collection[str]) -> Refusal | None:
    """Return what is wrong with that with which an action came."""
    match act.action:
        case Action.RECORD_OUTCOME | Action.CORRECT_OUTCOME:
            return _wrong_outcome(standing, act.outcome, outcomes)
        case Action.SAME_AS:
            is_other = is_reference(act.same_as) and act.same_as != standing.reference
            return None if is_other else Refusal.REFERENCE
        case Action.NOTE:
            return None if act.text else Refusal.EMPTY
        case Action.PLAN_TALK | Action.MOVE_TALK:
            return None if act.talk else Refusal.EMPTY
        case _:
            return None


def _wrong_outcome(standing: Standing, outcome: str, outcomes: Collection[str]) -> Refusal | None:
    if outcome in set(NoTalk):
        return None
    if outcome not in outcomes:
        return Refusal.OUTCOME_UNKNOWN
    return None if standing.has_talked else Refusal.TALK_FIRST


def _note(act: Act) -> Note:
    """Return what the case keeps of an action; a plain note has no other action."""
    action = "" if act.action is Action.NOTE else act.action
    return Note(at=act.at, by=act.by.name, text=act.text, action=action)


def _no_more(standing: Standing, _act: Act) -> Step:
    return Step(standing)


def _take(standing: Standing, act: Act) -> Step:
    return Step(replace(standing, assigned_to=act.by.id))


def _give_back(standing: Standing, _act: Act) -> Step:
    return Step(replace(standing, assigned_to=b""))


def _talk(standing: Standing, act: Act) -> Step:
    return Step(replace(standing, work=replace(standing.work, talk=act.talk)))


def _outcome(standing: Standing, act: Act) -> Step:
    """Record an outcome; an earlier one is taken back, and both count on the day of the first."""
    on = _recorded_on(standing.work) if standing.work.outcome else local_day(act.at)
    work = replace(standing.work, outcome=act.outcome)
    counts = (*_taken_back(standing), ended(standing.desk_id, act.outcome, on))
    return Step(replace(standing, work=work), counts)


def _same_as(standing: Standing, act: Act) -> Step:
    """Close a case that somebody sent twice; that it was asked counts once."""
    work = replace(standing.work, same_as=act.same_as)
    return Step(replace(standing, work=work), (_asked(standing, -1),))


def _hand_over(standing: Standing, act: Act) -> Step:
    """Give a case to another desk, that begins anew with it; what was asked goes along."""
    moved = replace(
        standing,
        desk_id=act.desk_id,
        assigned_to=b"",
        first_contact_on=None,
        work=replace(standing.work, talk=None),
    )
    return Step(moved, (_asked(standing, -1), _asked(moved, 1)))


def _reopen(standing: Standing, _act: Act) -> Step:
    """Open a case again where it was; how it ended no longer counts."""
    work = standing.work
    counts = (*_taken_back(standing), *((_asked(standing, 1),) if work.same_as else ()))
    state = CaseState.CALLING if standing.first_contact_on else CaseState.RECEIVED
    if work.talk:
        state = CaseState.PLANNED
    if standing.has_talked:
        state = CaseState.TALKED
    open_again = replace(standing, state=state, work=replace(work, outcome="", same_as=""))
    return Step(open_again, counts)


CHANGES: Mapping[Action, Callable[[Standing, Act], Step]] = {
    Action.TAKE: _take,
    Action.GIVE_BACK: _give_back,
    Action.PLAN_TALK: _talk,
    Action.MOVE_TALK: _talk,
    Action.CANCEL_TALK: _talk,
    Action.RECORD_OUTCOME: _outcome,
    Action.CORRECT_OUTCOME: _outcome,
    Action.SAME_AS: _same_as,
    Action.HAND_OVER: _hand_over,
    Action.REOPEN: _reopen,
}
"""What an action changes besides the state and the notes."""


def _with_first_contact(step: Step, act: Act) -> Step:
    """Note the first try to reach somebody, and count how long they waited.

    It counts once: after a hand-over nobody has called yet, but somebody did before.
    """
    standing = step.standing
    if act.action not in FIRST_CONTACTS or standing.first_contact_on:
        return step
    today = local_day(act.at)
    earlier = any(note.action in FIRST_CONTACTS for note in standing.work.notes[:-1])
    counts = () if earlier else (waited(standing.desk_id, standing.received_on, today),)
    return Step(replace(standing, first_contact_on=today), (*step.tallies, *counts))


def _taken_back(standing: Standing) -> tuple[Tally, ...]:
    outcome = standing.work.outcome
    if not outcome:
        return ()
    return (ended(standing.desk_id, outcome, _recorded_on(standing.work), -1),)


def _recorded_on(work: CaseWork) -> date:
    """Return the day on which the outcome that stands was first recorded."""
    recorded = (note.at for note in work.notes if note.action == Action.RECORD_OUTCOME)
    return local_day(max(recorded))


def _asked(standing: Standing, by: int) -> Tally:
    return replace(asked(standing.desk_id, standing.received_on), by=by)
