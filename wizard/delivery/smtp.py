"""Handing in one mail at a server: over TLS, and with patience that ends."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage

from wizard.delivery.trouble import MailNotDelivered, Trouble
from wizard.mailserver import MailServer

PATIENCE_SECONDS = 10.0
"""How long a server may stay silent, at every step."""


def hand_in(
    server: MailServer,
    message: EmailMessage,
    *,
    patience: float = PATIENCE_SECONDS,
    tls: ssl.SSLContext | None = None,
) -> None:
    """Hand in a mail, or raise MailNotDelivered. `tls` trusts others than the system does.

    What a server answers may repeat an address, so nothing of it goes on from here.
    """
    try:
        _hand_in(server, message, patience, tls or ssl.create_default_context())
    except ssl.SSLError:
        raise MailNotDelivered(Trouble.UNSAFE) from None
    except smtplib.SMTPServerDisconnected:
        raise MailNotDelivered(Trouble.UNREACHABLE) from None
    except smtplib.SMTPException:
        raise MailNotDelivered(Trouble.REFUSED) from None
    except OSError:
        raise MailNotDelivered(Trouble.UNREACHABLE) from None


def _hand_in(
    server: MailServer, message: EmailMessage, patience: float, tls: ssl.SSLContext
) -> None:
    connection = _connected(server, _domain(message), patience, tls)
    try:
        if server.safety == "starttls":
            _go_safe(connection, tls)
        if server.user:
            connection.login(server.user, server.password)
        connection.send_message(message)
    finally:
        # The server has taken the mail or not by now: a goodbye that fails changes nothing.
        with suppress(OSError):
            connection.quit()
        connection.close()


def _connected(
    server: MailServer, own_name: str, patience: float, tls: ssl.SSLContext
) -> smtplib.SMTP:
    """Connect under the name of the sender's domain, not of the machine."""
    if server.safety == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, own_name, timeout=patience, context=tls)
    return smtplib.SMTP(server.host, server.port, own_name, timeout=patience)


def _go_safe(connection: smtplib.SMTP, tls: ssl.SSLContext) -> None:
    connection.ehlo_or_helo_if_needed()
    try:
        connection.starttls(context=tls)
    except (smtplib.SMTPNotSupportedError, smtplib.SMTPResponseException):
        raise MailNotDelivered(Trouble.UNSAFE) from None


def _domain(message: EmailMessage) -> str:
    return str(message["From"]).rpartition("@")[2]
