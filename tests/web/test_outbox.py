"""What waits in the outbox is sent once and goes, or waits longer and longer; it is never lost."""

import logging
import shutil
import threading
from datetime import UTC, datetime, timedelta

import pytest

from tests.web.mailservers import Mailbox, nobody, saying, serving
from tests.web.waiting import LETTER, put
from wizard.delivery.outbox import BACK_OFF, LEASE, THEN_EVERY, MailWorker, Outbox
from wizard.delivery.smtp import hand_in
from wizard.delivery.trouble import MailNotDelivered, Trouble
from wizard.errors import StorageBusy
from wizard.store import open_store
from wizard.vault import KeyDirectory
from wizard.vault.mails import GIVE_UP_AFTER

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DESK, SENDER = "arnhem/caw", "startplan@arnhem.example"
SECRET = "Kanarie in een foutmelding"


class Killed(BaseException):
    """Ends a worker as a signal does: nothing after it is done."""


class Clock:
    """A clock that only moves when told."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


class Post:
    """Stands in for a server: it takes messages, after failing as often as it is told to."""

    def __init__(self, *failures):
        self.failures = list(failures)
        self.messages = []

    def __call__(self, message):
        if self.failures:
            raise self.failures.pop(0)
        self.messages.append(message)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outbox")
    KeyDirectory(folder / "keys", create=True)
    open_store(f"sqlite:///{folder}/drafts.db").close()
    return folder


@pytest.fixture
def keys(made_once):
    return KeyDirectory(made_once / "keys")


@pytest.fixture
def store(made_once, tmp_path):
    shutil.copy(made_once / "drafts.db", tmp_path)
    store = open_store(f"sqlite:///{tmp_path}/drafts.db")
    yield store
    store.close()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def waiting(store, keys):
    """A mail in the outbox."""
    return put(store, keys, DESK, NOW)


@pytest.fixture
def box(store, keys):
    """Return a function that makes a worker's outbox."""
    return lambda deliver: Outbox(store, keys, SENDER, deliver)


@pytest.fixture
def both(store, keys, box):
    """A store with two mails in its outbox, and what makes a worker's outbox."""
    for _ in range(2):
        put(store, keys, DESK, NOW)
    return store, box


def test_a_mail_is_delivered_once_and_leaves_the_outbox(store, box, waiting, clock):
    mailbox = Mailbox()
    with serving(mailbox) as server:
        sends = box(lambda message: hand_in(server, message)).send_next
        assert (sends(clock), sends(clock)) == (True, False)
    [mail] = mailbox.mails
    assert (mail["To"], mail["From"]) == (LETTER.to, SENDER)
    assert mail.get_content().strip() == LETTER.text.strip()
    assert store.cases.waiting_mails(DESK) == []


def test_nothing_is_sent_from_an_empty_outbox(box, clock):
    post = Post()
    assert not box(post).send_next(clock)
    assert post.messages == []


def test_a_mail_waits_when_the_server_is_down_and_goes_when_it_is_back(store, box, waiting, clock):
    down = nobody()
    assert box(lambda message: hand_in(down, message)).send_next(clock)
    [mail] = store.cases.waiting_mails(DESK)
    assert (mail.tries, mail.trouble) == (1, Trouble.UNREACHABLE)
    assert mail.next_try_at == NOW + timedelta(minutes=1)
    clock.now = mail.next_try_at
    post = Post()
    assert box(post).send_next(clock)
    assert len(post.messages) == 1


def test_a_black_hole_costs_patience_and_the_mail_waits(store, box, waiting, clock):
    with saying(b"") as server:
        box(lambda message: hand_in(server, message, patience=0.05)).send_next(clock)
    [mail] = store.cases.waiting_mails(DESK)
    assert mail.trouble == Trouble.UNREACHABLE


def test_a_mail_waits_longer_and_longer_and_is_given_up_after_five_days(store, box, waiting, clock):
    refusing = box(Post(*[MailNotDelivered(Trouble.REFUSED)] * 99))
    waits = []
    while refusing.send_next(clock):
        [mail] = store.cases.waiting_mails(DESK)
        waits.append(mail.next_try_at - clock.now)
        clock.now = mail.next_try_at
    assert waits == [*BACK_OFF, *[THEN_EVERY] * (len(waits) - len(BACK_OFF))]
    assert clock.now >= NOW + GIVE_UP_AFTER > clock.now - THEN_EVERY
    assert (mail.tries, mail.trouble) == (len(waits), Trouble.REFUSED)


