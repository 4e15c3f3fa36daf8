"""What a store keeps of cases: ciphertext, a state and days; and what must happen at once.

The contract of `Store` (atomicity, errors, time, threads, wiping) holds for `Cases` too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from wizard.core.case import CaseState, Origin
from wizard.core.tallies import Tally
from wizard.store.records import Box, SealedBox


@dataclass(frozen=True, slots=True)
class Case:
    """Hold one case; the four sealed fields open under `sealed_key` or, `reply`, the reply key.

    `sealed_key` is the case's data key, sealed to version `key_version` of the desk's public key.
    `revision` counts every change. `assigned_to` is a colleague's id, b"" for nobody.
    `first_contact_on` and `opened_on` are the days of the first call and the first reading.
    A withdrawn case has empty fields.

    A case from a list has no `plan` either: `Cases.change` then leaves the stored one.
    """

    id: bytes
    desk_id: str
    key_version: int
    reference: str
    state: CaseState
    origin: Origin
    received_on: date
    expires_at: datetime
    sealed_key: bytes = field(repr=False)
    header: bytes = field(repr=False)
    plan: bytes = field(repr=False)
    work: bytes = field(repr=False)
    reply: bytes = field(default=b"", repr=False)
    revision: int = 1
    assigned_to: bytes = b""
    opened_on: date | None = None
    first_contact_on: date | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing can be opened any more: it was withdrawn."""
        return not self.sealed_key


@dataclass(frozen=True, slots=True)
class CaseKey:
    """Hold the sealed data key of one case, to be sealed anew when the desk's key changes."""

    case_id: bytes
    desk_id: str
    key_version: int
    sealed_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mail:
    """Hold a mail that waits; `sealed` is its text and address, under a key of the server.

    `trouble` is why the last try failed, as one word; a mail that was not tried, or that is being
    tried, has none. From `give_up_at` on it is not tried.
    """

    id: bytes
    desk_id: str
    reference: str
    sealed: bytes = field(repr=False)
    next_try_at: datetime
    give_up_at: datetime
    tries: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class MailQueue:
    """Count the mails of all desks: those that wait, and those that were given up.

    `first_ends_at` is when the first of those that wait will be given up, None when none waits.
    """

    waiting: int
    given_up: int
    first_ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Hold one line of the audit: who did what with which case or colleague; never a text.

    `staff_id` is b"" for the resident or the program. `object_id` is a case's or colleague's id.
    """

    at: datetime
    desk_id: str
    staff_id: bytes
    action: str
    object_id: bytes = b""
    detail: str = ""


Chain = Callable[[bytes, AuditLine], bytes]
"""Makes the 32-byte mark of a line from the mark of the line before it (b"" for the first)."""


@dataclass(frozen=True, slots=True)
class Audited:
    """Ask that a line be added to the audit in the same transaction; `chain` seals it."""

    line: AuditLine
    chain: Chain = field(repr=False)


@dataclass(frozen=True, slots=True)
class DraftSave:
    """Ask that boxes of a draft be saved in the same transaction, as `Store.save` does."""

    draft_id: bytes
    boxes: Mapping[Box, SealedBox]
    draft_until: datetime
    wrap_id: bytes
    wrap_until: datetime | None


class Cases(Protocol):
    """Keep cases, waiting mails, counts and the audit. `Store.cases` is one."""

    # Cases

    def send(
        self,
        cases: Sequence[Case],
        draft: DraftSave,
        *,
        mails: Sequence[Mail],
        tallies: Sequence[Tally],
        audited: Sequence[Audited],
    ) -> None:
        """Add the cases that a resident sends and save the draft that links to them, or neither.

        Raises RevisionConflict and DraftNotFound as `Store.save` does.
        """

    def withdraw(
        self,
        cases: Sequence[Case],
        draft: DraftSave,
        *,
        tallies: Sequence[Tally],
        audited: Sequence[Audited],
    ) -> None:
        """Replace the cases by emptied ones and save the draft without their link, or neither.

        A case that the desk changed or handed over meanwhile raises RevisionConflict, one that is
        purged CaseNotFound. Mails that wait about them, which may hold a resident's address, go
        along. The sealed fields are wiped as by `Store.wipe`.
        Raises RevisionConflict and DraftNotFound as `Store.save` does.
        """

    def add(self, case: Case, *, tallies: Sequence[Tally], audited: Audited) -> None:
        """Add a case that staff registered."""

    def change(
        self,
        case: Case,
        *,
        from_desk: str,
        tallies: Sequence[Tally] = (),
        mails: Sequence[Mail] = (),
        audited: Audited,
        audited_there: Audited | None = None,
    ) -> None:
        """Replace a case of `from_desk` whose stored revision is one lower, else RevisionConflict.

        Raises CaseNotFound when that desk has no such case. Its desk may change with it. As long
        as it does not, another `key_version` than the stored one is a RevisionConflict too. What
        an emptied or handed over case leaves behind goes as with `withdraw`. `audited_there` is
        the line of the desk that gets a case, in the same transaction.
        """

    def wipe_practice(self, desk_id: str, audited: Audited) -> None:
        """Delete the practice cases of a desk; they are wiped as by `withdraw`."""

    def find(self, case_id: bytes) -> Case | None:
        """Return a case for the resident who has its link, or None when it is purged."""

    def read(self, case_id: bytes, desk_id: str, audited: Audited) -> Case:
        """Return a case of a desk and note that it was read. Raises CaseNotFound.

        The first reading sets `opened_on`, which is not a change of the case.
        """

    def of_desk(self, desk_id: str, *, closed: bool = False) -> list[Case]:
        """Return a desk's cases without their `plan`, open ones or closed ones, oldest first."""

    def keys_before(self, desk_id: str, version: int, after: bytes, limit: int) -> list[CaseKey]:
        """Return keys of cases that are sealed to an earlier version, by id, from after an id."""

    def swap_keys(self, swaps: Sequence[tuple[CaseKey, CaseKey]]) -> int:
        """Replace keys (the old one, the new one) that are still the old ones; return how many.

        This is no change of a case. The old ones are wiped as by `withdraw`.
        """

    # Mails that wait

    def claim_mail(self, now: datetime, until: datetime) -> Mail | None:
        """Return a mail that is due, put off until `until`, so that nobody else sends it.

        It has no trouble until it is known how this try ends. One that is given up is not due.
        """

    def sent_mail(self, mail_id: bytes) -> None:
        """Delete a mail that was delivered, or can never be, if it is there."""

    def retry_mail(self, mail_id: bytes, next_try_at: datetime, trouble: str) -> None:
        """Count one failed try and wait until then."""

    def hurry_mails(self, desk_id: str, now: datetime, give_up_at: datetime) -> None:
        """Make all mails of a desk due now, and none of them given up before that moment.

        One that is claimed stays with who claimed it: it would go out twice.
        """

    def waiting_mails(self, desk_id: str) -> list[Mail]:
        """Return what waits for a desk and what was given up, the oldest first."""

    def mail_queue(self, now: datetime) -> MailQueue:
        """Count all mails, in one query: monitoring asks it every few seconds."""

    # Counts

    def tallies(self, desk_id: str) -> list[Tally]:
        """Return every count of a desk, by quarter, kind and value."""

    # Audit

    def append_audit(self, audited: Audited) -> None:
        """Add a line by itself."""

    def audit_lines(self, desk_id: str | None, since: datetime) -> list[tuple[AuditLine, bytes]]:
        """Return the lines of a desk, or of all, with their marks, in the order of adding."""
