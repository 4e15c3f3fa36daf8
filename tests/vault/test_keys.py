"""The key directory: made once, never silently again, peppers week by week."""

import errno
import os
import shutil
import threading
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest

from wizard.errors import KeysMissing
from wizard.vault import KeyDirectory
from wizard.vault.keys import epoch_of

WEEK = timedelta(weeks=1)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys"


def test_a_week_is_seven_days_counted_from_1970():
    assert epoch_of(datetime(1970, 1, 7, 23, 59, tzinfo=UTC)) == 0
    assert epoch_of(datetime(1970, 1, 8, tzinfo=UTC)) == 1
    assert epoch_of(datetime(2026, 3, 2, tzinfo=UTC)) == 2930


def test_a_made_directory_opens_again_with_the_same_keys(path, now):
    made, opened = KeyDirectory(path, create=True), KeyDirectory(path)
    assert made.instance_salt == opened.instance_salt
    assert made.code_lookup_id(b"x") == opened.code_lookup_id(b"x")
    assert made.app_key("flask") == opened.app_key("flask")
    assert made.current_pepper(now) == opened.current_pepper(now)


def test_two_directories_share_nothing(tmp_path, now):
    one, other = (KeyDirectory(tmp_path / name, create=True) for name in "ab")
    assert one.instance_salt != other.instance_salt
    assert one.code_lookup_id(b"x") != other.code_lookup_id(b"x")
    assert one.app_key("flask") != other.app_key("flask")
    assert one.current_pepper(now) != other.current_pepper(now)


def test_each_purpose_has_its_own_key(path):
    keys = KeyDirectory(path, create=True)
    assert len({keys.app_key("flask"), keys.app_key("limits"), keys.app_key("")}) == 3


def test_a_missing_directory_is_not_made_unasked(path):
    with pytest.raises(KeysMissing):
        KeyDirectory(path)
    assert not path.exists()


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("lost", ["instance.salt", "lookup.key", "app.secret", "peppers"])
def test_an_incomplete_directory_is_refused_and_left_alone(path, lost, create):
    KeyDirectory(path, create=True)
    shutil.rmtree(path / lost) if lost == "peppers" else (path / lost).unlink()
    with pytest.raises(KeysMissing):
        KeyDirectory(path, create=create)
    assert not (path / lost).exists()


def test_a_damaged_key_is_refused(path):
    KeyDirectory(path, create=True)
    (path / "lookup.key").write_bytes(b"short")
    with pytest.raises(KeysMissing, match=r"lookup\.key"):
        KeyDirectory(path)


@pytest.fixture
def open_umask():
    before = os.umask(0)
    yield
    os.umask(before)


def test_only_the_owner_has_access(path, now, open_umask):
    keys = KeyDirectory(path, create=True)
    keys.current_pepper(now)
    found = {p.relative_to(path).as_posix(): p.stat().st_mode & 0o777 for p in path.rglob("*")}
    files = dict.fromkeys(["instance.salt", "lookup.key", "app.secret", "peppers/2930"], 0o600)
    assert found == {**files, "peppers": 0o700}
    assert path.stat().st_mode & 0o777 == 0o700
    assert keys.faults() == []


def test_open_doors_are_reported(path, now):
    keys = KeyDirectory(path, create=True)
    (path / "lookup.key").chmod(0o640)
    (path / "peppers").chmod(0o755)
    assert [fault.split(":")[0].rsplit("/")[-1] for fault in keys.faults()] == [
        "lookup.key",
        "peppers",
    ]


def test_each_week_has_a_pepper_of_its_own(path, now):
    keys = KeyDirectory(path, create=True)
    this, following = keys.current_pepper(now), keys.current_pepper(now + WEEK)
    assert following[0] == this[0] + 1
    assert following[1] != this[1]
    assert keys.current_pepper(now) == this
    assert keys.pepper(this[0]) == this[1]


def test_a_forgotten_pepper_is_gone_from_disk_and_memory(path, now):
    keys = KeyDirectory(path, create=True)
    epoch, _ = keys.current_pepper(now)
    keys.current_pepper(now + WEEK)
    assert keys.forget_before(epoch + 1) == 1
    assert keys.forget_before(epoch + 1) == 0
    with pytest.raises(KeysMissing):
        keys.pepper(epoch)
    assert [file.name for file in (path / "peppers").iterdir()] == [str(epoch + 1)]


def test_only_a_few_peppers_stay_in_memory(path, now):
    keys = KeyDirectory(path, create=True)
    epochs = [keys.current_pepper(now + n * WEEK)[0] for n in range(6)]
    assert sorted(keys._peppers) == epochs[-3:]


def test_all_who_ask_at_once_get_the_same_pepper(path, now):
    KeyDirectory(path, create=True)
    ready, seen = threading.Barrier(8), []

    def ask():
        keys = KeyDirectory(path)
        ready.wait()
        seen.append(keys.current_pepper(now))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(seen) == 8
    assert len(set(seen)) == 1
    assert len(list((path / "peppers").iterdir())) == 1


def test_all_who_create_at_once_get_the_same_directory(path):
    ready, seen = threading.Barrier(8), []

    def create():
        ready.wait()
        seen.append(KeyDirectory(path, create=True).instance_salt)

    threads = [threading.Thread(target=create) for _ in range(8)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(seen) == 8
    assert len(set(seen)) == 1


def test_a_pepper_that_cannot_be_written_is_told(path, now):
    keys = KeyDirectory(path, create=True)
    (path / "peppers").rmdir()
    with pytest.raises(KeysMissing):
        keys.current_pepper(now)


def test_a_pepper_in_use_whose_file_went_is_written_again(path, now):
    keys = KeyDirectory(path, create=True)
    held = keys.current_pepper(now)
    (path / "peppers" / str(held[0])).unlink()
    assert keys.current_pepper(now) == held
    assert KeyDirectory(path).current_pepper(now) == held


def test_what_is_sealed_now_opens_with_what_is_on_disk(path, now):
    keys = KeyDirectory(path, create=True)
    epoch, _ = keys.current_pepper(now)
    (path / "peppers" / str(epoch)).write_bytes(bytes(32))
    assert keys.current_pepper(now) == KeyDirectory(path).current_pepper(now) == (epoch, bytes(32))


def test_a_full_disk_leaves_no_half_pepper_behind(path, now, monkeypatch):
    keys = KeyDirectory(path, create=True)
    with monkeypatch.context() as full:
        full.setattr("os.fsync", Mock(side_effect=OSError(errno.ENOSPC, "full")))
        with pytest.raises(KeysMissing):
            keys.current_pepper(now)
    assert list((path / "peppers").iterdir()) == []
    assert keys.current_pepper(now)
