"""Desks with keys, and cases for them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from wizard.core.case import CaseHeader, CaseWork, ContactWishes, Note, Origin, SentPlan
from wizard.store.cases import Audited, AuditLine, Case
from wizard.vault import KeyDirectory
from wizard.vault.audit import audited
from wizard.vault.cases import new_case
from wizard.vault.hpke import PrivateKey, new_private_key

KEEP = timedelta(days=365)


@dataclass(frozen=True)
class Desk:
    """A desk as those see it who seal to it, with its private keys beside."""

    desk_id: str
    version: int
    keys: dict[int, PrivateKey]

    @property
    def public(self) -> bytes:
        """Return the newest public key."""
        return self.keys[self.version].public

    def rotated(self) -> "Desk":
        """Return the desk with a newer key besides."""
        version = self.version + 1
        return Desk(self.desk_id, version, {**self.keys, version: new_private_key()})


CAW = Desk("arnhem/caw", 1, {1: new_private_key()})
WIJKTEAM = Desk("arnhem/wijkteam", 1, {1: new_private_key()})

REPLY_KEY = "5e" * 32
HEADER = CaseHeader(wishes=ContactWishes(call_me="KANARIE Sanne"), reply_key=REPLY_KEY)
PLAN = SentPlan(told="KANARIE ik wil weer met hout werken")


def sealed_case(now: Any, desk: Desk = CAW, **changes: Any) -> Case:
    """Return a case that was sent to a desk."""
    note = Note(at=now, by="Joris", text="KANARIE belt liever na vijf uur")
    told = {"reference": "ABCDEFGH", "origin": Origin.SENT, "now": now, "keep": KEEP}
    what = {"header": HEADER, "plan": PLAN, "work": CaseWork(notes=(note,)), **told, **changes}
    return new_case(desk, **what)


def noted(keys: KeyDirectory, now: Any, action: str = "read") -> Audited:
    """Ask for a line in the audit."""
    return audited(keys, AuditLine(now, CAW.desk_id, b"staff", action))
