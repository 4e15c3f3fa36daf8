"""Drafts from start to wipe, as the pages use them."""

from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest

from wizard.core import codes
from wizard.errors import DraftNotFound, RevisionConflict, StorageFull
from wizard.store import Box, WrapKind
from wizard.vault import Argon2Cost, Drafts, KeyDirectory, PinAsked

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_a_started_draft_is_found_by_its_token(drafts, entry, now):
    found = drafts.find(entry.token, now)
    assert found == entry.draft
    assert (found.shared, found.private) == (b'{"wishes": []}', b'{"secret": 1}')
    assert found.kind is WrapKind.SESSION
    assert found.revisions == {Box.SHARED: 1, Box.PRIVATE: 1}


@pytest.mark.parametrize("forged", ["", "x", "\ud800", "a" * 5000, "é\x00"])
def test_a_forged_token_finds_nothing(drafts, entry, now, forged):
    assert drafts.find(forged, now) is None
    assert drafts.find(entry.token[:-1] + forged, now) is None


def test_saving_one_box_leaves_the_other_alone(drafts, entry, now):
    saved = drafts.save(entry.draft, {Box.SHARED: b"new"}, now)
    found = drafts.find(entry.token, now)
    assert found == saved
    assert (found.shared, found.private) == (b"new", b'{"secret": 1}')
    assert found.revisions == {Box.SHARED: 2, Box.PRIVATE: 1}


def test_both_boxes_are_saved_together(drafts, entry, now):
    drafts.save(entry.draft, {Box.SHARED: b"new", Box.PRIVATE: b"own"}, now)
    found = drafts.find(entry.token, now)
    assert (found.shared, found.private) == (b"new", b"own")


def test_two_tabs_clash_and_the_later_one_may_try_again(drafts, entry, now):
    first, second = drafts.find(entry.token, now), drafts.find(entry.token, now)
    drafts.save(first, {Box.SHARED: b"first"}, now)
    with pytest.raises(RevisionConflict):
        drafts.save(second, {Box.SHARED: b"second"}, now)
    again = drafts.find(entry.token, now)
    assert again.shared == b"first"
    assert drafts.save(again, {Box.SHARED: b"both"}, now).shared == b"both"


def test_a_session_ends_after_thirty_idle_minutes(drafts, entry, now):
    assert entry.draft.idle_until == datetime(2026, 3, 2, 10, 1, tzinfo=UTC)
    assert drafts.find(entry.token, now + 30 * MINUTE)
    assert drafts.find(entry.token, now + 31 * MINUTE) is None


def test_looking_does_not_extend_a_session_and_saving_does(drafts, entry, now):
    later = now + 20 * MINUTE
    opened = drafts.find(entry.token, later)
    assert opened.idle_until == entry.draft.idle_until
    assert drafts.save(opened, {}, later).idle_until == opened.idle_until + 20 * MINUTE
    assert drafts.find(entry.token, now + 50 * MINUTE)


def test_a_session_ends_after_twelve_hours_however_busy(drafts, entry, now):
    moment, opened = now, entry.draft
    while opened:
        last, moment = moment, moment + 20 * MINUTE
        drafts.save(opened, {}, last)
        opened = drafts.find(entry.token, moment)
    assert timedelta(hours=11, minutes=40) < moment - now <= timedelta(hours=12, minutes=20)


def test_a_draft_lives_a_term_after_its_last_save(drafts, now):
    token = drafts.start(b"{}", b"{}", now, own_device=True).token
    drafts.save(drafts.find(token, now + 29 * DAY), {Box.SHARED: b"x"}, now + 29 * DAY)
    assert drafts.find(token, now + 58 * DAY).shared == b"x"
    assert drafts.find(token, now + 60 * DAY) is None


def test_a_demonstration_draft_ends_within_the_hour_after_its_day(store, keys, now):
    drafts = Drafts(store, keys, term=DAY)
    opened = drafts.start(b"{}", b"{}", now, own_device=True).draft
    assert opened.expires_at == datetime(2026, 3, 3, 10, tzinfo=UTC)


def test_starting_finding_and_saving_never_stretch_a_key(store, keys, now):
    """Argon2id refuses this cost: nothing on the way of an answer may run it."""
    drafts = Drafts(store, keys, term=30 * DAY, cost=Argon2Cost(memory_kib=0))
    entry = drafts.start(b"{}", b"{}", now)
    drafts.save(drafts.find(entry.token, now), {Box.SHARED: b"x"}, now)
    drafts.keep_on_device(entry.draft, now)
    drafts.wipe(entry.draft)


def test_an_own_device_opens_the_draft_for_weeks(drafts, entry, now):
    token = drafts.keep_on_device(entry.draft, now)
    opened = drafts.find(token, now + 20 * DAY)
    assert opened.kind is WrapKind.DEVICE
    assert opened.shared == entry.draft.shared
    assert opened.idle_until is None
    assert opened.ends_at is None


def test_a_device_with_a_pin_asks_for_it(drafts, entry, now):
    token = drafts.keep_on_device(entry.draft, now, pin="2580")
    assert drafts.find(token, now) == PinAsked(10)


