"""The gate: some run, some wait, the rest hear so at once."""

import threading

import pytest

from wizard.errors import Busy
from wizard.vault import Gate


def occupy(gate, entered, leave):
    with gate:
        entered.release()
        leave.wait()


def test_one_runs_two_wait_and_the_rest_are_refused_at_once():
    gate, entered, leave = Gate(retry_after=7), threading.Semaphore(0), threading.Event()
    threads = [threading.Thread(target=occupy, args=(gate, entered, leave)) for _ in range(3)]
    [thread.start() for thread in threads]
    entered.acquire()
    while gate._places.acquire(blocking=False):
        gate._places.release()
    with pytest.raises(Busy) as refusal, gate:
        pass
    assert refusal.value.retry_after == 7
    assert not entered.acquire(blocking=False)
    leave.set()
    [thread.join() for thread in threads]
    with gate:
        pass


def test_a_failure_inside_leaves_the_gate_open():
    gate = Gate(running=1, waiting=0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), gate:
            raise ZeroDivisionError
    with gate, pytest.raises(Busy), gate:
        pass
