"""Mails that wait to be sent: address and text are sealed, so the database shows neither."""

import secrets
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from wizard.errors import Unreadable
from wizard.store.cases import Mail
from wizard.vault.keys import KeyDirectory
from wizard.vault.padding import seal_padded, unseal_padded
from wizard.vault.sealing import SealBroken

GIVE_UP_AFTER = timedelta(days=5)


class Letter(Struct, frozen=True):
    """A mail in the clear, to one address, in one language."""

    to: str
    subject: str
    text: str
    lang: str


def seal_mail(
    keys: KeyDirectory, letter: Letter, *, desk_id: str, reference: str, now: datetime
) -> Mail:
    """Make a mail that is due at once and tried for five days."""
    mail_id = secrets.token_bytes(16)
    sealed = seal_padded(_key(keys), msgspec.json.encode(letter), _place(mail_id))
    return Mail(mail_id, desk_id, reference, sealed, now, now + GIVE_UP_AFTER)


def open_mail(keys: KeyDirectory, mail: Mail) -> Letter:
    """Open a mail, or raise Unreadable."""
    try:
        return msgspec.json.decode(
            unseal_padded(_key(keys), mail.sealed, _place(mail.id)), type=Letter
        )
    except (SealBroken, msgspec.DecodeError):
        raise Unreadable("a mail does not open") from None


def _key(keys: KeyDirectory) -> bytes:
    return keys.app_key("outbox")


def _place(mail_id: bytes) -> bytes:
    return b"mail|" + mail_id
