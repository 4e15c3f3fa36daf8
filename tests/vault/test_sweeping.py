"""The weekly renewal: nobody notices, and old copies of the database become noise."""

import logging
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import NamedTuple

import pytest

from wizard.errors import KeysMissing, StorageFull
from wizard.store import Box, Store, open_store
from wizard.vault import Argon2Cost, Drafts, KeyDirectory, sweep
from wizard.vault.sweeping import refuse_older_keys, renew_outer_layers, sweep_unless_doubted

WEEK, DAY, HOUR = timedelta(weeks=1), timedelta(days=1), timedelta(hours=1)
CHEAP = Argon2Cost(memory_kib=32, iterations=1)


class Vault(NamedTuple):
    store: Store
    keys: KeyDirectory
    drafts: Drafts


@pytest.fixture
def vault(store, keys, drafts):
    return Vault(store, keys, drafts)


@pytest.fixture
def device(drafts, entry, now):
    return drafts.keep_on_device(entry.draft, now)


@pytest.fixture
def code(drafts, entry, now):
    return drafts.make_code(entry.draft, now)[0]


def copy_of(store, tmp_path, name):
    """Copy the whole database as a backup would."""
    target = tmp_path / name
    with closing(sqlite3.connect(target)) as backup, store._connections.reading() as db:
        db.conn.backup(backup)
    return target


def test_every_way_in_still_opens_after_the_renewal(vault, device, code, now):
    for week in range(1, 5):
        sweep(vault.store, vault.keys, now + week * WEEK)
    assert vault.drafts.find(device, now + 4 * WEEK)
    assert vault.drafts.open_with_code(code, "192.0.2.1", now + 4 * WEEK)


def test_two_peppers_stay_and_the_one_before_is_forgotten(vault, device, now):
    peppers = []
    for week in range(4):
        sweep(vault.store, vault.keys, now + week * WEEK)
        peppers.append(sorted(int(p.name) for p in (vault.keys._path / "peppers").iterdir()))
    assert peppers == [[2930], [2930, 2931], [2931, 2932], [2932, 2933]]


def test_an_older_copy_opens_for_nobody_even_with_token_and_code(
    vault, device, code, now, tmp_path
):
    stolen = open_store(f"sqlite:///{copy_of(vault.store, tmp_path, 'stolen.db')}")
    thief = Drafts(stolen, vault.keys, term=30 * DAY, cost=CHEAP)
    assert thief.find(device, now).shared == b'{"wishes": []}'
    sweep(vault.store, vault.keys, now + WEEK)
    assert thief.find(device, now)
    sweep(vault.store, vault.keys, now + 2 * WEEK)
    fresh_keys = KeyDirectory(vault.keys._path)
    for thief_keys in (vault.keys, fresh_keys):
        thief = Drafts(stolen, thief_keys, term=30 * DAY, cost=CHEAP)
        with pytest.raises(KeysMissing):
            thief.find(device, now)
        with pytest.raises(KeysMissing):
            thief.open_with_code(code, "192.0.2.1", now)
    stolen.close()


def test_a_session_survives_the_turn_of_the_week(vault, now):
    turn = now.replace(day=4, hour=23, minute=59)
    entry = vault.drafts.start(b"before", b"", turn)
    opened = vault.drafts.find(entry.token, turn)
    sweep(vault.store, vault.keys, turn + timedelta(minutes=2))
    assert opened.wrap.epoch + 1 == vault.drafts.find(entry.token, turn).wrap.epoch
    vault.drafts.save(opened, {Box.SHARED: b"after"}, turn + timedelta(minutes=3))
    assert vault.drafts.find(entry.token, turn + timedelta(minutes=3)).shared == b"after"


def test_a_late_renewal_catches_up(vault, device, now):
    sweep(vault.store, vault.keys, now + 4 * WEEK)
    assert vault.drafts.find(device, now + 4 * WEEK)


def test_a_second_renewal_in_the_week_has_nothing_to_do(vault, device, now):
    assert renew_outer_layers(vault.store, vault.keys, now) == 0
    assert renew_outer_layers(vault.store, vault.keys, now + WEEK) == 2
    assert renew_outer_layers(vault.store, vault.keys, now + WEEK) == 0


def test_no_pepper_is_forgotten_when_the_renewal_fails(vault, device, now, monkeypatch):
    def full(_):
        raise StorageFull("the store is full")

    monkeypatch.setattr(vault.store, "swap_bodies", full)
    with pytest.raises(StorageFull):
        sweep(vault.store, vault.keys, now + 3 * WEEK)
    assert vault.drafts.find(device, now + 3 * WEEK)


