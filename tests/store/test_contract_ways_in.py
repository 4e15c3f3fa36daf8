"""A way in that is taken away makes no other one, whatever happens at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from wizard.errors import DraftNotFound
from wizard.store import HELPER_KINDS, WrapKind

ROUNDS = 25


def test_a_wrap_is_added_through_one_that_is_there(store, draft, session, new_wrap, now):
    code, entered = new_wrap(draft, WrapKind.HELPER_CODE), new_wrap(draft)
    store.add_wrap(code)
    store.add_wrap(entered, through=code.id)
    assert store.find(entered.id, now) == (entered, draft)


def test_through_one_that_is_gone_nothing_is_added(store, draft, session, new_wrap, now):
    code, late = new_wrap(draft, WrapKind.HELPER_CODE), new_wrap(draft)
    store.add_wrap(code)
    store.drop_wraps(draft.id, HELPER_KINDS)
    with pytest.raises(DraftNotFound):
        store.add_wrap(late, through=code.id)
    assert store.find(late.id, now) is None
    assert store.find(session.id, now) == (session, draft)


def enters(store, barrier, entered, code) -> bool:
    barrier.wait()
    try:
        store.add_wrap(entered, through=code.id)
    except DraftNotFound:
        return False
    return True


def withdraws(store, barrier, draft) -> None:
    barrier.wait()
    store.drop_wraps(draft.id, HELPER_KINDS)


def test_who_enters_while_the_code_is_withdrawn_is_not_left_inside(
    store, draft, session, new_wrap, now
):
    with ThreadPoolExecutor(2) as people:
        for _ in range(ROUNDS):
            code = new_wrap(draft, WrapKind.HELPER_CODE)
            entered = new_wrap(draft, WrapKind.HELPER_SESSION)
            store.add_wrap(code)
            barrier = Barrier(2)
            coming = people.submit(enters, store, barrier, entered, code)
            going = people.submit(withdraws, store, barrier, draft)
            coming.result(), going.result()
            assert store.find(entered.id, now) is None
