"""What SQLite alone promises: safeguards on every connection, no remains, failures by name."""

import gc
import secrets
import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from wizard.errors import SettingsError, StorageBusy, StorageError, StorageFailed, StorageFull
from wizard.store import Box, SealedBox, WrapKind, open_store
from wizard.store.sqlite.ballast import _SIZE
from wizard.store.sqlite.store import SqliteStore

DAY = timedelta(days=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deeper" / "drafts.db"


@pytest.fixture
def store(file):
    store = SqliteStore(str(file))
    yield store
    store.close()


@pytest.fixture
def stored(store, new_draft, new_wrap):
    """Return a stored draft of random bytes, its session wrap and its code wrap."""
    boxes = {name: SealedBox(1, secrets.token_bytes(3840)) for name in ("shared", "private")}
    draft = new_draft(**boxes)
    wraps = new_wrap(draft), new_wrap(draft, WrapKind.CODE)
    store.create(draft, wraps)
    return draft, *wraps


def remains(file: Path, *secret_bytes: bytes) -> list[str]:
    """Name the files that still hold a piece of one of these byte strings."""
    probes = [text[at : at + 16] for text in secret_bytes for at in range(0, len(text) - 15, 16)]
    assert probes
    files = [path for path in file.parent.iterdir() if not path.name.endswith(".ballast")]
    texts = {path.name: path.read_bytes() for path in files}
    return [name for name, text in texts.items() if any(probe in text for probe in probes)]


def contents(draft, *wraps) -> list[bytes]:
    return [
        draft.shared.sealed,
        draft.private.sealed,
        *(w.body for w in wraps),
        *(w.id for w in wraps),
    ]


def pragmas(store) -> dict[str, object]:
    names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "trusted_schema")
    with store._connections.reading() as db:
        return {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in names}


SAFE = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "foreign_keys": 1,
    "trusted_schema": 0,
}


def test_every_connection_has_every_safeguard(store):
    seen = [pragmas(store)]
    thread = threading.Thread(target=lambda: seen.append(pragmas(store)))
    thread.start()
    thread.join()
    assert seen == [SAFE, SAFE]


def test_what_is_stored_is_found_in_the_files(file, stored):
    """The positive control of the tests below."""
    assert "drafts.db-wal" in remains(file, *contents(*stored))


def test_wiping_leaves_no_byte_behind(store, file, stored):
    draft, session, _ = stored
    store._connections.checkpoint()
    assert remains(file, *contents(*stored)) == ["drafts.db"]
    save = {Box.SHARED: SealedBox(2, secrets.token_bytes(3840))}
    store.save(draft.id, save, draft_until=draft.expires_at, wrap_id=session.id, wrap_until=None)
    store.wipe(draft.id)
    assert remains(file, *contents(*stored), draft.id, save[Box.SHARED].sealed) == []


@pytest.mark.parametrize("how", ["stop", "sessions", "purge", "new code", "pin"])
def test_a_dropped_wrap_leaves_no_byte_behind(store, file, stored, new_wrap, how):
    draft, session, code = stored
    device = new_wrap(draft, WrapKind.DEVICE, tries_left=0)
    store.add_wrap(device)
    match how:
        case "stop":
            store.drop_wrap((gone := session).id)
        case "sessions":
            store.drop_wraps(draft.id, {(gone := session).kind})
        case "purge":
            store.purge((gone := session).expires_at)
        case "new code":
            gone = code
            store.add_wrap(new_wrap(draft, WrapKind.CODE), replaces=WrapKind.CODE)
        case _:
            store.count_try((gone := device).id)
    assert remains(file, gone.id, gone.body) == []


def test_a_reader_only_delays_the_wiping(store, file, stored):
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM draft").fetchone()
        store.wipe(stored[0].id)
        assert remains(file, *contents(*stored)) != []
        assert not store.tidy()
    assert store.tidy()
    assert remains(file, *contents(*stored)) == []


def test_a_new_store_finishes_what_an_ended_one_owed(store, file, stored):
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM draft").fetchone()
        store.wipe(stored[0].id)
        other = SqliteStore(str(file))
    assert other.tidy()
    assert remains(file, *contents(*stored)) == []
    other.close()


def test_the_files_are_for_the_owner_only(store, file, stored):
    store.tidy()
    modes = {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
    assert set(modes) == {"drafts.db", "drafts.db-wal", "drafts.db-shm", "drafts.db.ballast"}
    assert set(modes.values()) == {0o600}


def test_a_full_database_refuses_to_grow_and_still_wipes(store, stored, now):
    draft, session, _ = stored
    with store._connections.reading() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages}")
    larger = {Box.SHARED: SealedBox(2, b"x" * 200_000)}
    with pytest.raises(StorageFull):
        store.save(draft.id, larger, draft_until=now, wrap_id=session.id, wrap_until=None)
    assert store.find(session.id, now) == (session, draft)
    store.wipe(draft.id)
    assert store.find(session.id, now) is None


