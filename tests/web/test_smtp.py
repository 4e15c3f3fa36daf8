"""One mail at a real server: it arrives, or what is wrong is told without who or what it was."""

import ssl
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import msgspec
import pytest

from tests.web.mailservers import (
    ENDED,
    PASSWORD,
    USER,
    Mailbox,
    certificate,
    let_in,
    nobody,
    saying,
    serving,
    trusting,
)
from wizard.delivery.message import make_message
from wizard.delivery.smtp import hand_in
from wizard.delivery.trouble import MailNotDelivered, Trouble
from wizard.mailserver import MailServer
from wizard.vault.mails import Letter

SHORT = 0.05
LETTER = Letter("kanarie@inwoner.example", "Een onderwerp", "Kanarie.\n.\nEinde, met é.\n", "nl")
MESSAGE = make_message(
    LETTER, "startplan@arnhem.example", b"m" * 16, datetime(2026, 3, 2, tzinfo=UTC)
)

Serving = Callable[[], AbstractContextManager[MailServer]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tls")


@pytest.fixture(scope="module")
def tls(folder):
    return certificate(folder)


def login(server: MailServer, password: str = PASSWORD) -> MailServer:
    return msgspec.structs.replace(server, user=USER, password=password)


def test_a_mail_arrives_as_it_was_written():
    mailbox = Mailbox()
    with serving(mailbox) as server:
        hand_in(server, MESSAGE)
    [envelope], [mail] = mailbox.envelopes, mailbox.mails
    assert (envelope.mail_from, envelope.rcpt_tos) == ("startplan@arnhem.example", [LETTER.to])
    assert mail["Subject"] == LETTER.subject
    assert mail.get_content().splitlines() == LETTER.text.splitlines()


def test_a_mail_tells_nothing_of_this_machine_and_asks_for_no_automatic_answer():
    mailbox = Mailbox()
    with serving(mailbox) as server:
        hand_in(server, MESSAGE)
    [mail] = mailbox.mails
    assert mailbox.greeted_as == ["arnhem.example"]
    assert mail["Message-ID"] == f"<{b'm'.hex() * 16}@arnhem.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"] == "Mon, 02 Mar 2026 00:00:00 +0000"
    assert mail["Content-Language"] == "nl"
    assert not {"In-Reply-To", "References", "User-Agent", "X-Mailer"} & set(mail.keys())


def test_a_server_that_wants_tls_and_a_login_gets_both(folder, tls):
    mailbox = Mailbox()
    wants = {"tls_context": tls, "require_starttls": True, "auth_required": True}
    with serving(mailbox, "starttls", authenticator=let_in, **wants) as server:
        hand_in(login(server), MESSAGE, tls=trusting(folder))
    assert len(mailbox.envelopes) == 1


def test_a_server_with_tls_from_the_start_is_reached_so(folder, tls):
    mailbox = Mailbox()
    with serving(mailbox, "tls", ssl_context=tls) as server:
        hand_in(server, MESSAGE, tls=trusting(folder))
    assert len(mailbox.envelopes) == 1


def test_a_mail_that_was_taken_stays_taken_when_the_goodbye_fails():
    dialogue = (b"220 hi\r\n", b"250 hi\r\n", b"250 from\r\n", b"250 to\r\n", b"354 go\r\n")
    lines = MESSAGE.as_bytes().count(b"\n") + 1
    with saying(*dialogue, *[b""] * (lines - 1), b"250 taken\r\n", ENDED) as server:
        hand_in(server, MESSAGE)


def refusing(**answers: str) -> Serving:
    return lambda: serving(Mailbox(**answers))


REFUSALS: dict[str, tuple[Serving, Trouble]] = {
    "silent": (lambda: saying(b""), Trouble.UNREACHABLE),
    "silent after a greeting": (lambda: saying(b"220 hi\r\n"), Trouble.UNREACHABLE),
    "gone at once": (lambda: saying(ENDED), Trouble.UNREACHABLE),
    "gone after a greeting": (lambda: saying(b"220 hi\r\n", ENDED), Trouble.UNREACHABLE),
    "busy": (lambda: saying(b"421 later\r\n"), Trouble.REFUSED),
    "no mail server": (lambda: saying(b"HTTP/1.1 400 Bad\r\n"), Trouble.REFUSED),
    "noise": (lambda: saying(b"\xff" * 9000), Trouble.REFUSED),
    "refuses the sender": (refusing(mail="550 kanarie"), Trouble.REFUSED),
    "refuses the recipient": (refusing(rcpt="550 kanarie"), Trouble.REFUSED),
    "refuses the recipient for now": (refusing(rcpt="450 kanarie"), Trouble.REFUSED),
    "refuses the mail": (refusing(data="554 kanarie"), Trouble.REFUSED),
    "refuses the mail for now": (refusing(data="452 kanarie"), Trouble.REFUSED),
    "offers no TLS": (lambda: serving(Mailbox(), "starttls"), Trouble.UNSAFE),
    "speaks no TLS": (lambda: saying(b"220 hi\r\n", ENDED, safety="tls"), Trouble.UNSAFE),
    "refuses TLS": (
        lambda: saying(
            b"220 hi\r\n", b"250-hi\r\n250 STARTTLS\r\n", b"454 no\r\n", safety="starttls"
        ),
        Trouble.UNSAFE,
    ),
}


def trouble_with(server: MailServer, **how: ssl.SSLContext) -> Trouble:
    with pytest.raises(MailNotDelivered) as failure:
        hand_in(server, MESSAGE, patience=SHORT, **how)
    # Neither the address nor what the server said goes on from here.
    assert str(failure.value) == "a mail was not delivered"
    assert failure.value.__suppress_context__
    return failure.value.trouble


@pytest.mark.parametrize("case", REFUSALS)
def test_a_server_that_does_not_take_a_mail_is_told_by_what_is_wrong(case):
    serve, trouble = REFUSALS[case]
    with serve() as server:
        assert trouble_with(server) is trouble


def test_a_server_that_is_not_there_cannot_be_reached():
    assert trouble_with(nobody()) is Trouble.UNREACHABLE


@pytest.mark.parametrize("safety", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tls, safety):
    mailbox = Mailbox()
    how = {"ssl_context": tls} if safety == "tls" else {"tls_context": tls}
    with serving(mailbox, safety, **how) as server:
        assert trouble_with(server) is Trouble.UNSAFE
    assert mailbox.envelopes == []


def test_a_wrong_password_is_a_refusal(folder, tls):
    wants = {"tls_context": tls, "require_starttls": True, "auth_required": True}
    with serving(Mailbox(), "starttls", authenticator=let_in, **wants) as server:
        wrong = login(server, password="verkeerd")
        assert trouble_with(wrong, tls=trusting(folder)) is Trouble.REFUSED


def test_a_password_goes_to_no_server_that_asks_for_none():
    with serving(Mailbox()) as server:
        assert trouble_with(login(server)) is Trouble.REFUSED
