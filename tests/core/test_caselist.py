"""The list of a desk's cases: the right ones, in an order that helps, found however typed."""

from datetime import date, datetime

import pytest

from wizard.core.case import CaseState, Origin
from wizard.core.caselist import (
    PER_PAGE,
    Order,
    Row,
    Show,
    Viewer,
    alike,
    doubles,
    found,
    ordered,
    page_of,
    shown,
    working_days,
)
from wizard.core.sent import ContactWishes

ME = Viewer(b"me", covers=(b"away",))


def a_row(name: str, state: CaseState = CaseState.RECEIVED, **more: object) -> Row:
    given = {"reference": "ABCD7346", "origin": Origin.SENT, "received_on": date(2026, 11, 2)}
    return Row(id=name.encode(), name=name, state=state, **(given | more))  # type: ignore[arg-type] # as told


def names(rows: list[Row]) -> list[str]:
    return [row.name for row in rows]


ROWS = [
    a_row("new", is_unread=True),
    a_row("mine", CaseState.CALLING, assigned_to=b"me"),
    a_row("covered", CaseState.PLANNED, assigned_to=b"away", wmo_on=date(2026, 11, 2)),
    a_row("hers", CaseState.TALKED, assigned_to=b"she"),
    a_row("done", CaseState.CLOSED, assigned_to=b"me", is_unread=True, wmo_on=date(2026, 1, 2)),
    a_row("gone", CaseState.WITHDRAWN),
]


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        (Show.OPEN, ["new", "mine", "covered", "hers"]),
        (Show.MINE, ["mine", "covered"]),
        (Show.UNREAD, ["new"]),
        (Show.UNASSIGNED, ["new"]),
        (Show.WMO, ["covered"]),
        (Show.CLOSED, ["done", "gone"]),
        (Show.RECEIVED, ["new"]),
        (Show.CALLING, ["mine"]),
        (Show.PLANNED, ["covered"]),
        (Show.TALKED, ["hers"]),
    ],
)
def test_the_list_shows_what_is_asked_for(show, expected):
    assert names(shown(ROWS, show, ME)) == expected


def test_who_waits_for_a_call_stands_first_and_the_longest_of_all():
    rows = [
        a_row("called", received_on=date(2026, 10, 1)),
        a_row("short", waits=2, received_on=date(2026, 11, 20)),
        a_row("long", waits=9, received_on=date(2026, 11, 10)),
    ]
    assert names(ordered(rows, Order.WAITING)) == ["long", "short", "called"]


def test_the_next_talk_stands_first_and_those_without_one_last():
    rows = [
        a_row("none"),
        a_row("later", talk_at=datetime.fromisoformat("2026-12-02 09:00")),
        a_row("sooner", talk_at=datetime.fromisoformat("2026-12-01 15:00")),
    ]
    assert names(ordered(rows, Order.TALK)) == ["sooner", "later", "none"]


def test_names_stand_as_in_a_register_and_what_has_none_last():
    rows = [a_row("zoë"), a_row(""), a_row("Élise"), a_row("bram"), a_row("Dirk")]
    assert names(ordered(rows, Order.NAME)) == ["bram", "Dirk", "Élise", "zoë", ""]


@pytest.mark.parametrize("words", ["Zoe", "ZOË  ", "van den", "wxya 73", "wxya-7346"])
def test_a_case_is_found_by_name_or_reference(words):
    rows = [a_row("Zoë van den Berg", reference="WXYA7346"), a_row("Piet")]
    assert names(found(rows, words)) == ["Zoë van den Berg"]


@pytest.mark.parametrize("words", ["", " ", "WX", "Zoran", "-"])
def test_too_little_or_another_name_finds_nothing(words):
    assert found([a_row("Zoë", reference="WXYA7346")], words) == []


def test_a_long_list_comes_in_pages():
    rows = [a_row(str(number)) for number in range(PER_PAGE + 1)]
    assert page_of(rows, 1) == (rows[:PER_PAGE], 2)
    assert page_of(rows, 2) == (rows[PER_PAGE:], 2)
    assert page_of(rows, 3) == ([], 2)
    assert page_of([], 1) == ([], 1)


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),  # a Friday
        (date(2026, 11, 20), date(2026, 11, 22), 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 20), date(2026, 11, 27), 5),
        (date(2026, 11, 21), date(2026, 12, 7), 11),
        (date(2026, 11, 20), date(2026, 11, 1), 0),
    ],
)
def test_waiting_counts_in_working_days(since, until, days):
    assert working_days(since, until) == days


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("06-12 34 56 78", "+31 6 12345678"),
        ("Jan@Voorbeeld.test", "jan@voorbeeld.test "),
        ("Straat 12\n6811 AB Arnhem", "straat 12 6811AB arnhem"),
    ],
)
def test_the_same_contact_is_known_however_it_is_typed(one, other):
    mine = ContactWishes(reached_at=one)
    others = {"WXYA7346": ContactWishes(reached_at=other), "MNPQ3467": ContactWishes()}
    assert alike(mine, others) == ["WXYA7346"]
    assert doubles({"ABCD7346": mine, **others}) == {"ABCD7346", "WXYA7346"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("06-12345678", "06-12345679"),
        ("", ""),
        ("12345678", "9 12345678"),
        ("a1@b.test", "a2@b.test"),
    ],
)
def test_another_contact_is_another_person(one, other):
    mine, others = ContactWishes(reached_at=one), {"WXYA7346": ContactWishes(reached_at=other)}
    assert alike(mine, others) == []
    assert doubles({"ABCD7346": mine, **others}) == frozenset()
