"""`wizard work` as the process it is: told to end, or killed, in the middle of a mail."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.web.mailservers import Mailbox, serving
from tests.web.waiting import LETTER, put
from wizard.delivery.outbox import LEASE, Outbox
from wizard.delivery.smtp import hand_in
from wizard.mailserver import MailServer
from wizard.store import Store, open_store
from wizard.vault import KeyDirectory

ROOT = Path(__file__).resolve().parents[2]
DESK, SENDER = "arnhem/caw", "startplan@arnhem.example"
AT_MOST_SECONDS = 30


@pytest.fixture
def keys(tmp_path: Path) -> KeyDirectory:
    return KeyDirectory(tmp_path / "keys", create=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(f"sqlite:///{tmp_path}/drafts.db")
    yield store
    store.close()


@contextmanager
def working(folder: Path, server: MailServer) -> Iterator[subprocess.Popen[bytes]]:
    """Run `wizard work` on the instance in a folder."""
    settings = {
        "WIZARD_DATABASE_URL": f"sqlite:///{folder}/drafts.db",
        "WIZARD_KEY_DIR": str(folder / "keys"),
        "WIZARD_SMTP_URL": f"smtp://{server.host}:{server.port}",
        "WIZARD_MAIL_FROM": SENDER,
    }
    command = [sys.executable, "-m", "wizard", "work"]
    with (folder / "said").open("wb") as said:
        worker = subprocess.Popen(
            command, env=settings, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            yield worker
        finally:
            worker.kill()
            worker.wait()


def test_told_to_end_it_finishes_the_mail_and_sends_no_other(tmp_path, store, keys):
    mails = [put(store, keys, DESK, datetime.now(UTC)) for _ in range(2)]
    mailbox = Mailbox()
    mailbox.may_answer.clear()
    with serving(mailbox) as server, working(tmp_path, server) as worker:
        assert mailbox.reading.wait(AT_MOST_SECONDS)
        worker.send_signal(signal.SIGTERM)
        mailbox.may_answer.set()
        assert worker.wait(AT_MOST_SECONDS) == 0
    [taken], [left] = mailbox.mails, store.cases.waiting_mails(DESK)
    assert {taken["Message-ID"][1:33], left.id.hex()} == {mail.id.hex() for mail in mails}
    assert left.tries == 0


def test_killed_it_loses_nothing_and_says_nothing_of_the_mail(tmp_path, store, keys):
    put(store, keys, DESK, datetime.now(UTC))
    mailbox = Mailbox()
    mailbox.may_answer.clear()
    with serving(mailbox) as server:
        with working(tmp_path, server) as worker:
            assert mailbox.reading.wait(AT_MOST_SECONDS)
            worker.kill()
            worker.wait()
        mailbox.may_answer.set()
        other = Outbox(store, keys, SENDER, lambda message: hand_in(server, message))
        assert not other.send_next(lambda: datetime.now(UTC))
        assert other.send_next(lambda: datetime.now(UTC) + LEASE)
    assert mailbox.mails[-1]["To"] == LETTER.to
    assert store.cases.waiting_mails(DESK) == []
    assert (tmp_path / "said").read_text() == "Sending the mail that waits.\n"