def test_stopping_without_code_or_device_ends_the_draft(drafts, entry, now):
    other = drafts.start(b"{}", b"{}", now)
    assert not drafts.survives_stop(entry.draft)
    drafts.stop(entry.draft)
    assert drafts.find(entry.token, now) is None
    with pytest.raises(DraftNotFound):
        drafts.keep_on_device(entry.draft, now)
    assert drafts.find(other.token, now)


def test_stopping_with_a_device_keeps_the_draft(drafts, entry, now):
    token = drafts.keep_on_device(entry.draft, now)
    assert drafts.survives_stop(entry.draft)
    drafts.stop_token(entry.token)
    drafts.stop_token("never seen")
    assert drafts.find(entry.token, now) is None
    assert drafts.find(token, now)


def test_a_device_that_turns_out_to_be_shared_becomes_a_session(drafts, now):
    device = drafts.start(b"words", b"", now, own_device=True)
    session = drafts.open_session(device.draft, now)
    drafts.stop(device.draft)
    assert drafts.find(device.token, now) is None
    assert drafts.find(session.token, now).shared == b"words"
    assert drafts.find(session.token, now).kind is WrapKind.SESSION
    assert drafts.find(session.token, now + HOUR) is None


def test_a_way_in_ends_when_the_one_in_its_place_is_used_and_no_sooner(drafts, entry, now):
    device = drafts.keep_on_device(entry.draft, now, in_place=True)
    assert drafts.find(entry.token, now)
    opened = drafts.find(device, now)
    assert opened.note == {}
    assert drafts.find(entry.token, now) is None
    session = drafts.open_session(opened, now, in_place=True)
    assert drafts.find(device, now)
    assert drafts.find(session.token, now).shared == entry.draft.shared
    assert drafts.find(device, now) is None


def test_a_store_that_cannot_write_keeps_nobody_from_reading_with_a_new_token(
    drafts, entry, now, monkeypatch
):
    device = drafts.keep_on_device(entry.draft, now, in_place=True)
    with monkeypatch.context() as full:
        full.setattr(drafts._store, "drop_wrap", Mock(side_effect=StorageFull("full")))
        assert drafts.find(device, now).shared == entry.draft.shared
    assert drafts.find(entry.token, now)
    assert drafts.find(device, now)
    assert drafts.find(entry.token, now) is None


def test_all_sessions_can_be_ended_at_once(drafts, entry, now):
    code, _ = drafts.make_code(entry.draft, now)
    other = drafts.open_with_code(code, "198.51.100.1", now)
    device = drafts.keep_on_device(other.draft, now)
    drafts.drop_sessions(entry.draft)
    assert [drafts.find(token, now) for token in (entry.token, other.token)] == [None, None]
    assert drafts.find(device, now)


def test_wiping_ends_every_way_in(drafts, entry, now):
    code, opened = drafts.make_code(entry.draft, now)
    device = drafts.keep_on_device(opened, now)
    drafts.wipe(opened)
    assert [drafts.find(token, now) for token in (entry.token, device)] == [None, None]
    with pytest.raises(DraftNotFound):
        drafts.save(opened, {Box.SHARED: b"late"}, now)
    assert codes.normalise(code) == code


def test_a_note_is_for_one_wrap_only(drafts, entry, now):
    device = drafts.keep_on_device(entry.draft, now)
    noted = drafts.write_note(entry.draft, {"seen": "ja"}, now)
    assert noted.note == drafts.find(entry.token, now).note == {"seen": "ja"}
    assert drafts.find(device, now).note == {}
    with pytest.raises(RevisionConflict):
        drafts.write_note(entry.draft, {"seen": "nee"}, now)


def test_a_draft_derives_the_same_for_all_who_open_it(drafts, entry, now):
    device = drafts.find(drafts.keep_on_device(entry.draft, now), now)
    assert device.derive("urls") == entry.draft.derive("urls")
    assert device.derive("urls") != device.derive("other")
    assert device.derive("urls") != drafts.start(b"", b"", now).draft.derive("urls")


def test_nothing_of_a_person_shows_in_a_representation(drafts, entry):
    shown = repr(entry) + repr(entry.draft)
    for secret in (entry.token, "wishes", "secret", entry.draft.id.hex(), "keys"):
        assert secret not in shown


def test_another_key_directory_opens_nothing(store, entry, tmp_path, now):
    others = KeyDirectory(tmp_path / "others", create=True)
    others.current_pepper(now)
    with pytest.raises(Exception, match="a wrap does not open"):
        Drafts(store, others, term=30 * DAY).find(entry.token, now)


def test_a_longer_term_that_the_resident_chose_counts_from_each_save(drafts, now):
    token = drafts.start(b"{}", b"{}", now, own_device=True).token
    saved = drafts.save(drafts.find(token, now), {}, now, 90 * DAY)
    assert saved.expires_at == datetime(2026, 6, 1, tzinfo=UTC)
    assert drafts.find(token, now + 80 * DAY)
    assert drafts.save(saved, {}, now + DAY, 7 * DAY).expires_at == saved.expires_at
