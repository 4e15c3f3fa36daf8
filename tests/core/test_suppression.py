"""No hidden number can be derived, and nothing is hidden without need."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.attacker import Attacker, with_sums
from wizard.core.suppression import Column, safe_columns

FEW_AND_MANY = st.one_of(st.integers(0, 12), st.sampled_from([0, 1, 3, 4, 5, 40]))
"""Small numbers mostly: they are what must be hidden."""


def tables(rows: int, quarters: int, count: st.SearchStrategy[int] = FEW_AND_MANY):
    """Draw tables up to a size; some of their rows and quarters hold nobody."""
    empty = st.tuples(st.sets(st.integers(0, quarters)), st.sets(st.integers(0, rows)))
    sizes = st.tuples(st.integers(1, rows), st.integers(1, quarters))
    drawn = sizes.flatmap(
        lambda size: st.lists(st.tuples(*[count] * size[0]), min_size=size[1], max_size=size[1])
    )
    return st.builds(emptied, drawn, empty)


def emptied(quarters: list[Column], empty: tuple[set[int], set[int]]) -> list[Column]:
    return [
        tuple(0 if number in empty[0] or row in empty[1] else n for row, n in enumerate(quarter))
        for number, quarter in enumerate(quarters)
    ]


def attacker_of(quarters: list[Column], *, whole_year: bool) -> Attacker:
    truth = with_sums(quarters, whole_year=whole_year)
    return Attacker(truth, safe_columns(quarters, whole_year=whole_year), len(quarters))


def check_nothing_can_be_derived(quarters: list[Column], *, whole_year: bool) -> None:
    attacker = attacker_of(quarters, whole_year=whole_year)
    assert attacker.narrowed() == []
    for column, numbers in enumerate(attacker.shown):
        for row, number in enumerate(numbers):
            assert number is None or number == attacker.true((column, row))
            assert number not in {1, 2, 3, 4}


@given(tables(3, 2), st.booleans())
def test_nothing_hidden_can_be_derived(quarters, whole_year):
    check_nothing_can_be_derived(quarters, whole_year=whole_year)


@pytest.mark.matrix
@settings(max_examples=3000)
@given(tables(3, 3), st.booleans())
def test_nothing_hidden_can_be_derived_from_larger_tables(quarters, whole_year):
    check_nothing_can_be_derived(quarters, whole_year=whole_year)


@pytest.mark.matrix
@settings(max_examples=200)
@given(tables(4, 4, st.sampled_from([0, 0, 2, 4, 5, 9, 30])))
def test_nothing_hidden_can_be_derived_from_a_whole_year(quarters):
    check_nothing_can_be_derived(quarters, whole_year=True)


@given(tables(9, 4), st.booleans())
def test_no_small_number_is_shown_and_no_other_number_changed(quarters, whole_year):
    truth = with_sums(quarters, whole_year=whole_year)
    for true, shown in zip(truth, safe_columns(quarters, whole_year=whole_year), strict=True):
        assert all(number in {None, n} for n, number in zip(true, shown, strict=True))
        assert not {1, 2, 3, 4} & set(shown)


@given(tables(9, 4, st.sampled_from([0, 5, 6, 30])), st.booleans())
def test_a_table_without_small_numbers_is_shown_whole(quarters, whole_year):
    shown = safe_columns(quarters, whole_year=whole_year)
    assert shown == with_sums(quarters, whole_year=whole_year)


@given(tables(3, 2), st.booleans())
def test_every_hidden_number_is_needed(quarters, whole_year):
    attacker = attacker_of(quarters, whole_year=whole_year)
    decided_last = len(attacker.shown) - 1 - whole_year
    for column, row in attacker.hidden:
        whole = not any(number is not None for number in attacker.shown[column])
        small = whole or attacker.true((column, row)) in {1, 2, 3, 4}
        if not small and column >= decided_last:
            assert attacker_shown_also(attacker, (column, row)).narrowed()


def attacker_shown_also(attacker: Attacker, cell: tuple[int, int]) -> Attacker:
    shown = [list(column) for column in attacker.shown]
    shown[cell[0]][cell[1]] = attacker.true(cell)
    return Attacker(attacker.truth, [tuple(column) for column in shown], attacker.quarters)


@given(tables(9, 1))
def test_a_quarter_hides_at_most_one_larger_number_or_is_hidden_whole(quarters):
    [shown] = safe_columns(quarters, whole_year=False)
    larger = [n for n, number in zip(quarters[0], shown, strict=False) if number is None and n >= 5]
    assert len(larger) <= 1 or set(shown) == {None}


@given(tables(9, 4))
def test_what_is_shown_of_a_quarter_never_changes_afterwards(quarters):
    shown = safe_columns(quarters, whole_year=True)
    for known in range(1, len(quarters)):
        assert safe_columns(quarters[:known], whole_year=False) == shown[:known]


def test_a_quarter_of_few_people_is_hidden_with_its_zeros_and_its_total():
    assert safe_columns([(2, 0, 2, 0)], whole_year=False) == [(None,) * 5]
    assert safe_columns([(5, 0, 0, 0)], whole_year=False) == [(5, 0, 0, 0, 5)]
    assert safe_columns([(0, 0, 0, 0)], whole_year=False) == [(0, 0, 0, 0, 0)]


def test_a_small_number_takes_the_smallest_large_one_along():
    assert safe_columns([(3, 8, 0, 12)], whole_year=False) == [(None, None, 0, 12, 23)]


def test_the_year_keeps_its_sums_where_another_quarter_can_be_hidden():
    first, last, year = safe_columns([(3, 30, 20), (6, 30, 20)], whole_year=True)
    assert first == (None, 30, None, 53)
    assert last == (None, 30, None, 56)
    assert year == (9, 60, 40, 109)


@pytest.mark.parametrize(
    ("quarters", "shown"),
    [
        ([(3, 8, 12)], [(None, 8, 12, 23)]),
        ([(2, 3, 6)], [(None, None, 6, 11)]),
        ([(3, 8), (9, 9)], [(None, None, 11), (9, 9, 18), (12, 17, 29)]),
        ([(1, 7), (8, 2)], [(None, None, 8), (None, None, 10), (9, 9, 18)]),
    ],
    ids=["the total tells", "two small ones", "the year tells", "all sums tell"],
)
def test_the_attacker_finds_what_is_hidden_too_little(quarters, shown):
    truth = with_sums(quarters, whole_year=len(shown) > len(quarters))
    assert Attacker(truth, shown, len(quarters)).narrowed()
