"""A store of every back end, and rows to put in it."""

import secrets
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.rows_of_staff import a_colleague, a_desk, a_key, an_invitation, join, noted
from wizard.core.roles import Role
from wizard.store import Draft, SealedBox, Store, Wrap, WrapKind, open_store

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

# One line for each back end: its name and the URL of a new, empty store.
BACK_ENDS: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: f"sqlite:///{folder}/drafts.db",
}


@pytest.fixture(params=BACK_ENDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return BACK_ENDS[request.param](tmp_path)


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
