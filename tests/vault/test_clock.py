"""When the clock may be believed by whoever deletes: never right after a leap forward."""

from datetime import timedelta

import pytest

from wizard.errors import KeysMissing
from wizard.vault.clock import LEAP, PATIENCE, SeenClock

HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)


@pytest.fixture
def clock(tmp_path):
    return SeenClock(tmp_path / "clock")


def test_time_that_goes_on_as_usual_is_believed(clock, now):
    assert all(clock.agrees(now + n * HOUR) for n in range(30))
    assert clock.agrees(now + 29 * HOUR + LEAP)


def test_a_leap_forward_is_doubted_until_it_has_lasted(clock, now):
    clock.agrees(now)
    leapt = now + 3 * WEEK
    looks = [clock.agrees(leapt + wait) for wait in (HOUR, 2 * HOUR, HOUR + PATIENCE)]
    assert looks == [False, False, True]
    assert clock.agrees(leapt + PATIENCE + 2 * HOUR)


def test_one_look_at_the_right_time_ends_the_doubt(clock, now):
    """A node whose clock is right keeps one whose clock is wrong from deleting, for good."""
    for n in range(20):
        assert clock.agrees(now + n * HOUR)
        assert not clock.agrees(now + 3 * WEEK + n * HOUR)


def test_a_leap_that_is_taken_back_in_part_is_doubted_anew(clock, now):
    clock.agrees(now)
    assert not clock.agrees(now + 3 * WEEK)
    assert not clock.agrees(now + WEEK)
    assert not clock.agrees(now + WEEK + PATIENCE - HOUR)
    assert clock.agrees(now + WEEK + PATIENCE)


def test_an_earlier_moment_is_believed_and_changes_nothing(clock, now):
    clock.agrees(now)
    assert clock.agrees(now - WEEK)
    assert clock.agrees(now + HOUR)


@pytest.mark.parametrize("damage", [b"", b"[1", b"7", b"[1, 2, 3]"])
def test_a_damaged_note_deletes_nothing(clock, now, tmp_path, damage):
    (tmp_path / "clock").write_bytes(damage)
    with pytest.raises(KeysMissing):
        clock.agrees(now)


def test_a_look_that_cannot_be_noted_deletes_nothing(tmp_path, now):
    with pytest.raises(KeysMissing):
        SeenClock(tmp_path / "gone" / "clock").agrees(now)
