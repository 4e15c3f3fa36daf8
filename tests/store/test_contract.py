"""What every back end does: the contract of `wizard.store.Store`, one sentence a test."""

import threading
from datetime import timedelta

import pytest

from wizard.errors import DraftNotFound, RevisionConflict
from wizard.store import HELPER_KINDS, BodySwap, Box, SealedBox, WrapKind

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def save(store, wrap, now, boxes, wrap_until=None):
    until = now + 30 * DAY
    store.save(wrap.draft_id, boxes, draft_until=until, wrap_id=wrap.id, wrap_until=wrap_until)


def test_a_draft_is_found_as_it_was_stored(store, draft, session, now):
    assert store.find(session.id, now) == (session, draft)


def test_an_unknown_wrap_finds_nothing(store, session, now):
    assert store.find(b"?" * 16, now) is None


def test_every_column_of_a_wrap_comes_back(store, draft, new_wrap, now):
    moments = {"expires_at": now + MINUTE, "ends_at": now + DAY}
    wrap = new_wrap(draft, WrapKind.DEVICE, tries_left=10, **moments)
    store.create(draft, [wrap])
    assert store.find(wrap.id, now) == (wrap, draft)


def test_an_expired_wrap_finds_nothing(store, session, now):
    assert store.find(session.id, session.expires_at) is None


def test_an_expired_draft_is_not_found(store, new_draft, new_wrap, now):
    draft = new_draft(expires_at=now)
    wrap = new_wrap(draft, WrapKind.CODE)
    store.create(draft, [wrap])
    assert store.find(wrap.id, now) is None


def test_creating_is_all_or_nothing(store, session, new_draft, new_wrap, now):
    other = new_draft()
    first = new_wrap(other)
    with pytest.raises(Exception, match=r"(?i)unique"):
        store.create(other, [first, new_wrap(other, id=session.id)])
    assert store.find(first.id, now) is None


@pytest.mark.parametrize("boxes", [[Box.SHARED], [Box.PRIVATE], [Box.SHARED, Box.PRIVATE]])
def test_boxes_are_saved_each_with_its_own_revision(store, draft, session, now, boxes):
    save(store, session, now, {box: SealedBox(2, b"new " + box.encode()) for box in boxes})
    _, saved = store.find(session.id, now)
    for box in Box:
        was = getattr(draft, box)
        expected = SealedBox(2, b"new " + box.encode()) if box in boxes else was
        assert getattr(saved, box) == expected


@pytest.mark.parametrize("revision", [0, 1, 3])
def test_a_stale_revision_changes_nothing(store, draft, session, now, revision):
    stale = {Box.SHARED: SealedBox(2, b"ok"), Box.PRIVATE: SealedBox(revision, b"stale")}
    with pytest.raises(RevisionConflict):
        save(store, session, now + DAY, stale)
    assert store.find(session.id, now) == (session, draft)


def test_saving_extends_the_session_and_the_draft(store, draft, session, now):
    save(store, session, now + DAY, {}, wrap_until=now + 50 * MINUTE)
    wrap, saved = store.find(session.id, now + 49 * MINUTE)
    assert wrap.expires_at == now + 50 * MINUTE
    assert saved.expires_at == now + 31 * DAY


def test_a_draft_never_gets_a_shorter_life(store, session, now):
    save(store, session, now + 60 * DAY, {})
    save(store, session, now, {})
    assert store.find(session.id, now)[1].expires_at == now + 90 * DAY


def test_a_wrap_that_lives_with_its_draft_stays_so(store, draft, new_wrap, now):
    wrap = new_wrap(draft, WrapKind.DEVICE)
    store.create(draft, [wrap])
    save(store, wrap, now, {Box.SHARED: SealedBox(2, b"x")}, wrap_until=None)
    assert store.find(wrap.id, now + 29 * DAY)[0].expires_at is None


@pytest.mark.parametrize("boxes", [{}, {Box.SHARED: SealedBox(2, b"x")}])
def test_saving_a_wiped_draft_says_so(store, session, now, boxes):
    store.wipe(session.draft_id)
    with pytest.raises(DraftNotFound):
        save(store, session, now, boxes)


