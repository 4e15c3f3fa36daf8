"""A running site tidies up by itself, and goes on when that fails once."""

import logging
import threading
from datetime import UTC, datetime

import pytest

from wizard import housekeeping
from wizard.errors import StorageBusy
from wizard.housekeeping import MINUTES_BETWEEN_SWEEPS, Housekeeping
from wizard.store import Store

ENOUGH_ROUNDS = MINUTES_BETWEEN_SWEEPS + 1
SECRET = "Kanarie in een foutmelding"


class Rounds(Store):
    """A store of which only `tidy` is used; it tells when it was called often enough."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.rounds = 0
        self.enough = threading.Event()

    def tidy(self) -> bool:
        self.rounds += 1
        if self.rounds >= ENOUGH_ROUNDS:
            self.enough.set()
        if self.failures:
            raise self.failures.pop()
        return True


@pytest.fixture
def sweeps(monkeypatch):
    """Each sweep's moment."""
    moments = []
    monkeypatch.setattr(
        housekeeping, "sweep_unless_doubted", lambda _store, _keys, now: moments.append(now)
    )
    return moments


def run(store: Rounds) -> Housekeeping:
    thread = Housekeeping(store, None, pause=0)
    thread.start()
    assert store.enough.wait(10)
    thread.stop()
    thread.join(10)
    return thread


def test_it_tidies_every_round_and_sweeps_at_the_first_and_every_hour(sweeps):
    store = Rounds()
    thread = run(store)
    assert not thread.is_alive()
    assert thread.daemon
    assert len(sweeps) == 1 + (store.rounds - 1) // MINUTES_BETWEEN_SWEEPS
    assert abs((datetime.now(UTC) - sweeps[0]).total_seconds()) < 60


@pytest.mark.parametrize("failure", [StorageBusy(SECRET), OSError(SECRET), ValueError(SECRET)])
def test_a_failure_is_logged_by_its_class_and_place_and_waits_for_the_next_round(
    sweeps, caplog, failure
):
    store = Rounds(failure)
    with caplog.at_level(logging.ERROR):
        run(store)
    assert store.rounds >= ENOUGH_ROUNDS
    [record] = caplog.records
    assert record.getMessage().startswith(f"housekeeping failed: {type(failure).__name__} at ")
    assert SECRET not in record.getMessage()


def test_a_sweep_that_fails_does_not_end_the_thread_either(monkeypatch):
    def fail(*_args):
        raise StorageBusy(SECRET)

    monkeypatch.setattr(housekeeping, "sweep_unless_doubted", fail)
    store = Rounds()
    assert not run(store).is_alive()
    assert store.rounds >= ENOUGH_ROUNDS - 2
