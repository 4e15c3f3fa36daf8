"""A site whose clock stands still, for what is compared with what was kept on another day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest.mock import patch

from wizard.web import site

MOMENT = datetime(2026, 11, 2, 10, tzinfo=UTC)


class _Standing:
    @staticmethod
    def now(zone: object) -> datetime:
        assert zone is UTC
        return MOMENT


@contextmanager
def standing_clock() -> Iterator[None]:
    """Let the site think that it is MOMENT as long as the context lasts."""
    with patch.object(site, "datetime", _Standing):
        yield