def test_a_new_code_takes_the_place_of_the_old_ones(store, draft, session, new_wrap, now):
    old, new = new_wrap(draft, WrapKind.CODE), new_wrap(draft, WrapKind.CODE)
    store.add_wrap(old)
    store.add_wrap(new, replaces=WrapKind.CODE)
    assert store.find(old.id, now) is None
    assert store.find(new.id, now) == (new, draft)
    assert store.find(session.id, now) == (session, draft)


def test_a_wrap_for_a_wiped_draft_is_refused(store, draft, new_wrap):
    with pytest.raises(DraftNotFound):
        store.add_wrap(new_wrap(draft))


def test_a_note_goes_along_with_a_new_wrap(store, draft, session, new_wrap, now):
    swap = BodySwap(session.id, session.body, b"noted", 2931)
    store.add_wrap(new_wrap(draft, WrapKind.CODE), swap=swap)
    wrap, _ = store.find(session.id, now)
    assert (wrap.body, wrap.epoch) == (b"noted", 2931)


def test_a_note_on_a_changed_wrap_undoes_the_new_wrap(store, draft, session, new_wrap, now):
    code = new_wrap(draft, WrapKind.CODE)
    with pytest.raises(RevisionConflict):
        store.add_wrap(code, swap=BodySwap(session.id, b"another", b"noted", 2931))
    assert store.find(code.id, now) is None


def test_only_lasting_wraps_keep_a_draft_after_stopping(store, draft, session, new_wrap):
    store.add_wrap(new_wrap(draft))
    assert not store.has_lasting_wrap(draft.id, session.id)
    code = new_wrap(draft, WrapKind.CODE)
    store.add_wrap(code)
    assert store.has_lasting_wrap(draft.id, session.id)
    assert not store.has_lasting_wrap(draft.id, code.id)


def test_stopping_drops_one_wrap(store, draft, session, new_wrap, now):
    code = new_wrap(draft, WrapKind.CODE)
    store.add_wrap(code)
    store.drop_wrap(session.id)
    store.drop_wrap(session.id)
    assert store.find(session.id, now) is None
    assert store.find(code.id, now) == (code, draft)


@pytest.mark.parametrize("how", ["one", "kind"])
def test_a_draft_goes_with_its_last_wrap(store, draft, session, new_wrap, how):
    if how == "one":
        store.drop_wrap(session.id)
    else:
        store.drop_wraps(draft.id, {WrapKind.SESSION})
    with pytest.raises(DraftNotFound):
        store.add_wrap(new_wrap(draft))


def test_all_sessions_are_dropped_and_nothing_else(store, draft, session, new_wrap, now):
    other, code = new_wrap(draft), new_wrap(draft, WrapKind.CODE)
    store.add_wrap(other)
    store.add_wrap(code)
    store.drop_wraps(draft.id, {WrapKind.SESSION})
    assert [store.find(wrap.id, now) for wrap in (session, other)] == [None, None]
    assert store.find(code.id, now) == (code, draft)


def test_wiping_takes_the_draft_and_all_its_wraps(store, draft, session, new_wrap, now):
    code = new_wrap(draft, WrapKind.CODE)
    store.add_wrap(code)
    store.wipe(draft.id)
    store.wipe(draft.id)
    assert store.find(session.id, now) is None
    assert store.find(code.id, now) is None


def test_pin_tries_are_counted_down_and_given_back(store, draft, session, new_wrap, now):
    device = new_wrap(draft, WrapKind.DEVICE, tries_left=10)
    store.add_wrap(device)
    assert [store.count_try(device.id) for _ in range(3)] == [9, 8, 7]
    store.restore_tries(device.id, 10)
    assert store.find(device.id, now)[0].tries_left == 10


def test_a_try_beyond_the_last_destroys_the_wrap(store, draft, session, new_wrap, now):
    device = new_wrap(draft, WrapKind.DEVICE, tries_left=1)
    store.add_wrap(device)
    assert store.count_try(device.id) == 0
    assert store.count_try(device.id) is None
    assert store.find(device.id, now) is None
    assert store.find(session.id, now) == (session, draft)


def test_a_wrap_without_pin_is_not_counted(store, draft, session, now):
    assert store.count_try(session.id) is None
    assert store.count_try(b"?" * 16) is None
    assert store.find(session.id, now) == (session, draft)


