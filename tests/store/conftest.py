"""A store of every back end, and rows to put in it."""

import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.store.rows_of_staff import a_colleague, a_desk, a_key, an_invitation, join, noted
from tools.postgres_server import PostgresServer, postgres_server
from wizard.core.roles import Role
from wizard.store import Draft, SealedBox, Store, Wrap, WrapKind, open_store

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

# One line for each back end: its name and the fixture that returns the URL of an empty store.
BACK_ENDS = {
    "sqlite": "sqlite_url",
    "postgres": "postgres_url",
    "postgres-serializable": "serializable_url",
}


# What happens one after another is the same at every isolation; races have tests of their own.
@pytest.fixture(
    params=[
        "sqlite",
        "postgres",
        pytest.param("postgres-serializable", marks=pytest.mark.matrix),
    ]
)
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(BACK_ENDS[request.param]))


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/drafts.db"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Lend a server of our own; it is fast because nothing must outlive a crash of it."""
    with postgres_server(fsync=False) as server:
        yield server


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> str:
    return empty_database(postgres, "drafts")


@pytest.fixture
def serializable_url(postgres: PostgresServer) -> str:
    """Return the URL of a database whose transactions are serializable without our asking."""
    return empty_database(postgres, "serializable", "default_transaction_isolation = serializable")


# Without foreign keys, so in any order. The head of the audit is a row that is always there.
EMPTY = """
    SET LOCAL session_replication_role = replica;
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
            AND tablename NOT IN ('migration', 'audit_head')
        LOOP EXECUTE 'DELETE FROM ' || name; END LOOP;
        IF to_regclass('audit_head') IS NOT NULL THEN
            UPDATE audit_head SET number = 0, mark = '';
        END IF;
    END $$
"""


def empty_database(server: PostgresServer, name: str, setting: str = "") -> str:
    """Make a database, or empty the one of an earlier test, which is much faster."""
    url = make_database(server, name, setting)
    with psycopg.connect(url) as connection:
        connection.execute(EMPTY)
    return url


@cache
def make_database(server: PostgresServer, name: str, setting: str) -> str:
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        if setting:
            connection.execute(f"ALTER DATABASE {name} SET {setting}")
    return server.url(name)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = open_store(url)
    yield store
    store.close()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def new_draft() -> Callable[..., Draft]:
    def make(**changes: Any) -> Draft:
        boxes = {"shared": SealedBox(1, b"S" * 3840), "private": SealedBox(1, b"P" * 3840)}
        life = {"expires_at": NOW + timedelta(days=30)}
        return Draft(**{"id": secrets.token_bytes(16), **boxes, **life, **changes})

    return make


@pytest.fixture
def new_wrap() -> Callable[..., Wrap]:
    def make(draft: Draft, kind: WrapKind = WrapKind.SESSION, **changes: Any) -> Wrap:
        life = {} if kind is not WrapKind.SESSION else {"expires_at": NOW + timedelta(minutes=30)}
        row = {"id": secrets.token_bytes(16), "epoch": 2930, "body": secrets.token_bytes(474)}
        return Wrap(draft_id=draft.id, kind=kind, **{**row, **life, **changes})

    return make


@pytest.fixture
def draft(new_draft: Callable[..., Draft]) -> Draft:
    return new_draft()


@pytest.fixture
def session(store: Store, draft: Draft, new_wrap: Callable[..., Wrap]) -> Wrap:
    """Return the session wrap of a draft that is stored."""
    wrap = new_wrap(draft)
    store.create(draft, [wrap])
    return wrap


@pytest.fixture
def desk(store, now):
    invitation = an_invitation(now, sealed=b"keys")
    store.staff.add_desk(a_desk(), a_key(), invitation, noted(now, "create"))
    return store.staff


@pytest.fixture
def lead(desk, now):
    return join(desk, a_colleague(), now)


@pytest.fixture
def planner(desk, lead, now):
    return join(desk, a_colleague("Jan", role=Role.PLANNER), now)
