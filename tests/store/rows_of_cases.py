"""Rows of cases, mails and the audit to put in a store; nothing in them is really sealed."""

import hashlib
import secrets
from datetime import date, timedelta
from typing import Any

from tests.store.conftest import NOW
from wizard.core.case import CaseState, Origin
from wizard.store import Box, SealedBox, Wrap
from wizard.store.cases import Audited, AuditLine, Case, DraftSave, Mail

CAW, WIJKTEAM = "arnhem/caw", "arnhem/wijkteam"
DAY = timedelta(days=1)
SEALED = ("sealed_key", "header", "work", "reply", "plan")


def case_row(**changes: Any) -> Case:
    """Return a case with random bytes for what is sealed."""
    row = {
        "id": secrets.token_bytes(16),
        "desk_id": CAW,
        "key_version": 1,
        "reference": "ABCDEFGH",
        "state": CaseState.RECEIVED,
        "origin": Origin.SENT,
        "received_on": date(2026, 3, 2),
        "expires_at": NOW + 365 * DAY,
        **{name: secrets.token_bytes(3840) for name in SEALED},
    }
    return Case(**{**row, **changes})


def emptied(case: Case) -> Case:
    """Return the case as it is after withdrawing."""
    gone = dict.fromkeys(SEALED, b"")
    return next_of(case, state=CaseState.WITHDRAWN, **gone)


def next_of(case: Case, **changes: Any) -> Case:
    """Return the next revision of a case."""
    row = {name: getattr(case, name) for name in Case.__slots__}
    return Case(**{**row, "revision": case.revision + 1, **changes})


def mail_row(**changes: Any) -> Mail:
    """Return a mail that is due."""
    moments = {"next_try_at": NOW, "give_up_at": NOW + 5 * DAY}
    row = {"id": secrets.token_bytes(16), "desk_id": CAW, "reference": "ABCDEFGH"}
    return Mail(**{**row, **moments, "sealed": secrets.token_bytes(3840), **changes})


def chain(before: bytes, line: AuditLine) -> bytes:
    """Mark a line, as far as a store can tell."""
    return hashlib.sha256(before + line.action.encode()).digest()


def broken_chain(before: bytes, line: AuditLine) -> bytes:
    """Fail as the last thing that happens in a transaction."""
    raise ZeroDivisionError("no mark")


def noted(action: str = "read", **changes: Any) -> Audited:
    """Ask for a line in the audit."""
    row = {"at": NOW, "desk_id": CAW, "staff_id": b"me", "action": action, **changes}
    return Audited(AuditLine(**row), chain)


def unnoted() -> Audited:
    """Ask for a line that cannot be made."""
    return Audited(noted().line, broken_chain)


def linking(session: Wrap, text: bytes = b"linked", revision: int = 2) -> DraftSave:
    """Ask that a private box be saved."""
    boxes = {Box.PRIVATE: SealedBox(revision, text)}
    return DraftSave(session.draft_id, boxes, NOW + 365 * DAY, session.id, NOW + DAY)
