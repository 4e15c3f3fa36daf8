"""Reading of cases is set beside the reader's own usual day; what is unusual shows."""

from datetime import date, timedelta

import pytest

from wizard.core.case import CaseState
from wizard.core.reading import (
    AT_LEAST,
    WEEKS_BEFORE,
    BusyDay,
    Look,
    Read,
    Whose,
    monday_of,
    reads_since,
    week_of,
    whose,
)

ANNA, BEN = b"anna", b"ben"
MONDAY = date(2026, 11, 16)


def opened(number: int, on: date, by: bytes = ANNA, whose: Whose = Whose.OWN) -> list[Read]:
    return [Read(by, bytes([n]), on, Look.OPENED, whose) for n in range(number)]


def on_each(weeks: int, number: int) -> list[Read]:
    """So many cases on each Tuesday of the weeks before."""
    tuesday = MONDAY + timedelta(days=1)
    days = (tuesday - timedelta(weeks=week) for week in range(1, weeks + 1))
    return [read for day in days for read in opened(number, day)]


def test_a_week_counts_what_was_opened_and_exported_in_it():
    exported = Read(ANNA, b"x", MONDAY, Look.EXPORTED, Whose.OWN)
    week = week_of(ANNA, [*opened(3, MONDAY), exported], MONDAY)
    assert (week.opened, week.exported, week.is_unusual) == (3, 1, False)


def test_a_case_opened_twice_on_a_day_counts_once_and_on_two_days_twice():
    twice = [*opened(1, MONDAY), *opened(1, MONDAY)]
    assert week_of(ANNA, twice, MONDAY).opened == 1
    assert week_of(ANNA, [*twice, *opened(1, date(2026, 11, 22))], MONDAY).opened == 2


def test_what_others_read_and_other_weeks_do_not_count():
    sunday_before, monday_after = MONDAY - timedelta(days=1), MONDAY + timedelta(weeks=1)
    reads = [*opened(9, MONDAY, BEN), *opened(9, monday_after), *opened(2, sunday_before)]
    week = week_of(ANNA, reads, MONDAY)
    assert (week.opened, week.usual, week.busy_days) == (0, 2, ())


def test_without_weeks_before_nothing_is_usual():
    assert week_of(ANNA, opened(1, MONDAY), MONDAY).usual is None


def test_the_usual_week_is_the_median_of_the_own_weeks_since_the_first():
    reads = [*opened(6, MONDAY - timedelta(weeks=3)), *opened(2, MONDAY - timedelta(weeks=1))]
    assert week_of(ANNA, reads, MONDAY).usual == 2  # 6, 0, 2


def test_what_lies_too_far_back_is_not_usual_any_more():
    oldest = reads_since(MONDAY)
    assert oldest == MONDAY - timedelta(weeks=WEEKS_BEFORE)
    assert week_of(ANNA, opened(1, oldest - timedelta(days=1)), MONDAY).usual is None
    assert week_of(ANNA, opened(1, oldest), MONDAY).usual == 0


@pytest.mark.parametrize(("usual", "today", "busy"), [(2, 6, False), (2, 7, True), (10, 30, False)])
def test_more_than_three_times_the_usual_day_is_unusual(usual, today, busy):
    week = week_of(ANNA, [*on_each(4, usual), *opened(today, MONDAY)], MONDAY)
    assert week.busy_days == ((BusyDay(MONDAY, today, usual),) if busy else ())
    assert week.is_unusual is busy


@pytest.mark.parametrize("history", [0, 3])
def test_fewer_than_five_is_never_unusual(history):
    few = week_of(ANNA, [*on_each(history, 1), *opened(AT_LEAST - 1, MONDAY)], MONDAY)
    many = week_of(ANNA, [*on_each(history, 1), *opened(AT_LEAST, MONDAY)], MONDAY)
    assert (few.busy_days, [day.opened for day in many.busy_days]) == ((), [AT_LEAST])


def test_reading_of_what_is_anothers_or_closed_is_unusual():
    for told in Whose:
        week = week_of(ANNA, opened(2, MONDAY, whose=told), MONDAY)
        assert week.is_unusual is (told in {Whose.ANOTHERS, Whose.CLOSED})
        assert week.of_others == 2 * (told is Whose.ANOTHERS)
        assert week.closed == 2 * (told is Whose.CLOSED)


def test_a_case_is_whose_work_it_is():
    assert whose(b"", CaseState.RECEIVED, {ANNA}) is Whose.NOBODYS
    assert whose(ANNA, CaseState.CALLING, {ANNA}) is Whose.OWN
    assert whose(BEN, CaseState.PLANNED, {ANNA}) is Whose.ANOTHERS
    assert whose(BEN, CaseState.PLANNED, {ANNA, BEN}) is Whose.OWN
    assert whose(ANNA, CaseState.CLOSED, {ANNA}) is Whose.CLOSED
    assert whose(b"", CaseState.WITHDRAWN, {ANNA}) is Whose.CLOSED


def test_a_week_starts_on_monday():
    assert {monday_of(MONDAY + timedelta(days=n)) for n in range(7)} == {MONDAY}
