"""What staff may do with a case, and what comes of it: nothing by half, and nothing twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from wizard.core.case import CaseState, CaseWork, Note, Origin, Talk
from wizard.core.caseacts import Act, Action, Colleague, Refusal, Standing, Step
from wizard.core.caseflow import MOVES, acted, offered
from wizard.core.days import local_day
from wizard.core.roles import Role
from wizard.core.tallies import NoTalk, Tally, asked, ended, waited
from wizard.errors import ActionRefused

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
RECEIVED_ON = date(2026, 10, 5)
DESK, OTHER_DESK = "arnhem/caw", "arnhem/district_team"
ANNE = Colleague(b"anne", "Anne", Role.PLANNER)
BO = Colleague(b"bo", "Bo", Role.LEAD)
TALK = Talk(at=datetime.fromisoformat("2026-12-01 10:00"), place="Het CAW", who="Anne")
OUTCOMES = ("steady", "no_place")
ASKED = asked(DESK, RECEIVED_ON)
WAITED = waited(DESK, RECEIVED_ON, TODAY)


def a_case(state: CaseState = CaseState.RECEIVED, **more: object) -> Standing:
    given = {"desk_id": DESK, "reference": "ABCD7346", "origin": Origin.SENT} | more
    return Standing(state=state, received_on=RECEIVED_ON, **given)  # type: ignore[arg-type] # as told


def do(
    standing: Standing, action: Action, by: Colleague = ANNE, at: datetime = NOW, **more: object
) -> Step:
    act = Act(action=action, by=by, at=at, **more)  # type: ignore[arg-type] # as told
    return acted(standing, act, OUTCOMES)


def after(standing: Standing, *actions: Action | tuple[Action, dict[str, object]]) -> Step:
    """The case after all of these, with every count on the way."""
    step = Step(standing)
    for action in actions:
        name, more = action if isinstance(action, tuple) else (action, {})
        later = do(step.standing, name, **more)
        step = Step(later.standing, (*step.tallies, *later.tallies))
    return step


def outcome(name: str) -> tuple[Action, dict[str, object]]:
    return Action.RECORD_OUTCOME, {"outcome": name}


def refusal(standing: Standing, action: Action, **more: object) -> str:
    with pytest.raises(ActionRefused) as refused:
        do(standing, action, **more)  # type: ignore[arg-type] # as told
    return refused.value.reason


def total(tallies: tuple[Tally, ...]) -> dict[Tally, int]:
    """What is counted in the end, without what was taken back."""
    sums: dict[Tally, int] = {}
    for tally in tallies:
        key = replace(tally, by=1)
        sums[key] = sums.get(key, 0) + tally.by
    return {key: by for key, by in sums.items() if by}


def test_whoever_takes_a_case_has_it():
    taken = do(a_case(), Action.TAKE).standing
    assert (taken.assigned_to, taken.state) == (ANNE.id, CaseState.RECEIVED)
    assert do(taken, Action.TAKE, by=BO).standing.assigned_to == BO.id
    assert do(taken, Action.GIVE_BACK, by=BO).standing.assigned_to == b""


def test_a_note_says_who_did_what_and_when():
    noted = do(a_case(), Action.NOTE, text="Belt liever in de middag.").standing
    assert noted.work.notes == (Note(at=NOW, by="Anne", text="Belt liever in de middag."),)
    called = do(noted, Action.NO_ANSWER, text="Twee keer.").standing
    assert called.work.notes[1:] == (
        Note(at=NOW, by="Anne", text="Twee keer.", action="no_answer"),
    )


@pytest.mark.parametrize("action", [Action.NO_ANSWER, Action.CALLED])
@pytest.mark.parametrize(
    ("state", "then"),
    [
        (CaseState.RECEIVED, CaseState.CALLING),
        (CaseState.CALLING, CaseState.CALLING),
        (CaseState.PLANNED, CaseState.PLANNED),
    ],
)
def test_a_call_ends_the_waiting(action, state, then):
    step = do(a_case(state), action)
    assert (step.standing.state, step.standing.first_contact_on) == (then, TODAY)
    assert step.tallies == (WAITED,)


def test_only_the_first_contact_counts():
    step = after(a_case(), Action.NO_ANSWER, Action.CALLED, (Action.PLAN_TALK, {"talk": TALK}))
    assert step.tallies == (WAITED,)


@pytest.mark.parametrize("state", [CaseState.RECEIVED, CaseState.CALLING, CaseState.TALKED])
def test_a_talk_is_planned_moved_and_called_off(state):
    planned = do(a_case(state), Action.PLAN_TALK, talk=TALK).standing
    assert (planned.state, planned.work.talk) == (CaseState.PLANNED, TALK)
    later = replace(TALK, at=TALK.at + timedelta(days=1))
    moved = do(planned, Action.MOVE_TALK, talk=later).standing
    assert (moved.state, moved.work.talk) == (CaseState.PLANNED, later)
    off = do(moved, Action.CANCEL_TALK).standing
    assert (off.state, off.work.talk) == (CaseState.CALLING, None)


def test_a_talk_can_be_held_without_an_appointment():
    step = do(a_case(), Action.TALK_HELD)
    assert step.standing.state is CaseState.TALKED
    assert step.tallies == (WAITED,)


def test_an_outcome_counts_once_and_the_case_closes():
    step = after(a_case(), Action.TALK_HELD, outcome("steady"))
    assert (step.standing.state, step.standing.work.outcome) == (CaseState.CLOSED, "steady")
    assert step.tallies == (WAITED, ended(DESK, "steady", TODAY))


@pytest.mark.parametrize("end", NoTalk)
def test_a_case_can_end_without_a_talk(end):
    step = after(a_case(), outcome(end))
    assert step.standing.state is CaseState.CLOSED, (
        "open, it could still be withdrawn and count twice"
    )
    assert step.tallies == (ended(DESK, end, TODAY),)


def test_a_corrected_outcome_takes_the_place_of_the_first():
    closed = after(a_case(), Action.TALK_HELD, outcome("steady")).standing
    later = NOW + timedelta(days=30)
    step = do(closed, Action.CORRECT_OUTCOME, at=later, outcome="no_place")
    assert step.standing.state is CaseState.CLOSED
    assert step.tallies == (ended(DESK, "steady", TODAY, -1), ended(DESK, "no_place", TODAY))
    again = do(step.standing, Action.CORRECT_OUTCOME, at=later, outcome="not_come")
    assert total(step.tallies + again.tallies) == {
        ended(DESK, "steady", TODAY): -1,
        ended(DESK, "not_come", TODAY): 1,
    }


@pytest.mark.parametrize(
    ("before", "action", "more"),
    [
        (outcome("no_contact"), Action.CORRECT_OUTCOME, {"outcome": "not_come"}),
        (outcome("no_contact"), Action.REOPEN, {}),
        ((Action.SAME_AS, {"same_as": "WXYA7346"}), Action.REOPEN, {}),
        (Action.CALLED, Action.SAME_AS, {"same_as": "WXYA7346"}),
        (Action.CALLED, Action.HAND_OVER, {"desk_id": OTHER_DESK}),
    ],
)
def test_a_quarter_that_is_over_keeps_its_counts(before, action, more):
    standing = after(a_case(), before).standing
    assert do(standing, action, **more).tallies, "the quarter still runs"
    assert do(standing, action, at=NOW + timedelta(days=60), **more).tallies == ()


def test_a_case_that_was_sent_twice_counts_once():
    step = do(a_case(), Action.SAME_AS, same_as="WXYA7346")
    assert (step.standing.state, step.standing.work.same_as) == (CaseState.CLOSED, "WXYA7346")
    assert step.tallies == (replace(ASKED, by=-1),)
    again = do(step.standing, Action.REOPEN)
    assert again.standing.work.same_as == ""
    assert total(step.tallies + again.tallies) == {}


@pytest.mark.parametrize(
    ("before", "state"),
    [
        ((), CaseState.RECEIVED),
        ((Action.CALLED,), CaseState.CALLING),
        (((Action.PLAN_TALK, {"talk": TALK}),), CaseState.PLANNED),
        ((Action.TALK_HELD,), CaseState.TALKED),
    ],
)
def test_a_reopened_case_stands_where_it_was_and_its_outcome_no_longer_counts(before, state):
    opened = after(a_case(), *before, outcome("no_contact"), Action.REOPEN)
    assert (opened.standing.state, opened.standing.work.outcome) == (state, "")
    assert total(opened.tallies).keys() <= {WAITED}


def test_another_outcome_after_reopening_counts_on_its_own_day():
    opened = after(a_case(), outcome("no_contact"), Action.REOPEN).standing
    later = NOW + timedelta(days=60)
    recorded = do(opened, Action.RECORD_OUTCOME, at=later, outcome="withdrawn")
    back = do(recorded.standing, Action.REOPEN, at=later)
    assert recorded.tallies == (ended(DESK, "withdrawn", local_day(later)),)
    assert total(recorded.tallies + back.tallies) == {}


def test_a_case_handed_over_begins_anew_and_is_counted_where_it_is():
    planned = after(a_case(), Action.TAKE, (Action.PLAN_TALK, {"talk": TALK})).standing
    step = do(planned, Action.HAND_OVER, desk_id=OTHER_DESK)
    moved = step.standing
    assert (moved.desk_id, moved.state) == (OTHER_DESK, CaseState.RECEIVED)
    assert (moved.assigned_to, moved.work.talk) == (b"", None)
    assert step.tallies == (replace(ASKED, by=-1), asked(OTHER_DESK, RECEIVED_ON))
    called = do(moved, Action.CALLED)
    assert called.standing.first_contact_on == TODAY
    assert called.tallies == (), "the first contact counted already"


def test_a_case_handed_over_before_anybody_called_still_counts_its_waiting():
    moved = do(a_case(), Action.HAND_OVER, desk_id=OTHER_DESK).standing
    assert do(moved, Action.CALLED).tallies == (waited(OTHER_DESK, RECEIVED_ON, TODAY),)


def test_a_practice_case_goes_the_same_ways_and_is_never_counted():
    practice = a_case(origin=Origin.PRACTICE)
    step = after(practice, Action.TALK_HELD, outcome("steady"), Action.REOPEN)
    assert step.standing.state is CaseState.TALKED
    assert step.tallies == ()


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", [Role.READER, Role.ADMINISTRATOR])
def test_only_planners_and_leads_act(action, role):
    somebody = Colleague(b"x", "X", role)
    assert refusal(a_case(), action, by=somebody) == Refusal.ROLE
    assert offered(a_case(), somebody) == ()


@pytest.mark.parametrize(
    ("action", "state"),
    [(action, state) for action in Action for state in CaseState if state not in MOVES[action]],
)
def test_an_action_out_of_its_state_is_refused(action, state):
    assert refusal(a_case(state), action) == Refusal.STATE


def test_nothing_can_be_done_with_a_withdrawn_case():
    assert offered(a_case(CaseState.WITHDRAWN), BO) == ()


TAKEN = a_case(assigned_to=ANNE.id)
DOUBLE = a_case(CaseState.CLOSED, work=CaseWork(same_as="WXYA7346"))


@pytest.mark.parametrize(
    ("standing", "action", "more", "reason"),
    [
        (TAKEN, Action.TAKE, {}, Refusal.YOURS),
        (a_case(), Action.GIVE_BACK, {}, Refusal.NOBODYS),
        (DOUBLE, Action.CORRECT_OUTCOME, {"outcome": "steady"}, Refusal.OUTCOME_FIRST),
        (a_case(), Action.RECORD_OUTCOME, {"outcome": "steady"}, Refusal.TALK_FIRST),
        (a_case(), Action.RECORD_OUTCOME, {"outcome": "rich"}, Refusal.OUTCOME_UNKNOWN),
        (a_case(), Action.RECORD_OUTCOME, {}, Refusal.OUTCOME_UNKNOWN),
        (a_case(), Action.SAME_AS, {"same_as": "ABCD7346"}, Refusal.REFERENCE),
        (a_case(), Action.SAME_AS, {"same_as": "ABCD73460"}, Refusal.REFERENCE),
        (a_case(), Action.SAME_AS, {"same_as": "ABCD734O"}, Refusal.REFERENCE),
        (a_case(), Action.NOTE, {}, Refusal.EMPTY),
        (a_case(), Action.PLAN_TALK, {}, Refusal.EMPTY),
        (a_case(CaseState.PLANNED), Action.MOVE_TALK, {}, Refusal.EMPTY),
    ],
)
def test_what_may_not_be_is_refused_with_its_reason(standing, action, more, reason):
    assert refusal(standing, action, **more) == reason


def test_what_is_offered_is_what_can_be_done():
    assert set(offered(a_case(), ANNE)) == {
        Action.TAKE,
        Action.NO_ANSWER,
        Action.CALLED,
        Action.PLAN_TALK,
        Action.TALK_HELD,
        Action.RECORD_OUTCOME,
        Action.SAME_AS,
        Action.HAND_OVER,
        Action.COPY,
        Action.NOTE,
    }
    closed = after(a_case(), Action.TALK_HELD, outcome("steady")).standing
    after_the_end = {Action.CORRECT_OUTCOME, Action.COPY, Action.NOTE, Action.REOPEN}
    assert set(offered(closed, BO)) == after_the_end
