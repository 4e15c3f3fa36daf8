"""A store with many drafts in it, some of which are saved over and over."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks._databases import run
from wizard.store import Box, open_store
from wizard.vault import Drafts, KeyDirectory, OpenDraft

SAVES = 100
TEXT = b'{"answers":{"hope":{"text":"Ik wil graag iets met dieren doen"}}}' * 12

COPY_DRAFTS = """
    INSERT INTO draft (id, shared, shared_revision, private, private_revision, expires_at)
    SELECT {bytes_16}, shared, shared_revision, private, private_revision, expires_at
    FROM {numbers} CROSS JOIN (SELECT * FROM draft LIMIT 1) AS one
"""
COPY_WRAPS = """
    INSERT INTO wrap (id, draft_id, kind, epoch, body, expires_at, ends_at, tries_left)
    SELECT {bytes_16}, draft.id, one.kind, one.epoch, one.body, one.expires_at, one.ends_at,
        one.tries_left
    FROM draft CROSS JOIN (SELECT * FROM wrap LIMIT 1) AS one
    WHERE NOT EXISTS (SELECT 1 FROM wrap WHERE wrap.draft_id = draft.id)
"""
"""Drafts that only lie there: copies that nobody can open."""


@dataclass(frozen=True)
class Cost:
    """Milliseconds: of the processor for a save, alone and with opening; of a save on the clock."""

    save: float
    open_and_save: float
    clock: float


class Filled:
    """A store of some size, of which `used` drafts can be opened and lie spread over it."""

    def __init__(self, url: str, keys: Path, size: int, used: int) -> None:
        """Fill the store."""
        self._store = open_store(url)
        directory = KeyDirectory(keys, create=True)
        self._drafts = Drafts(self._store, directory, term=timedelta(days=30))
        self._tokens: list[str] = []
        for _ in range(used):
            self._tokens.append(self._drafts.start(TEXT, TEXT, datetime.now(UTC)).token)
            add_copies(url, size // used - 1)
        run(url, COPY_WRAPS)
        counted = run(url, "SELECT count(*) FROM draft JOIN wrap ON wrap.draft_id = draft.id")
        assert counted == size, counted

    def round(self, processor: Callable[[], float] = time.process_time) -> Cost:
        """Return what one save costs, over a number of drafts taken by chance."""
        tokens = secrets.SystemRandom().choices(self._tokens, k=SAVES)
        start = processor()
        for token in tokens:
            self._open(token)
        between, clock = processor(), 0.0
        for token in tokens:
            opened, at = self._open(token), time.perf_counter()
            self._drafts.save(opened, {Box.SHARED: TEXT}, datetime.now(UTC))
            clock += time.perf_counter() - at
        both = processor() - between
        return Cost(*(part / SAVES * 1000 for part in (both - (between - start), both, clock)))

    def _open(self, token: str) -> OpenDraft:
        opened = self._drafts.find(token, datetime.now(UTC))
        assert isinstance(opened, OpenDraft)
        return opened

    def close(self) -> None:
        """Close the store."""
        self._store.close()


def add_copies(url: str, number: int) -> None:
    """Put copies of a draft behind what is there."""
    if number > 0:
        run(url, COPY_DRAFTS, number)
