"""The mails that go with cases, sealed, for the transaction that stores those cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from wizard.core.municipality import Desk, Edition
from wizard.core.sending import desk_key_id
from wizard.delivery.words import confirmation, word_to_desk
from wizard.settings import Settings
from wizard.store.cases import Case, Mail
from wizard.vault import KeyDirectory
from wizard.vault.mails import Letter, seal_mail


def can_mail(settings: Settings) -> bool:
    """Tell whether mail is sent at all; only then may a page offer a confirmation."""
    return settings.mail_server is not None


def mails_for(
    cases: Sequence[Case],
    edition: Edition,
    settings: Settings,
    keys: KeyDirectory,
    now: datetime,
    *,
    confirm_to: str = "",
) -> tuple[Mail, ...]:
    """Return word to the desk of each case, where it has a mail address.

    `confirm_to` is the address of a resident who asked for a confirmation: one, about the first
    case, in the language of `edition`. Where no mail is sent there is nothing to return.
    """
    if not can_mail(settings):
        return ()
    return tuple(
        seal_mail(keys, letter, desk_id=case.desk_id, reference=case.reference, now=now)
        for case, letter in _letters(cases, edition, confirm_to, demo=settings.is_demo)
    )


def _letters(
    cases: Sequence[Case], edition: Edition, confirm_to: str, *, demo: bool
) -> Iterator[tuple[Case, Letter]]:
    sent = list(_with_desks(cases, edition))
    for case, desk in sent:
        if desk.mail:
            yield case, word_to_desk(desk.mail, case.reference, demo=demo)
    for case, desk in sent[:1] if confirm_to else ():
        yield case, confirmation(confirm_to, edition, desk, case.reference, demo=demo)


def _with_desks(cases: Sequence[Case], edition: Edition) -> Iterator[tuple[Case, Desk]]:
    municipality = edition.municipality
    sending = municipality.sending
    desks = {desk_key_id(municipality, desk): desk for desk in sending.desks} if sending else {}
    return ((case, desks[case.desk_id]) for case in cases if case.desk_id in desks)