def test_a_damaged_wrap_is_told_and_holds_up_no_other(vault, device, now, caplog):
    other = vault.drafts.start(b"other", b"", now, own_device=True).token
    with vault.store._connections.writing() as db:
        db.execute("UPDATE wrap SET body = zeroblob(474) WHERE draft_id <> ?", (b"",))
    whole = vault.drafts.start(b"whole", b"", now, own_device=True).token
    with caplog.at_level(logging.CRITICAL, "wizard.alarm"):
        sweep(vault.store, vault.keys, now + WEEK)
    assert caplog.messages == ["2 wraps cannot be moved to this week's pepper"]
    assert vault.drafts.find(whole, now + WEEK).shared == b"whole"
    with pytest.raises(Exception, match="a wrap does not open"):
        vault.drafts.find(other, now)


def test_renewal_goes_on_beyond_one_batch(vault, now, monkeypatch):
    monkeypatch.setattr("wizard.vault.sweeping._BATCH", 2)
    tokens = [vault.drafts.start(b"x", b"", now, own_device=True).token for _ in range(5)]
    assert renew_outer_layers(vault.store, vault.keys, now + WEEK) == 5
    assert all(vault.drafts.find(token, now + WEEK) for token in tokens)


def test_a_lost_key_directory_is_told_and_loses_nothing(vault, device, now, tmp_path):
    shutil.move(vault.keys._path, tmp_path / "elsewhere")
    with pytest.raises(KeysMissing):
        KeyDirectory(vault.keys._path)
    shutil.move(tmp_path / "elsewhere", vault.keys._path)
    found = Drafts(vault.store, KeyDirectory(vault.keys._path), term=30 * DAY).find(device, now)
    assert found.shared == b'{"wishes": []}'


def test_a_pepper_that_cannot_be_read_now_is_not_forgotten(vault, device, now, monkeypatch):
    def fail(*_args):
        raise KeysMissing("unreadable")

    late = KeyDirectory(vault.keys._path)  # as after weeks in which nothing ran
    with monkeypatch.context() as broken:
        broken.setattr(late, "pepper", fail)
        broken.setattr(late, "current_pepper", vault.keys.current_pepper)
        with pytest.raises(KeysMissing):
            sweep(vault.store, late, now + 3 * WEEK)
    sweep(vault.store, late, now + 3 * WEEK)
    assert vault.drafts.find(device, now + 3 * WEEK)


def test_a_clock_that_leaps_for_a_moment_deletes_no_draft_and_no_pepper(vault, device, now, caplog):
    assert sweep_unless_doubted(vault.store, vault.keys, now)
    peppers = peppers_of(vault)
    assert not sweep_unless_doubted(vault.store, vault.keys, now + 5 * WEEK)
    assert [record.levelname for record in caplog.records] == ["CRITICAL"]
    assert sweep_unless_doubted(vault.store, vault.keys, now + HOUR)
    assert vault.drafts.find(device, now + HOUR)
    assert peppers_of(vault) == peppers
    sweep(vault.store, vault.keys, now + 5 * WEEK)
    assert vault.drafts.find(device, now) is None
    assert peppers_of(vault) != peppers


def test_a_site_that_was_off_for_weeks_purges_half_a_day_later(vault, device, now):
    assert sweep_unless_doubted(vault.store, vault.keys, now)
    later = now + 5 * WEEK
    swept = [sweep_unless_doubted(vault.store, vault.keys, later + n * HOUR) for n in range(14)]
    assert swept == [False] * 12 + [True] * 2
    assert vault.drafts.find(device, now) is None


def test_keys_older_than_the_drafts_are_refused(vault, device, now, tmp_path):
    older = tmp_path / "older"
    shutil.copytree(vault.keys._path, older)
    sweep(vault.store, vault.keys, now + WEEK)
    refuse_older_keys(vault.store, KeyDirectory(vault.keys._path), now + WEEK)
    with pytest.raises(KeysMissing, match="peppers/2931"):
        refuse_older_keys(vault.store, KeyDirectory(older), now + WEEK)
    assert [file.name for file in (older / "peppers").iterdir()] == ["2930"]


def test_wraps_that_were_given_up_long_ago_stop_no_start(vault, device, now):
    for file in (vault.keys._path / "peppers").iterdir():
        file.unlink()
    refuse_older_keys(vault.store, KeyDirectory(vault.keys._path), now + 2 * WEEK)


def peppers_of(vault):
    return sorted(file.name for file in (vault.keys._path / "peppers").iterdir())