def test_wiping_on_a_full_disk_uses_the_ballast_and_tidying_makes_it_again(
    store, file, stored, monkeypatch
):
    ballast = file.with_name("drafts.db.ballast")
    assert store.tidy()
    assert ballast.stat().st_size == _SIZE
    assert ballast.stat().st_blocks * 512 >= _SIZE
    write = store._wiping._write

    def full_while_the_ballast_stands(run):
        if ballast.exists():
            raise StorageFull("the store is full")
        return write(run)

    monkeypatch.setattr(store._wiping, "_write", full_while_the_ballast_stands)
    store.wipe(stored[0].id)
    assert remains(file, *contents(*stored)) == []
    assert not ballast.exists()
    assert store.tidy()
    assert ballast.stat().st_size == _SIZE


def test_the_ballast_never_takes_the_last_room(store, file, monkeypatch):
    from wizard.store.sqlite import ballast

    nearly_full = type("Usage", (), {"free": 2 * _SIZE})()
    monkeypatch.setattr(ballast.shutil, "disk_usage", lambda _: nearly_full)
    assert not store.tidy()
    assert not file.with_name("drafts.db.ballast").exists()


def test_a_ballast_that_finds_no_room_leaves_no_stump(store, file, monkeypatch):
    def refuse(*_):
        raise OSError(28, "no space")

    monkeypatch.setattr("wizard.store.sqlite.ballast.os.posix_fallocate", refuse)
    assert not store.tidy()
    assert not file.with_name("drafts.db.ballast").exists()


def test_wiping_inside_a_failing_checkpoint_stays_owed(store, stored, monkeypatch, now):
    """A checkpoint is refused inside a transaction: here it stands for any failure of it."""
    with store._connections.reading() as db:
        db.execute("BEGIN")
        db.execute("DELETE FROM counter")
        assert not store.tidy()
        db.rollback()
    assert store.tidy()


def test_a_locked_database_is_called_busy(store, file, stored, now):
    with store._connections.reading() as db:
        db.execute("PRAGMA busy_timeout=0")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageBusy):
            store.hit(b"a", now, DAY)
    assert store.hit(b"a", now, DAY) == 1


@pytest.mark.parametrize("how", ["folder", "text", "file for a folder"])
def test_what_is_no_database_fails_by_name(tmp_path, how):
    path = tmp_path / "thing"
    if how == "folder":
        path.mkdir()
    else:
        path.write_text("this is no database, though it is long enough to look at" * 20)
    with pytest.raises(StorageFailed):
        SqliteStore(str(path / "deeper" if how.startswith("file") else path))
    gc.collect()


def test_a_bug_of_ours_stays_a_bug(store):
    with pytest.raises(sqlite3.OperationalError), store._connections.writing() as db:
        db.execute("SELECT * FROM nothing")


def test_a_damaged_file_fails_by_name_without_a_value(store, file, stored):
    file.with_name("drafts.db-wal").write_bytes(b"")
    file.write_bytes(secrets.token_bytes(8192))
    other = None
    with pytest.raises(StorageError) as failure:
        other = SqliteStore(str(file))
    assert str(failure.value) == "the store failed"
    assert other is None


def test_connections_of_ended_threads_are_closed(store):
    for _ in range(3):
        thread = threading.Thread(target=store.ping)
        thread.start()
        thread.join()
    gc.collect()
    assert sum(finalizer.alive for finalizer in store._connections._open) == 1


def test_opening_twice_at_once_migrates_once(tmp_path):
    ready, stores = threading.Barrier(4), []

    def start():
        ready.wait()
        stores.append(SqliteStore(str(tmp_path / "drafts.db")))

    threads = [threading.Thread(target=start) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(stores) == 4
    [store.close() for store in stores]


@pytest.mark.parametrize("plan", ["find", "save", "drop", "purge"])
def test_no_statement_walks_through_a_whole_table(store, stored, now, plan):
    """With a hundred thousand drafts an answer is saved as fast as with ten."""
    from wizard.store.sqlite import draft_statements as statements

    sql = {
        "find": statements._FIND,
        "save": statements._SAVE_BOX[Box.SHARED],
        "drop": "DELETE FROM wrap WHERE draft_id = :id AND kind = 'session'",
        "purge": "SELECT id FROM wrap WHERE expires_at <= :now LIMIT 200",
    }[plan]
    row = {"id": stored[1].id, "now": 0, "sealed": b"", "revision": 2}
    with store._connections.reading() as db:
        steps = db.execute("EXPLAIN QUERY PLAN " + sql, row).fetchall()
    assert steps
    assert not [step[3] for step in steps if step[3].startswith("SCAN")]


@pytest.mark.parametrize("url", ["", "sqlite://", "sqlite:///", "mysql://x/y", "drafts.db"])
def test_another_url_is_refused(url):
    with pytest.raises(SettingsError):
        open_store(url)
