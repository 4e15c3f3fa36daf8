"""A vault with cheap key stretching, over a store of its own."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from tests.vault.colleagues import Person, first_lead
from wizard.store import Store, open_store
from wizard.vault import Accounts, Argon2Cost, Desks, Drafts, Entry, KeyDirectory

# Property tests never look at the clock.
settings.register_profile("vault", deadline=None)
settings.load_profile("vault")


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 9, 30, 20, tzinfo=UTC)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty key directory and database to copy: syncing them for each test takes long."""
    folder = tmp_path_factory.mktemp("made-once")
    KeyDirectory(folder / "keys", create=True)
    open_store(f"sqlite:///{folder}/drafts.db").close()
    return folder


@pytest.fixture
def keys(made_once: Path, tmp_path: Path) -> KeyDirectory:
    return KeyDirectory(shutil.copytree(made_once / "keys", tmp_path / "keys"))


@pytest.fixture
def store(made_once: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(made_once / "drafts.db", tmp_path)
    store = open_store(f"sqlite:///{tmp_path}/drafts.db")
    yield store
    store.close()


@pytest.fixture
def cheap() -> Argon2Cost:
    return Argon2Cost(memory_kib=32, iterations=1)


@pytest.fixture
def drafts(store: Store, keys: KeyDirectory, cheap: Argon2Cost) -> Drafts:
    return Drafts(store, keys, term=timedelta(days=30), cost=cheap)


@pytest.fixture
def entry(drafts: Drafts, now: datetime) -> Entry:
    return drafts.start(b'{"wishes": []}', b'{"secret": 1}', now)


@pytest.fixture
def desks(store: Store, keys: KeyDirectory) -> Desks:
    return Desks(store, keys)


@pytest.fixture
def accounts(store: Store, keys: KeyDirectory, desks: Desks, cheap: Argon2Cost) -> Accounts:
    return Accounts(store, keys, desks, cost=cheap)


@pytest.fixture
def lead(desks: Desks, accounts: Accounts, now: datetime) -> Person:
    """Return Fatima, the first lead of a desk."""
    return first_lead(desks, accounts, now)
