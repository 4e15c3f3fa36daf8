"""What every back end does when an attacker asks for one thing many times at one moment."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.store.rows_of_staff import CAW, a_colleague, a_session, an_invitation, noted
from wizard.errors import InvitationGone, TooManyTries
from wizard.store import WrapKind
from wizard.vault import PIN_TRIES, KeyDirectory
from wizard.vault.limits import PER_ADDRESS, CodeLimits


def at_once(act: Callable[[int], Any], times: int) -> list[Any]:
    """Do something as often as this, all threads let go at one moment."""
    ready, found = threading.Barrier(times), []

    def one(number: int) -> None:
        ready.wait()
        found.append(act(number))

    threads = [threading.Thread(target=one, args=(number,)) for number in range(times)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(found) == times
    return found


def test_of_sixteen_pins_tried_at_once_ten_are_tried(store, draft, session, new_wrap, now):
    device = replace(new_wrap(draft, WrapKind.DEVICE), tries_left=PIN_TRIES)
    store.add_wrap(device, through=session.id)
    left = at_once(lambda _: store.count_try(device.id), 16)
    assert sorted(tries for tries in left if tries is not None) == [*range(PIN_TRIES)]
    assert store.find(device.id, now) is None or store.count_try(device.id) is None


def test_of_sixteen_codes_tried_at_once_ten_are_admitted(store, now, tmp_path):
    limits = CodeLimits(store, KeyDirectory(tmp_path / "keys", create=True))

    def admitted(_: int) -> bool:
        try:
            limits.admit("192.0.2.1", now)
        except TooManyTries:
            return False
        return True

    assert sum(at_once(admitted, 16)) == PER_ADDRESS.most == 10


def test_of_two_who_accept_one_invitation_at_once_one_is_hired(desk, now):
    invitation = an_invitation(now)
    colleagues = [replace(a_colleague(name), id=name.encode()) for name in ("Fatima", "Other")]

    def accepted(number: int) -> bool:
        own = colleagues[number]
        try:
            desk.accept(invitation.id, own, [], a_session(own, now), noted(now))
        except InvitationGone:
            return False
        return True

    assert sorted(at_once(accepted, 2)) == [False, True]
    assert len(desk.of_desk(CAW)) == 1
