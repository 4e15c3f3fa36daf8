"""Coming back with a code or a PIN: right, wrong, too often, too busy."""

import contextlib
import logging
import threading
from datetime import timedelta

import pytest

from wizard.core import codes
from wizard.errors import (
    Busy,
    CodeMistyped,
    CodeWrong,
    DraftNotFound,
    PinUnusable,
    PinWrong,
    TooManyTries,
)
from wizard.store import Box, WrapKind
from wizard.vault import PIN_TRIES, limits

HERE, ELSEWHERE = "192.0.2.1", "192.0.2.2"
WRONG = codes.make_code(lambda _: 1)


@pytest.fixture
def code(drafts, entry, now):
    return drafts.make_code(entry.draft, now)[0]


@pytest.fixture
def device(drafts, entry, now):
    return drafts.keep_on_device(entry.draft, now, pin="2580")


@contextlib.contextmanager
def crowded(gate):
    """Take every place in a gate."""
    taken = [gate._places.acquire(blocking=False) for _ in range(3)]
    assert all(taken)
    yield
    [gate._places.release() for _ in taken]


def guess(drafts, now, address=HERE, times=1):
    for _ in range(times):
        with pytest.raises(CodeWrong):
            drafts.open_with_code(WRONG, address, now)


def test_a_code_opens_the_draft_in_another_browser(drafts, entry, code, now):
    drafts.stop(entry.draft)
    back = drafts.open_with_code(codes.group(code), HERE, now + timedelta(days=20))
    assert back.token != entry.token
    assert back.draft.kind is WrapKind.SESSION
    assert (back.draft.shared, back.draft.private) == (entry.draft.shared, entry.draft.private)
    assert drafts.find(back.token, now + timedelta(days=20)) == back.draft


def test_a_code_may_make_an_own_device(drafts, code, now):
    back = drafts.open_with_code(code, HERE, now, own_device=True)
    assert drafts.find(back.token, now + timedelta(days=20)).kind is WrapKind.DEVICE


def test_only_the_session_that_made_a_code_may_see_it(drafts, entry, code, now):
    opened = drafts.find(entry.token, now)
    assert drafts.current_code(opened, now) == code
    assert drafts.current_code(entry.draft, now) is None
    assert drafts.current_code(drafts.open_with_code(code, HERE, now).draft, now) is None


def test_a_new_code_replaces_the_old_one_everywhere(drafts, entry, code, now):
    other = drafts.open_with_code(code, HERE, now)
    renewed, _ = drafts.make_code(other.draft, now)
    with pytest.raises(CodeWrong):
        drafts.open_with_code(code, HERE, now)
    assert drafts.open_with_code(renewed, HERE, now)
    assert drafts.current_code(drafts.find(entry.token, now), now) is None


@pytest.mark.parametrize("typed", ["", "4821", WRONG[:-1] + "0", "geen code"])
def test_a_mistyped_code_costs_nothing(drafts, entry, now, typed, monkeypatch):
    monkeypatch.setattr(drafts._limits, "admit", lambda *_: pytest.fail("counted"))
    with pytest.raises(CodeMistyped):
        drafts.open_with_code(typed, HERE, now)


def test_an_expired_code_is_as_wrong_as_any(drafts, code, now):
    with pytest.raises(CodeWrong):
        drafts.open_with_code(code, HERE, now + timedelta(days=31))


def test_ten_wrong_codes_an_hour_are_enough(drafts, code, now):
    guess(drafts, now, times=10)
    with pytest.raises(TooManyTries) as refusal:
        drafts.open_with_code(code, HERE, now)
    assert refusal.value.retry_after == 30 * 60 - 20
    assert drafts.open_with_code(code, ELSEWHERE, now)
    assert drafts.open_with_code(code, HERE, now + timedelta(hours=1))


def test_right_codes_do_not_count(drafts, code, now):
    for _ in range(12):
        assert drafts.open_with_code(code, HERE, now)
    guess(drafts, now, times=10)


def test_a_network_of_one_household_counts_as_one_address(drafts, entry, now):
    for host in range(10):
        guess(drafts, now, f"2001:db8::{host:x}")
    with pytest.raises(TooManyTries):
        drafts.open_with_code(WRONG, "2001:db8::ffff:1", now)
    guess(drafts, now, "2001:db8:0:1::1")


