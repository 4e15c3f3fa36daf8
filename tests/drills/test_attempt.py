"""Drills that fail or never end stop no others."""

import sys
import threading
from types import ModuleType

import pytest

from drills import __main__ as program
from drills._attempt import attempt
from drills._table import Row


def good():
    return Row(fault="good", lost=0)


def failing():
    raise ValueError("it broke")


def endless():
    threading.Event().wait()
    raise AssertionError("never reached")


def table_of(monkeypatch, *drills, seconds=30.0):
    """Run a family of these drills; return its rows and the exit code of the program."""
    family = ModuleType("drills.made_up")
    family.SECONDS_MOST = seconds
    family.rows = lambda _folder: (attempt(drill) for drill in drills)
    monkeypatch.setitem(sys.modules, "drills.made_up", family)
    monkeypatch.setattr(program, "FAMILIES", ("made_up",))
    monkeypatch.setattr(sys, "argv", ["drills"])
    rows = list(program.run(["made_up"]))
    return rows, program.main()


def test_when_all_goals_are_met_the_exit_code_is_zero(monkeypatch):
    rows, code = table_of(monkeypatch, good, good)
    assert [row.is_met for row in rows] == [True, True]
    assert code == 0


@pytest.mark.parametrize(
    ("drill", "seconds", "said"),
    [(failing, 30.0, "ValueError: it broke"), (endless, 0.2, "TooLong")],
)
def test_a_drill_that_fails_or_never_ends_is_a_row_and_the_next_one_goes_on(
    monkeypatch, drill, seconds, said
):
    rows, code = table_of(monkeypatch, drill, good, seconds=seconds)
    assert [row.is_met for row in rows] == [False, True]
    assert said in rows[0].missed
    assert code == 1


def test_a_family_that_cannot_begin_is_a_row(monkeypatch):
    def broken(_folder):
        raise OSError("no room")
        yield

    family = ModuleType("drills.made_up")
    family.rows = broken
    monkeypatch.setitem(sys.modules, "drills.made_up", family)
    [row] = program.run(["made_up"])
    assert "OSError: no room" in row.missed
