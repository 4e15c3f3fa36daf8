"""Mail servers on loopback: a real one, and ones that misbehave."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from wizard.mailserver import MailServer, Safety

HOST = "127.0.0.1"
USER, PASSWORD = "startplan", "geheim"
ENDED = None


class Mailbox:
    """Takes mail, or answers a command as it is told to."""

    def __init__(self, **answers: str) -> None:
        self._answers = answers
        self.envelopes: list[Envelope] = []
        self.greeted_as: list[str] = []
        self.reading = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()

    @property
    def mails(self) -> list[EmailMessage]:
        """What was taken, as a mail program reads it."""
        return [message_from_bytes(one.content, policy=default) for one in self.envelopes]

    async def handle_MAIL(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self._answers.get("mail", "250 OK")

    async def handle_RCPT(  # noqa: N802 - same
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self._answers.get("rcpt", "250 OK")

    async def handle_DATA(  # noqa: N802 - same
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.reading.set()
        self.may_answer.wait(10)
        if "data" not in self._answers:
            self.greeted_as.append(session.host_name)
            self.envelopes.append(envelope)
        return self._answers.get("data", "250 OK")


class OnAnyPort(Controller):
    """Runs a server on a free port, and looks for it there."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def let_in(server: SMTP, session: Session, envelope: Envelope, how: str, who: Any) -> AuthResult:
    """Let one user in."""
    known = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=who == known, handled=False)


@contextmanager
def serving(mailbox: Mailbox, safety: Safety = "loopback", **how: Any) -> Iterator[MailServer]:
    """Run a real server on a free port; `how` are settings of aiosmtpd."""
    controller = OnAnyPort(mailbox, hostname=HOST, port=0, **how)
    controller.start()
    try:
        yield MailServer(host=HOST, port=controller.port, safety=safety)
    finally:
        controller.stop()


@contextmanager
def saying(*answers: bytes | None, safety: Safety = "loopback") -> Iterator[MailServer]:
    """Run a server that greets with the first answer and gives the next for each line it gets.

    After the last one it is silent, or hangs up where that is ENDED. It serves one connection.
    """
    with closing(socket.create_server((HOST, 0))) as listener:
        over = threading.Event()
        thread = threading.Thread(target=_say, args=(listener, answers, over))
        thread.start()
        yield MailServer(host=HOST, port=listener.getsockname()[1], safety=safety)
        over.set()
        thread.join(10)


def _say(listener: socket.socket, answers: tuple[bytes | None, ...], over: threading.Event) -> None:
    connection, _ = listener.accept()
    with connection, connection.makefile("rb") as lines:
        for answer in answers:
            if answer is ENDED:
                return
            connection.sendall(answer)
            lines.readline()
        over.wait(10)


def nobody() -> MailServer:
    """Return an address at which nothing listens."""
    with closing(socket.create_server((HOST, 0))) as listener:
        return MailServer(host=HOST, port=listener.getsockname()[1], safety="loopback")


def certificate(folder: Path) -> ssl.SSLContext:
    """Make a certificate for loopback in a folder, and return a server's context with it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False
        )
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "server.pem").write_bytes(made.public_bytes(Encoding.PEM) + private)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "server.pem")
    return context


def trusting(folder: Path) -> ssl.SSLContext:
    """Return a client's context that trusts the certificate in a folder."""
    return ssl.create_default_context(cafile=str(folder / "server.pem"))
