"""What every back end does with cases: the contract of `wizard.store.cases.Cases`."""

from dataclasses import replace
from datetime import date

import pytest
from msgspec import structs

from tests.store.rows_of_cases import (
    CAW,
    DAY,
    WIJKTEAM,
    case_row,
    emptied,
    mail_row,
    next_of,
    noted,
    unnoted,
)
from wizard.core.case import CaseState, Origin
from wizard.core.tallies import asked
from wizard.errors import CaseNotFound, RevisionConflict
from wizard.store.cases import CaseKey

STATES_OF_THE_DESK = [state for state in CaseState if state is not CaseState.WITHDRAWN]


@pytest.fixture
def cases(store):
    return store.cases


@pytest.fixture
def case(cases):
    """Return a case that is stored."""
    case = case_row()
    cases.add(case, tallies=[], audited=noted("add"))
    return case


def test_a_case_is_found_as_it_was_added(cases):
    days = {"opened_on": date(2026, 3, 3), "first_contact_on": date(2026, 3, 4)}
    case = case_row(assigned_to=b"colleague", revision=7, **days)
    cases.add(case, tallies=[asked(CAW, case.received_on)], audited=noted("add"))
    assert cases.find(case.id) == case
    assert cases.tallies(CAW) == [asked(CAW, case.received_on)]


def test_an_unknown_case_finds_nothing(cases, case):
    assert cases.find(b"?" * 16) is None


def test_a_change_replaces_the_revision_before_it(cases, case):
    new = next_of(case, state=CaseState.CALLING, assigned_to=b"me", header=b"new", plan=b"plan")
    cases.change(new, from_desk=CAW, mails=[mail_row()], audited=noted("change"))
    assert cases.find(case.id) == new
    assert len(cases.waiting_mails(CAW)) == 1


@pytest.mark.parametrize("revision", [1, 3])
def test_a_change_of_another_revision_changes_nothing(cases, case, now, revision):
    stale = replace(case, revision=revision, state=CaseState.CLOSED)
    with pytest.raises(RevisionConflict):
        cases.change(stale, from_desk=CAW, tallies=[asked(CAW, now.date())], audited=noted("no"))
    assert cases.find(case.id) == case
    assert cases.tallies(CAW) == []
    assert [line.action for line, _ in cases.audit_lines(CAW, now)] == ["add"]


def test_a_change_without_its_line_does_not_happen(cases, case, now):
    new = next_of(case, state=CaseState.CLOSED)
    with pytest.raises(ZeroDivisionError):
        cases.change(new, from_desk=CAW, tallies=[asked(CAW, now.date())], audited=unnoted())
    assert cases.find(case.id) == case
    assert cases.tallies(CAW) == []


@pytest.mark.parametrize(
    "reach",
    [
        lambda cases, case: cases.read(case.id, WIJKTEAM, noted()),
        lambda cases, case: cases.change(next_of(case), from_desk=WIJKTEAM, audited=noted()),
    ],
    ids=["read", "change"],
)
def test_another_desk_has_no_such_case(cases, case, now, reach):
    with pytest.raises(CaseNotFound):
        reach(cases, case)
    assert cases.find(case.id) == case
    assert [line.action for line, _ in cases.audit_lines(None, now)] == ["add"]


def test_a_handed_over_case_is_at_the_other_desk_only(cases, case):
    other = next_of(case, desk_id=WIJKTEAM, key_version=3)
    cases.change(other, from_desk=CAW, audited=noted("hand over"))
    assert cases.of_desk(CAW) == []
    assert [one.id for one in cases.of_desk(WIJKTEAM)] == [case.id]
    assert cases.read(case.id, WIJKTEAM, noted()).plan == case.plan


def test_the_first_reading_is_noted_and_every_reading_has_a_line(cases, case, now):
    first = cases.read(case.id, CAW, noted(at=now))
    again = cases.read(case.id, CAW, noted(at=now + DAY))
    assert first == again == replace(case, opened_on=now.date())
    lines = [(line.at, line.action) for line, _ in cases.audit_lines(CAW, now)]
    assert lines == [(now, "add"), (now, "read"), (now + DAY, "read")]


def test_nothing_is_read_without_a_line(cases, case):
    with pytest.raises(ZeroDivisionError):
        cases.read(case.id, CAW, unnoted())
    assert cases.find(case.id) == case


