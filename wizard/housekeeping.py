"""What a running site does by itself: purge, weekly re-encryption, owed checkpoints."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime

from wizard.logs import describe
from wizard.store import Store
from wizard.vault import KeyDirectory, sweep_unless_doubted

log = logging.getLogger(__name__)

MINUTE = 60
MINUTES_BETWEEN_SWEEPS = 60


class Housekeeping(threading.Thread):
    """Tidies every minute and sweeps every hour, until `stop`; a failure waits for the next time.

    Several sites on one database may do this at once: every job is safe to repeat.
    """

    def __init__(self, store: Store, keys: KeyDirectory, *, pause: float = MINUTE) -> None:
        """Prepare the thread; it ends with the process."""
        super().__init__(name="housekeeping", daemon=True)
        self._store = store
        self._keys = keys
        self._pause = pause
        self._stopping = threading.Event()
        self.swept_at: datetime | None = None
        self.tidied_at: datetime | None = None

    def run(self) -> None:
        """Work until `stop`."""
        rounds = 0
        while not self._stopping.wait(0 if rounds == 0 else self._pause):
            self._work(sweeping=rounds % MINUTES_BETWEEN_SWEEPS == 0)
            rounds += 1

    def stop(self) -> None:
        """Let the thread end after what it is doing now."""
        self._stopping.set()

    def _work(self, *, sweeping: bool) -> None:
        try:
            if sweeping and sweep_unless_doubted(self._store, self._keys, datetime.now(UTC)):
                self.swept_at = datetime.now(UTC)
            self._store.tidy()
            self.tidied_at = datetime.now(UTC)
        except Exception as error:  # noqa: BLE001 - without this thread nothing is ever purged
            log.error("housekeeping failed: " + describe(type(error), error.__traceback__))  # noqa: G003, TRY400 - only class and place
