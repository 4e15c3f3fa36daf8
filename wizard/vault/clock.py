"""Whether the clock may be believed by whoever is about to delete what is too old.

A clock that leaps three weeks forward, for a minute, would make a purge delete drafts that are
not due. What was deleted does not come back when the clock does; what is kept a little longer can
be read by nobody either, because a draft past its moment is not found.
"""

import json
import os
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from wizard.errors import KeysMissing
from wizard.store.moments import seconds

LEAP = timedelta(hours=3)
"""Longer than from one sweep to the next: time that went on as usual never leaps like this."""

PATIENCE = timedelta(hours=12)
"""How long a clock that has leapt must go on unchallenged: a site may really have been off."""


class SeenClock:
    """Remember in a small file, for all nodes together, how far time was at the last look."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def agrees(self, now: datetime) -> bool:
        """Tell whether time has gone on as usual since the last look, and note this look.

        A leap forward is believed only after PATIENCE without a look by any node that found time
        as usual. The first look of all is believed, and so is an earlier moment: it deletes less.
        Raises KeysMissing when the look cannot be noted.
        """
        at = seconds(now)
        agreed, doubted = self._read() or (at, None)
        if at < agreed:
            return True
        if at <= agreed + LEAP.total_seconds() or _is_settled(at, doubted):
            self._write(at, None)
            return True
        if doubted is None or at < doubted:
            self._write(agreed, at)
        return False

    def _read(self) -> tuple[int, int | None] | None:
        try:
            agreed, doubted = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError):
            raise KeysMissing("the key directory holds no readable clock") from None
        return agreed, doubted

    def _write(self, agreed: int, doubted: int | None) -> None:
        fresh = self._path.with_name(f".{self._path.name}.{secrets.token_hex(8)}")
        try:
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                json.dump([agreed, doubted], file)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink()
            raise KeysMissing("the key directory cannot note the time") from error


def _is_settled(at: int, doubted: int | None) -> bool:
    return doubted is not None and at >= doubted + PATIENCE.total_seconds()
