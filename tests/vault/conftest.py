"""A vault with cheap key stretching, over a store of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wizard.store import Store, open_store
from wizard.vault import Argon2Cost, Drafts, Entry, KeyDirectory


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 2, 9, 30, 20, tzinfo=UTC)


@pytest.fixture
def keys(tmp_path: Path) -> KeyDirectory:
    return KeyDirectory(tmp_path / "keys", create=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
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
