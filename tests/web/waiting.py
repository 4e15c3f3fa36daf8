"""Mails put into an outbox the way they always come: in the transaction of a case."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from wizard.core.case import CaseState, Origin
from wizard.store import Store
from wizard.store.cases import AuditLine, Case, Mail
from wizard.vault import KeyDirectory
from wizard.vault.audit import audited
from wizard.vault.mails import Letter, seal_mail

REFERENCE = "ABCD3467"
LETTER = Letter("kanarie@inwoner.example", "Onderwerp", "Kanarie in een mail\n", "nl")


def case_of(desk_id: str, now: datetime, reference: str = REFERENCE) -> Case:
    """Return a case in which nothing is really sealed."""
    sealed = dict.fromkeys(("sealed_key", "header", "plan", "work"), b"sealed")
    day, gone = now.date(), now + timedelta(days=180)
    known = (secrets.token_bytes(16), desk_id, 1, reference, CaseState.RECEIVED, Origin.SENT)
    return Case(*known, day, gone, **sealed)


def put(
    store: Store, keys: KeyDirectory, desk_id: str, now: datetime, letter: Letter = LETTER
) -> Mail:
    """Put a mail about a new case of a desk in the outbox, and return it."""
    mail = seal_mail(keys, letter, desk_id=desk_id, reference=REFERENCE, now=now)
    case, line = case_of(desk_id, now), audited(keys, AuditLine(now, desk_id, b"", "test"))
    store.cases.add(case, tallies=[], audited=line)
    store.cases.change(replace(case, revision=2), from_desk=desk_id, mails=[mail], audited=line)
    return mail
