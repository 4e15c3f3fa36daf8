"""A database that a newer program has changed: the one of before goes on, or says why it cannot."""

import itertools
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from threading import Barrier

import psycopg
import pytest

from tests.store.rows_of_cases import CAW, case_row, linking, mail_row, noted
from tests.store.rows_of_staff import (
    a_colleague,
    a_desk,
    a_grant,
    a_key,
    a_session,
    an_invitation,
)
from wizard.errors import SettingsError
from wizard.store import Box, SealedBox, WrapKind, open_store
from wizard.store.postgres import schema

TABLES = (
    *("draft", "wrap", "counter", "desk_case", "mail", "tally", "audit"),
    *("desk", "desk_key", "staff", "desk_grant", "invitation", "staff_session"),
)
NUMBERS = itertools.count(1)
ADDITIONS = (
    *(f"ALTER TABLE {table} ADD COLUMN later TEXT DEFAULT 'later'" for table in TABLES),
    "CREATE TABLE later (id INTEGER PRIMARY KEY)",
    "CREATE INDEX draft_later ON draft (later)",
)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request, tmp_path):
    """Return the URL of a database that is nobody else's: what is done to it stays."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/drafts.db"
    return new_database(request.getfixturevalue("postgres"))


def new_database(server):
    name = f"newer_{next(NUMBERS)}"
    with psycopg.connect(server.url(), autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")
    return server.url(name)


def note_in(url, name):
    """Return the statement that notes a migration as applied."""
    if url.startswith("sqlite"):
        columns = "_sqlite_migrations (migration_set, name) VALUES ('wizard',"
        return f"INSERT INTO {columns} '{name}')"
    return f"INSERT INTO migration (name) VALUES ('{name}')"  # noqa: S608 - own names


def change(url, *statements):
    """Change a database as another program does."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
            database.executescript(";".join(statements))
        return
    with psycopg.connect(url, autocommit=True) as database:
        for statement in statements:
            database.execute(statement)


def a_draft_is_kept(store, draft, new_wrap, now):
    """Use every statement that writes a draft or what opens it."""
    session = new_wrap(draft)
    store.create(draft, [session])
    store.add_wrap(new_wrap(draft, WrapKind.CODE), replaces=WrapKind.CODE)
    boxes = {Box.SHARED: SealedBox(2, b"saved")}
    lives = {"draft_until": draft.expires_at, "wrap_until": None}
    store.save(draft.id, boxes, wrap_id=session.id, **lives)
    assert store.find(session.id, now)[1].shared == SealedBox(2, b"saved")
    assert store.hit(b"key", now, timedelta(hours=1)) >= 1
    return session


def a_case_is_sent(store, session):
    """Use every statement that writes a case, a mail, a count or a line."""
    case = case_row()
    draft = linking(session)
    store.cases.send([case], draft, mails=[mail_row()], tallies=[], audited=[noted()])
    assert store.cases.find(case.id) == case
    assert store.cases.waiting_mails(CAW)


def colleagues_work(store, now):
    """Use every statement that writes a desk or a colleague."""
    lead, invitation = a_colleague(), an_invitation(now)
    store.staff.add_desk(a_desk(), a_key(), invitation, noted())
    grants, session = [a_grant(lead)], a_session(lead, now)
    store.staff.accept(invitation.id, lead, grants, session, noted())
    assert store.staff.find_session(session.id, now) == (session, lead)
    assert store.staff.grants(lead.id) == grants
    store.staff.rotate(a_key(2), [a_grant(lead, 2)], b"", noted())
    store.staff.invite(an_invitation(now, "Jan"), noted())


@pytest.mark.parametrize("start", ["before", "after"])
def test_a_node_of_the_version_before_goes_on_when_a_newer_one_has_added_things(
    url, draft, new_wrap, now, start
):
    store = open_store(url)
    change(url, *ADDITIONS, note_in(url, "later"))
    if start == "after":
        store.close()
        store = open_store(url)
    a_case_is_sent(store, a_draft_is_kept(store, draft, new_wrap, now))
    colleagues_work(store, now)
    store.purge(now + timedelta(days=400))
    store.close()


def test_a_database_that_an_older_program_would_harm_is_not_opened_by_it(url):
    open_store(url).close()
    change(url, note_in(url, "breaks_everything"))
    with pytest.raises(SettingsError, match="a newer Startplan changed this database"):
        open_store(url)


def test_of_two_nodes_that_start_together_one_applies_the_next_migration(postgres, monkeypatch):
    url, ready = new_database(postgres), Barrier(2)
    open_store(url).close()
    later = {"later": ("CREATE TABLE later (id INTEGER PRIMARY KEY)",)}
    monkeypatch.setattr(schema, "MIGRATIONS", {**schema.MIGRATIONS, **later})

    def start(_):
        ready.wait()
        open_store(url).close()

    with ThreadPoolExecutor(2) as nodes:
        list(nodes.map(start, range(2)))
    with psycopg.connect(url) as database:
        applied = database.execute("SELECT name FROM migration").fetchall()
        assert database.execute("SELECT * FROM later").fetchall() == []
    assert [name for (name,) in applied] == [*schema.MIGRATIONS]


def test_a_migration_that_fails_half_way_leaves_nothing(postgres, monkeypatch):
    url = new_database(postgres)
    open_store(url).close()
    halves = ("CREATE TABLE half (id INTEGER PRIMARY KEY)", "SELECT 1 / 0")
    with monkeypatch.context() as broken:
        broken.setattr(schema, "MIGRATIONS", {**schema.MIGRATIONS, "half": halves})
        with pytest.raises(psycopg.errors.DivisionByZero):
            open_store(url)
    open_store(url).close()
    with psycopg.connect(url) as database:
        assert database.execute("SELECT to_regclass('half')").fetchone() == (None,)
