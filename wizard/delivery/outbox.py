"""Sending what waits: one mail at a time, by as many workers as there are."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from wizard.delivery.message import make_message
from wizard.delivery.trouble import MailNotDelivered, Trouble
from wizard.logs import describe
from wizard.store import Store
from wizard.store.cases import Mail
from wizard.vault import KeyDirectory
from wizard.vault.mails import open_mail

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""Longer than a server may take over one mail; then another worker takes it over."""

PAUSE_SECONDS = 5.0
BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
THEN_EVERY = timedelta(hours=12)

Deliver = Callable[[EmailMessage], None]
"""Hands in a mail, or raises MailNotDelivered."""


class Outbox:
    """Sends what is due; any number of these may work on one store."""

    def __init__(self, store: Store, keys: KeyDirectory, sender: str, deliver: Deliver) -> None:
        """Send from an address, through `deliver`."""
        self._cases = store.cases
        self._keys = keys
        self._sender = sender
        self._deliver = deliver

    def send_next(self, clock: Callable[[], datetime]) -> bool:
        """Send one mail that is due; return False when none is.

        It is taken out of the outbox after the server took it. A worker that ends in between
        leaves it to another, who sends it again: never lost, at worst twice.
        """
        mail = self._cases.claim_mail(clock(), clock() + LEASE)
        if mail is None:
            return False
        trouble = self._try(mail, clock())
        if trouble is None:
            self._cases.sent_mail(mail.id)
        else:
            self._cases.retry_mail(mail.id, clock() + back_off(mail.tries), trouble)
        return True

    def _try(self, mail: Mail, now: datetime) -> Trouble | None:
        try:
            letter = open_mail(self._keys, mail)
            self._deliver(make_message(letter, self._sender, mail.id, now))
        except MailNotDelivered as refusal:
            log.warning("a mail waits: " + refusal.trouble)  # noqa: G003 - one of four words
            return refusal.trouble
        except Exception as error:  # noqa: BLE001 - one bad mail must not hold up the others
            log.error("a mail is damaged: " + describe(type(error), error.__traceback__))  # noqa: G003, TRY400 - only class and place
            return Trouble.DAMAGED
        return None


def back_off(tries: int) -> timedelta:
    """Return how long a mail waits after one more failed try than these."""
    return BACK_OFF[tries] if tries < len(BACK_OFF) else THEN_EVERY


class MailWorker(threading.Thread):
    """Sends what is due every few seconds, until `stop`; a failure waits for the next time.

    `run` may also be called in the main thread.
    """

    def __init__(self, outbox: Outbox, *, pause: float = PAUSE_SECONDS) -> None:
        """Prepare the thread; it ends with the process."""
        super().__init__(name="mail", daemon=True)
        self._outbox = outbox
        self._pause = pause
        self._stopping = threading.Event()

    def run(self) -> None:
        """Work until `stop`."""
        self._send_all()
        while not self._stopping.wait(self._pause):
            self._send_all()

    def stop(self) -> None:
        """Let the thread end after the mail that it is sending."""
        self._stopping.set()

    def _send_all(self) -> None:
        try:
            while not self._stopping.is_set() and self._outbox.send_next(_now):
                pass
        except Exception as error:  # noqa: BLE001 - the store may be back in a moment
            log.error("the outbox failed: " + describe(type(error), error.__traceback__))  # noqa: G003, TRY400 - only class and place


def _now() -> datetime:
    return datetime.now(UTC)