@pytest.mark.parametrize("state", STATES_OF_THE_DESK)
def test_a_desk_lists_its_cases_without_their_plans(cases, case, state):
    cases.change(next_of(case, state=state), from_desk=CAW, audited=noted())
    closed = state is CaseState.CLOSED
    (listed,) = cases.of_desk(CAW, closed=closed)
    assert listed == next_of(case, state=state, plan=b"")
    assert cases.of_desk(CAW, closed=not closed) == cases.of_desk(WIJKTEAM, closed=closed) == []


def test_a_desk_lists_the_oldest_first(cases):
    days = [date(2026, 3, day) for day in (5, 2, 9, 2)]
    added = [case_row(received_on=day) for day in days]
    for case in added:
        cases.add(case, tallies=[], audited=noted())
    listed = [case.id for case in cases.of_desk(CAW)]
    assert listed == [added[place].id for place in (1, 3, 0, 2)]


def test_a_change_from_a_list_leaves_the_plan(cases, case):
    (listed,) = cases.of_desk(CAW)
    cases.change(next_of(listed, work=b"called"), from_desk=CAW, audited=noted())
    assert cases.find(case.id) == next_of(case, work=b"called")


def key_of(case):
    return CaseKey(case.id, case.desk_id, case.key_version, case.sealed_key)


def test_keys_of_earlier_versions_come_in_batches(cases):
    added = [case_row(id=bytes([n]) * 16, key_version=n % 2 + 1) for n in range(1, 8)]
    for case in [*added, emptied(case_row()), case_row(desk_id=WIJKTEAM)]:
        cases.add(case, tallies=[], audited=noted())
    old = [key_of(case) for case in added if case.key_version == 1]
    assert cases.keys_before(CAW, 2, b"", 2) == old[:2]
    assert cases.keys_before(CAW, 2, old[1].case_id, 2) == old[2:]
    assert cases.keys_before(CAW, 1, b"", 2) == []


def test_only_an_unchanged_key_is_swapped(cases, case):
    new = replace(key_of(case), key_version=2, sealed_key=b"new")
    gone = key_of(case_row())
    assert cases.swap_keys([(key_of(case), new), (key_of(case), new), (gone, gone)]) == 1
    assert cases.find(case.id) == replace(case, key_version=2, sealed_key=b"new")


def test_a_change_does_not_bring_an_older_key_back(cases, case):
    new = replace(key_of(case), key_version=2, sealed_key=b"new")
    cases.swap_keys([(key_of(case), new)])
    with pytest.raises(RevisionConflict):
        cases.change(next_of(case), from_desk=CAW, audited=noted())
    assert cases.find(case.id).sealed_key == b"new"


def test_purging_takes_expired_cases_beyond_one_batch(store, cases, now):
    old = [case_row(expires_at=now + DAY) for _ in range(45)]
    for case in [*old, fresh := case_row()]:
        cases.add(case, tallies=[asked(CAW, now.date())], audited=noted())
    assert store.purge(now) == 0
    assert len(cases.of_desk(CAW)) == 46
    assert store.purge(now + DAY) == 0
    assert [case.id for case in cases.of_desk(CAW)] == [fresh.id]
    assert cases.tallies(CAW) == [structs.replace(asked(CAW, now.date()), by=46)]


def test_a_case_handed_over_is_noted_at_both_desks_at_once(cases, case, now):
    moved = next_of(case, desk_id=WIJKTEAM)
    cases.change(
        moved, from_desk=CAW, audited=noted("over"), audited_there=noted("came", desk_id=WIJKTEAM)
    )
    assert [line.action for line, _ in cases.audit_lines(CAW, now)] == ["add", "over"]
    assert [line.action for line, _ in cases.audit_lines(WIJKTEAM, now)] == ["came"]


def test_practice_cases_of_one_desk_go_and_nothing_else(cases, case, now):
    practice = case_row(id=b"p" * 16, origin=Origin.PRACTICE)
    elsewhere = case_row(id=b"e" * 16, origin=Origin.PRACTICE, desk_id=WIJKTEAM)
    for one in (practice, elsewhere):
        cases.add(one, tallies=[], audited=noted("add"))
    cases.wipe_practice(CAW, noted("wiped"))
    assert [cases.find(one.id) for one in (practice, case, elsewhere)] == [None, case, elsewhere]
    assert "wiped" in [line.action for line, _ in cases.audit_lines(CAW, now)]