def test_beyond_the_daily_cap_one_try_in_five_seconds(drafts, now, monkeypatch, caplog):
    monkeypatch.setattr(limits, "PER_DAY", limits.Cap("instance", 3, timedelta(days=1)))
    with caplog.at_level(logging.CRITICAL, "wizard.alarm"):
        guess(drafts, now, times=3)
        assert caplog.messages == []
        guess(drafts, now)
        with pytest.raises(TooManyTries) as refusal:
            drafts.open_with_code(WRONG, ELSEWHERE, now)
        guess(drafts, now + timedelta(seconds=5))
    assert refusal.value.retry_after == 5
    assert caplog.messages == ["the daily cap of wrong resume codes is reached"]
    guess(drafts, now + timedelta(days=1), times=3)


def test_the_shipped_caps():
    assert (limits.PER_ADDRESS.most, limits.PER_ADDRESS.window) == (10, timedelta(hours=1))
    assert (limits.PER_DAY.most, limits.PER_DAY.window) == (20_000, timedelta(days=1))
    assert (limits.WHEN_CAPPED.most, limits.WHEN_CAPPED.window) == (1, timedelta(seconds=5))


def test_no_address_is_kept(drafts, entry, now, tmp_path):
    guess(drafts, now, "203.0.113.77")
    files = [path.read_bytes() for path in tmp_path.glob("drafts.db*")]
    assert files
    assert not any(b"203.0.113.77" in text for text in files)


def test_a_busy_gate_refuses_at_once_and_counts_nothing(drafts, code, now):
    with crowded(drafts._opening):
        for _ in range(12):
            with pytest.raises(Busy):
                drafts.open_with_code(code, HERE, now)
    assert drafts.open_with_code(code, HERE, now)


def test_a_flood_of_codes_keeps_nobody_from_answering_or_keeping(drafts, entry, now):
    with crowded(drafts._opening):
        opened = drafts.save(drafts.find(entry.token, now), {Box.SHARED: b"x"}, now)
        drafts.start(b"", b"", now)
        drafts.keep_on_device(opened, now, pin="2580")
        code, _ = drafts.make_code(opened, now)
    assert drafts.open_with_code(code, HERE, now).draft.shared == b"x"


def test_a_busy_gate_before_making_a_code_loses_nothing(drafts, entry, code, now):
    with crowded(drafts._making), pytest.raises(Busy):
        drafts.make_code(drafts.find(entry.token, now), now)
    assert drafts.open_with_code(code, HERE, now)


def test_the_right_pin_opens_a_session_beside_the_device(drafts, entry, device, now):
    back = drafts.open_with_pin(device, " 2580 ", now)
    assert back.draft.shared == entry.draft.shared
    assert back.draft.kind is WrapKind.SESSION
    assert drafts.find(back.token, now) == back.draft
    assert drafts.find(device, now).tries_left == PIN_TRIES


def test_ten_wrong_pins_forget_the_device(drafts, entry, device, now):
    left = []
    for _ in range(10):
        with pytest.raises(PinWrong) as refusal:
            drafts.open_with_pin(device, "0000", now)
        left.append(refusal.value.tries_left)
    assert left == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert drafts.find(device, now) is None
    with pytest.raises(DraftNotFound):
        drafts.open_with_pin(device, "2580", now)
    assert drafts.find(entry.token, now)


def test_the_tenth_pin_may_still_be_right(drafts, device, now):
    for _ in range(9):
        with pytest.raises(PinWrong):
            drafts.open_with_pin(device, "0000", now)
    assert drafts.open_with_pin(device, "2580", now)
    assert drafts.find(device, now).tries_left == 10


def test_a_try_is_counted_before_the_slow_work(drafts, device, now, monkeypatch):
    monkeypatch.setattr("wizard.vault.drafts.pin_secret", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        drafts.open_with_pin(device, "2580", now)
    assert drafts.find(device, now).tries_left == 9


@pytest.mark.parametrize("pin", ["", "12", "abcd"])
def test_what_is_no_pin_costs_no_try(drafts, entry, device, now, pin):
    with pytest.raises(PinUnusable):
        drafts.open_with_pin(device, pin, now)
    with pytest.raises(PinUnusable):
        drafts.keep_on_device(entry.draft, now, pin=pin)
    assert drafts.find(device, now).tries_left == 10


def test_a_pin_for_a_device_without_one_opens_nothing(drafts, entry, now):
    device = drafts.keep_on_device(entry.draft, now)
    with pytest.raises(DraftNotFound):
        drafts.open_with_pin(device, "2580", now)
    assert drafts.find(device, now)


def test_guesses_at_the_same_time_are_all_counted(drafts, device, now):
    outcomes, ready = [], threading.Barrier(3)

    def one():
        ready.wait()
        with pytest.raises(PinWrong) as refusal:
            drafts.open_with_pin(device, "0000", now)
        outcomes.append(refusal.value.tries_left)

    threads = [threading.Thread(target=one) for _ in range(3)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes) == [7, 8, 9]