def test_hits_are_counted_for_each_key_and_window(store, now):
    assert [store.hit(b"a", now, DAY) for _ in range(3)] == [1, 2, 3]
    assert store.hit(b"b", now, DAY) == 1
    assert store.hit(b"a", now + DAY, DAY) == 1
    assert store.hit(b"a", now, DAY, -1) == 2


def test_counters_start_again_when_purged(store, now):
    store.hit(b"a", now, DAY)
    store.purge(now + DAY - MINUTE)
    assert store.hit(b"a", now, DAY) == 2
    store.purge(now + DAY)
    assert store.hit(b"a", now, DAY) == 1


def test_wraps_of_earlier_weeks_come_in_batches(store, draft, session, new_wrap):
    wraps = [new_wrap(draft, id=bytes([n]) * 16, epoch=2920 + n) for n in range(1, 6)]
    for wrap in wraps:
        store.add_wrap(wrap)
    assert store.wraps_before(2924, b"", 2) == wraps[:2]
    assert store.wraps_before(2924, wraps[1].id, 2) == wraps[2:3]
    assert store.wraps_before(2921, b"", 2) == []


def test_only_an_unchanged_body_is_swapped(store, session, now):
    right = BodySwap(session.id, session.body, b"new", 2931)
    gone = BodySwap(b"?" * 16, b"", b"new", 2931)
    assert store.swap_bodies([right, right, gone]) == 1
    assert store.find(session.id, now)[0].body == b"new"


def test_purging_takes_what_has_expired(store, session, new_draft, new_wrap, now):
    old, kept = new_draft(expires_at=now + MINUTE), new_draft()
    old_code, code = new_wrap(old, WrapKind.CODE), new_wrap(kept, WrapKind.CODE)
    kept_session = new_wrap(kept)
    store.create(old, [old_code])
    store.create(kept, [code, kept_session])
    assert store.purge(now) == 0
    assert store.purge(session.expires_at) == 2
    assert [store.find(w.id, now) for w in (session, old_code, kept_session)] == [None] * 3
    assert store.find(code.id, now) == (code, kept)


def test_purging_goes_on_beyond_one_batch(store, draft, new_wrap, now):
    wraps = [new_wrap(draft) for _ in range(450)]
    store.create(draft, [*wraps, new_wrap(draft, WrapKind.CODE)])
    assert store.purge(now + DAY) == 0
    assert not any(store.find(wrap.id, now) for wrap in wraps)


def test_of_two_threads_that_save_at_once_one_wins(store, session, now):
    outcomes, ready = [], threading.Barrier(2)

    def one(text):
        ready.wait()
        try:
            save(store, session, now, {Box.SHARED: SealedBox(2, text)})
            outcomes.append(text)
        except RevisionConflict:
            outcomes.append(None)

    threads = [threading.Thread(target=one, args=(text,)) for text in (b"a", b"b")]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    (winner,) = [text for text in outcomes if text]
    assert store.find(session.id, now)[1].shared == SealedBox(2, winner)


def test_a_second_store_sees_what_the_first_saved(store, url, session, draft, now):
    from wizard.store import open_store

    other = open_store(url)
    assert other.find(session.id, now) == (session, draft)
    other.close()


def test_a_store_answers_and_tidies(store):
    store.ping()
    assert store.tidy()
    assert store.tidy()


def test_a_helpers_ways_in_keep_no_draft_alive(store, draft, session, new_wrap, now):
    wraps = [new_wrap(draft, kind) for kind in HELPER_KINDS]
    for wrap in wraps:
        store.add_wrap(wrap)
    assert not store.has_lasting_wrap(draft.id, session.id)
    store.drop_wrap(session.id)
    assert [store.find(wrap.id, now) for wrap in wraps] == [None, None]


def test_a_helpers_ways_in_are_withdrawn_together(store, draft, session, new_wrap, now):
    wraps = [new_wrap(draft, kind) for kind in HELPER_KINDS]
    for wrap in wraps:
        store.add_wrap(wrap)
    assert store.has_wrap(draft.id, WrapKind.HELPER_CODE)
    store.drop_wraps(draft.id, HELPER_KINDS)
    assert not store.has_wrap(draft.id, WrapKind.HELPER_CODE)
    assert [store.find(wrap.id, now) for wrap in wraps] == [None, None]
    assert store.find(session.id, now) == (session, draft)
