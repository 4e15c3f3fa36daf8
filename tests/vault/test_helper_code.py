"""A helper code opens what is shared, and by cryptography nothing else."""

import shutil
from datetime import timedelta

import pytest

from wizard.errors import BoxUnreadable, CodeWrong, DraftNotFound, ResidentOnly
from wizard.store import HELPER_KINDS, Box, WrapKind, open_store
from wizard.vault import Drafts, KeyDirectory
from wizard.vault.boxes import open_box

HERE = "192.0.2.1"


@pytest.fixture
def made(drafts, entry, now):
    """The helper code, and the draft of the resident who made it."""
    return drafts.make_helper_code(entry.draft, now)


@pytest.fixture
def helper(drafts, made, now):
    """The helper's own session."""
    return drafts.open_with_code(made[0], HERE, now)


def test_it_opens_the_shared_box_only(drafts, entry, helper, now):
    found = drafts.find(helper.token, now)
    assert found.texts == {Box.SHARED: entry.draft.shared}
    assert (found.private, found.by_helper) == (None, True)
    assert not drafts.find(entry.token, now).by_helper


def test_both_write_in_the_same_draft(drafts, entry, helper, now):
    drafts.save(drafts.find(helper.token, now), {Box.SHARED: b"from the coach"}, now)
    opened = drafts.find(entry.token, now)
    assert opened.shared == b"from the coach"
    drafts.save(opened, {Box.SHARED: b"from the client", Box.PRIVATE: b"own"}, now)
    assert drafts.find(helper.token, now).texts == {Box.SHARED: b"from the client"}


def test_the_private_box_cannot_be_written(drafts, helper, now):
    with pytest.raises(KeyError):
        drafts.save(helper.draft, {Box.PRIVATE: b"mine"}, now)


@pytest.fixture
def thief(store, keys, tmp_path, cheap):
    """Somebody with a copy of the whole key directory and the database."""
    stolen = shutil.copytree(tmp_path / "keys", tmp_path / "stolen")
    return Drafts(store, KeyDirectory(stolen), term=timedelta(30), cost=cheap)


def test_with_code_database_and_keys_the_private_box_stays_shut(made, thief, store, now):
    """Whoever has all that the helper and the server have still lacks the private key."""
    opened = thief.open_with_code(made[0], HERE, now).draft
    _, stored = store.find(opened.wrap.id, now)
    for key in opened.contents.keys.values():
        with pytest.raises(BoxUnreadable):
            open_box(key, opened.id, Box.PRIVATE, stored.private.revision, stored.private.sealed)
    assert Box.PRIVATE not in opened.contents.keys


@pytest.mark.parametrize(
    "act",
    [
        lambda drafts, opened, now: drafts.wipe(opened),
        lambda drafts, opened, now: drafts.make_code(opened, now),
        lambda drafts, opened, now: drafts.make_helper_code(opened, now),
        lambda drafts, opened, now: drafts.withdraw_helper_code(opened),
        lambda drafts, opened, now: drafts.keep_on_device(opened, now),
        lambda drafts, opened, now: drafts.drop_sessions(opened),
    ],
    ids=["wipe", "code", "helper code", "withdraw", "device", "sessions"],
)
def test_what_only_the_resident_may_do_is_refused(drafts, entry, helper, act, now):
    with pytest.raises(ResidentOnly):
        act(drafts, helper.draft, now)
    assert drafts.find(entry.token, now)
    assert drafts.find(helper.token, now)


def test_it_never_becomes_an_own_device(drafts, made, now):
    entry = drafts.open_with_code(made[0], HERE, now, own_device=True)
    assert entry.draft.kind is WrapKind.HELPER_SESSION
    assert drafts.find(entry.token, now + timedelta(minutes=31)) is None


def test_withdrawing_ends_the_code_and_who_came_in_with_it(drafts, entry, made, helper, now):
    assert drafts.has_helper_code(entry.draft)
    drafts.withdraw_helper_code(drafts.find(entry.token, now))
    assert not drafts.has_helper_code(entry.draft)
    assert drafts.find(helper.token, now) is None
    with pytest.raises(CodeWrong):
        drafts.open_with_code(made[0], HERE, now)
    assert drafts.find(entry.token, now)


def test_a_new_helper_code_ends_the_old_one(drafts, entry, made, helper, now):
    renewed, _ = drafts.make_helper_code(drafts.find(entry.token, now), now)
    assert drafts.find(helper.token, now) is None
    with pytest.raises(CodeWrong):
        drafts.open_with_code(made[0], HERE, now)
    assert drafts.open_with_code(renewed, HERE, now).draft.by_helper


def test_it_stands_beside_the_residents_own_code(drafts, entry, made, now):
    own, opened = drafts.make_code(drafts.find(entry.token, now), now)
    assert drafts.current_code(opened, now) == own
    assert drafts.current_code(opened, now, WrapKind.HELPER_CODE) == made[0]
    assert drafts.open_with_code(own, HERE, now).draft.private == entry.draft.private
    assert drafts.open_with_code(made[0], HERE, now).draft.by_helper


def test_a_plan_does_not_outlive_its_resident_for_the_helper(drafts, entry, helper, now):
    assert not drafts.survives_stop(entry.draft)
    drafts.stop(entry.draft)
    assert drafts.find(helper.token, now) is None


def test_a_helper_who_types_while_the_plan_is_wiped_is_told(drafts, entry, helper, now):
    drafts.wipe(entry.draft)
    with pytest.raises(DraftNotFound):
        drafts.save(helper.draft, {Box.SHARED: b"late"}, now)


def test_the_store_says_nothing_but_the_kind(drafts, made, tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/drafts.db")
    store.close()
    assert made[0].encode() not in (tmp_path / "drafts.db").read_bytes()


def test_who_types_the_code_while_it_is_withdrawn_gets_no_session(drafts, store, made, now):
    code, opened = made
    find = store.find

    def find_and_be_late(wrap_id, now):
        found = find(wrap_id, now)
        store.drop_wraps(opened.id, HELPER_KINDS)
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "find", find_and_be_late)
        with pytest.raises(CodeWrong):
            drafts.open_with_code(code, HERE, now)
    assert not store.has_wrap(opened.id, WrapKind.HELPER_SESSION)


def test_a_session_that_was_ended_keeps_nothing_on_a_device(drafts, entry, now):
    other = drafts.open_session(entry.draft, now)
    drafts.stop(entry.draft)
    with pytest.raises(DraftNotFound):
        drafts.keep_on_device(entry.draft, now)
    assert drafts.find(other.token, now)
