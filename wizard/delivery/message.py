"""A letter as it goes over the wire: headers that say nothing of a person or of this machine."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from wizard.vault.mails import Letter


def make_message(letter: Letter, sender: str, mail_id: bytes, now: datetime) -> EmailMessage:
    """Return a letter as a mail from `sender`.

    Its id is the same at every try, so that who gets it twice can tell. Automatic answers are
    asked to stay away (RFC 3834).
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = now
    message["Message-ID"] = f"<{mail_id.hex()}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="quoted-printable")
    message["Content-Language"] = letter.lang
    return message