def test_what_was_given_up_is_tried_again_when_someone_asks(store, box, waiting, clock):
    clock.now += GIVE_UP_AFTER
    post = Post()
    assert not box(post).send_next(clock)
    store.cases.hurry_mails("arnhem/other", clock.now, clock.now + THEN_EVERY)
    assert not box(post).send_next(clock)
    store.cases.hurry_mails(DESK, clock.now, clock.now + THEN_EVERY)
    assert box(post).send_next(clock)
    assert len(post.messages) == 1


@pytest.mark.parametrize(("shown", "left"), [(30, 0), (29, 1)])
def test_what_was_given_up_is_shown_for_a_month(store, waiting, shown, left):
    store.purge(NOW + GIVE_UP_AFTER + timedelta(days=shown))
    assert len(store.cases.waiting_mails(DESK)) == left


@pytest.mark.parametrize("failure", [ValueError(SECRET), UnicodeError(SECRET), IndexError(SECRET)])
def test_a_mail_that_breaks_the_program_waits_and_holds_up_no_other(both, clock, caplog, failure):
    store, box = both
    post = Post(failure)
    sends = box(post).send_next
    assert (sends(clock), sends(clock), sends(clock)) == (True, True, False)
    [mail] = store.cases.waiting_mails(DESK)
    assert (mail.trouble, len(post.messages)) == (Trouble.DAMAGED, 1)
    assert SECRET not in caplog.text


def test_a_mail_that_does_not_open_waits_and_is_not_sent(store, waiting, clock, tmp_path, caplog):
    others, post = KeyDirectory(tmp_path / "others", create=True), Post()
    assert Outbox(store, others, SENDER, post).send_next(clock)
    [mail] = store.cases.waiting_mails(DESK)
    assert (mail.trouble, post.messages) == (Trouble.DAMAGED, [])
    assert "a mail is damaged: Unreadable at " in caplog.text


def test_the_log_says_what_is_wrong_and_no_more(box, waiting, clock, caplog):
    with caplog.at_level(logging.DEBUG), serving(Mailbox(rcpt=f"550 {LETTER.to}")) as server:
        box(lambda message: hand_in(server, message)).send_next(clock)
    own = [line.getMessage() for line in caplog.records if line.name.startswith("wizard")]
    assert own == ["a mail waits: refused"]


def test_a_worker_that_dies_before_the_server_took_a_mail_leaves_it_to_another(box, waiting, clock):
    with pytest.raises(Killed):
        box(Post(Killed())).send_next(clock)
    post = Post()
    assert not box(post).send_next(clock)
    clock.now += LEASE
    assert box(post).send_next(clock)
    assert len(post.messages) == 1


def test_a_worker_that_dies_after_the_server_took_a_mail_has_it_sent_again_under_the_same_id(
    box, waiting, clock, monkeypatch
):
    post = Post()
    dying = box(post)
    monkeypatch.setattr(dying._cases, "sent_mail", Post(Killed()))
    with pytest.raises(Killed):
        dying.send_next(clock)
    monkeypatch.undo()
    clock.now += LEASE
    assert box(post).send_next(clock)
    first, second = post.messages
    assert first["Message-ID"] == second["Message-ID"]


def test_workers_side_by_side_send_each_mail_once(store, keys, box, clock):
    for _ in range(8):
        put(store, keys, DESK, NOW)
    post = Post()

    def work():
        while box(post).send_next(clock):
            pass

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert len({message["Message-ID"] for message in post.messages}) == len(post.messages) == 8


class Rounds:
    """An outbox that counts how often it is looked into, and fails as it is told to."""

    def __init__(self, *failures, enough=3):
        self.failures = list(failures)
        self.left = enough
        self.enough = threading.Event()

    def send_next(self, clock):
        assert abs(clock() - datetime.now(UTC)) < timedelta(minutes=1)
        self.left -= 1
        if self.left <= 0:
            self.enough.set()
        if self.failures:
            raise self.failures.pop()
        return False


@pytest.mark.parametrize("failures", [(), (StorageBusy(SECRET), OSError(SECRET))])
def test_a_worker_looks_again_and_again_until_it_is_stopped(caplog, failures):
    rounds = Rounds(*failures)
    worker = MailWorker(rounds, pause=0)
    worker.start()
    assert rounds.enough.wait(10)
    worker.stop()
    worker.join(10)
    assert not worker.is_alive()
    assert worker.daemon
    assert caplog.text.count("the outbox failed: ") == len(failures)
    assert SECRET not in caplog.text


def test_a_worker_that_is_told_to_end_sends_no_further_mail(store, keys, box):
    for _ in range(2):
        put(store, keys, DESK, datetime.now(UTC))
    post = Post()
    worker = MailWorker(box(lambda message: (post(message), worker.stop())))
    worker.run()
    assert len(post.messages) == 1
