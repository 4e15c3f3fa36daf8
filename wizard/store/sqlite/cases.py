"""Cases in SQLite, beside the drafts. The contract stands at `wizard.store.cases.Cases`."""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from wizard.core.case import Origin
from wizard.core.days import local_day
from wizard.core.tallies import Tally
from wizard.errors import CaseNotFound
from wizard.store.cases import Audited, AuditLine, Case, CaseKey, DraftSave, Mail, MailQueue
from wizard.store.moments import seconds
from wizard.store.sqlite import case_statements as statements
from wizard.store.sqlite.connections import Connections
from wizard.store.sqlite.draft_statements import save
from wizard.store.sqlite.wiping import Wiping


class SqliteCases:
    """Keep cases, waiting mails, counts and the audit in the file of the drafts."""

    def __init__(self, connections: Connections, wiping: Wiping) -> None:
        self._connections = connections
        self._wiping = wiping

    def send(
        self,
        cases: Sequence[Case],
        draft: DraftSave,
        *,
        mails: Sequence[Mail],
        tallies: Sequence[Tally],
        audited: Sequence[Audited],
    ) -> None:
        with self._connections.writing() as db:
            save(db, draft)
            for case in cases:
                statements.insert_case(db, case)
            _note(db, tallies, audited, mails)

    def withdraw(
        self,
        cases: Sequence[Case],
        draft: DraftSave,
        *,
        tallies: Sequence[Tally],
        audited: Sequence[Audited],
    ) -> None:
        def run(db: Database) -> None:
            save(db, draft)
            for case in cases:
                statements.change_case(db, case, case.desk_id)
            _note(db, tallies, audited)

        self._wiping.delete(run)

    def add(self, case: Case, *, tallies: Sequence[Tally], audited: Audited) -> None:
        with self._connections.writing() as db:
            statements.insert_case(db, case)
            _note(db, tallies, [audited])

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
        lines = [audited, audited_there] if audited_there else [audited]
        with self._connections.writing() as db:
            statements.change_case(db, case, from_desk)
            _note(db, tallies, lines, mails)
        if case.is_empty or case.desk_id != from_desk:
            self._wiping.scrub()

    def wipe_practice(self, desk_id: str, audited: Audited) -> None:
        def run(db: Database) -> None:
            sql = "DELETE FROM desk_case WHERE desk_id = ? AND origin = ?"
            db.execute(sql, (desk_id, Origin.PRACTICE.value))
            _note(db, (), [audited])

        self._wiping.delete(run)

    def find(self, case_id: bytes) -> Case | None:
        with self._connections.reading() as db:
            return statements.find_case(db, case_id)

    def read(self, case_id: bytes, desk_id: str, audited: Audited) -> Case:
        with self._connections.writing() as db:
            statements.mark_opened(db, case_id, desk_id, local_day(audited.line.at))
            statements.append_line(db, audited)
            case = statements.find_case(db, case_id)
        if case is None:
            raise CaseNotFound("the desk has no such case")
        return case

    def of_desk(self, desk_id: str, *, closed: bool = False) -> list[Case]:
        sql = statements.CLOSED_CASES if closed else statements.OPEN_CASES
        with self._connections.reading() as db:
            rows = db.execute(sql, {"desk_id": desk_id}).fetchall()
        return [statements.case_of(row) for row in rows]

    def keys_before(self, desk_id: str, version: int, after: bytes, limit: int) -> list[CaseKey]:
        row = {"desk_id": desk_id, "version": version, "after": after, "limit": limit}
        with self._connections.reading() as db:
            return [CaseKey(*key) for key in db.execute(statements.KEYS_BEFORE, row).fetchall()]

    def swap_keys(self, swaps: Sequence[tuple[CaseKey, CaseKey]]) -> int:
        return self._wiping.delete(
            lambda db: sum(statements.swap_key(db, old, new) for old, new in swaps)
        )

    def claim_mail(self, now: datetime, until: datetime) -> Mail | None:
        row = {"now": seconds(now), "until": seconds(until)}
        with self._connections.writing() as db:
            claimed = db.execute(statements.CLAIM_MAIL, row).fetchone()
        return None if claimed is None else statements.mail_of(claimed)

    def sent_mail(self, mail_id: bytes) -> None:
        self._wiping.delete(lambda db: db.execute("DELETE FROM mail WHERE id = ?", (mail_id,)))

    def retry_mail(self, mail_id: bytes, next_try_at: datetime, trouble: str) -> None:
        sql = "UPDATE mail SET next_try_at = ?, trouble = ?, tries = tries + 1 WHERE id = ?"
        with self._connections.writing() as db:
            db.execute(sql, (seconds(next_try_at), trouble, mail_id))

    def hurry_mails(self, desk_id: str, now: datetime, give_up_at: datetime) -> None:
        row = {"desk_id": desk_id, "now": seconds(now), "give_up_at": seconds(give_up_at)}
        with self._connections.writing() as db:
            db.execute(statements.HURRY_MAILS, row)

    def waiting_mails(self, desk_id: str) -> list[Mail]:
        with self._connections.reading() as db:
            return statements.waiting_mails(db, desk_id)

    def mail_queue(self, now: datetime) -> MailQueue:
        with self._connections.reading() as db:
            return statements.mail_queue(db, now)

    def tallies(self, desk_id: str) -> list[Tally]:
        with self._connections.reading() as db:
            return statements.tallies(db, desk_id)

    def append_audit(self, audited: Audited) -> None:
        with self._connections.writing() as db:
            statements.append_line(db, audited)

    def audit_lines(self, desk_id: str | None, since: datetime) -> list[tuple[AuditLine, bytes]]:
        with self._connections.reading() as db:
            return statements.audit_lines(db, desk_id, since)

    def purge(self, now: datetime) -> None:
        """Delete expired cases and mails, for `Store.purge`, which scrubs when it is done."""
        moment = seconds(now)
        self._wiping.in_batches(
            lambda db: statements.purge_cases(db, moment), statements.CASES_IN_A_BATCH
        )
        self._wiping.delete(lambda db: statements.purge_mails(db, moment))


def _note(
    db: Database,
    tallies: Sequence[Tally],
    audited: Sequence[Audited],
    mails: Sequence[Mail] = (),
) -> None:
    """Add what goes along with every action, in its transaction."""
    for mail in mails:
        statements.insert_mail(db, mail)
    for tally in tallies:
        statements.add_tally(db, tally)
    for one in audited:
        statements.append_line(db, one)
