"""Databases that an earlier version left, and one that a later version has changed."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest

from tests.store.earlier import dump
from tests.store.rows_of_cases import CAW, noted
from wizard.store import Box, open_store
from wizard.store.sqlite.schema import known_migrations
from wizard.vault import Drafts
from wizard.vault.audit import verify

NOW, DAY = dump.NOW, dump.DAY
EARLIER = range(1, len(known_migrations()))
TEXTS = {Box.SHARED: dump.SHARED, Box.PRIVATE: dump.PRIVATE}


@pytest.fixture(params=EARLIER)
def version(request):
    return request.param


@pytest.fixture
def file(tmp_path, version):
    """Return a database as that version left it."""
    with closing(sqlite3.connect(tmp_path / "drafts.db")) as left:
        left.executescript((dump.FOLDER / f"{version}.sql").read_text())
    return tmp_path / "drafts.db"


@pytest.fixture
def keys(tmp_path):
    return dump.fixed_keys(tmp_path / "keys")


@pytest.fixture
def store(file):
    store = open_store(f"sqlite:///{file}")
    yield store
    store.close()


@pytest.fixture
def drafts(store, keys):
    return Drafts(store, keys, term=dump.TERM, cost=dump.CHEAP)


def query(file, sql):
    with closing(sqlite3.connect(file)) as database:
        found = database.execute(sql).fetchall()
        database.commit()
    return found


def test_it_is_brought_up_to_date_once_also_when_two_nodes_start_together(file):
    ready = Barrier(2)

    def start(_):
        ready.wait()
        open_store(f"sqlite:///{file}").close()

    with ThreadPoolExecutor(2) as nodes:
        list(nodes.map(start, range(2)))
    applied = query(file, "SELECT name FROM _sqlite_migrations ORDER BY id")
    assert [name for (name,) in applied] == known_migrations()


def test_a_draft_of_then_opens_with_session_code_and_pin(drafts):
    by_code = drafts.open_with_code(dump.CODE, "192.0.2.1", NOW).draft
    by_pin = drafts.open_with_pin(dump.DEVICE, dump.PIN, NOW).draft
    for opened in (drafts.find(dump.TOKEN, NOW), by_code, by_pin):
        assert opened.texts == TEXTS


def test_a_draft_of_then_is_saved_and_gets_new_ways_in(drafts):
    opened = drafts.save(drafts.find(dump.TOKEN, NOW), {Box.SHARED: b"new"}, NOW)
    drafts.make_helper_code(opened, NOW)
    again = drafts.open_with_code(dump.CODE, "192.0.2.1", NOW + DAY).draft
    assert again.texts == {**TEXTS, Box.SHARED: b"new"}
    assert drafts.has_helper_code(again)


def test_cases_mails_counts_and_audit_of_then_are_there(store, keys, version):
    if version < 2:
        assert store.cases.of_desk(CAW) == store.cases.audit_lines(None, NOW) == []
        return
    assert store.cases.read(dump.CASE, CAW, noted()).revision == 2
    assert [mail.sealed for mail in store.cases.waiting_mails(CAW)] == [b"sealed"]
    assert [tally.by for tally in store.cases.tallies(CAW)] == [1]
    lines = store.cases.audit_lines(None, NOW)[:2]
    assert verify(keys, lines).is_whole


def test_what_is_newer_than_that_version_works(store, drafts):
    assert store.staff.find_desk(CAW) is None
    store.cases.append_audit(noted())
    assert store.purge(NOW + 400 * DAY) == 1
    assert drafts.find(dump.TOKEN, NOW) is None
