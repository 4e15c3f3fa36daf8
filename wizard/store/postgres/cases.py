"""Cases in PostgreSQL, beside the drafts. The contract stands at `wizard.store.cases.Cases`."""

from collections.abc import Sequence
from datetime import datetime

from wizard.core.case import Origin
from wizard.core.days import local_day
from wizard.core.tallies import Tally
from wizard.store.cases import Audited, AuditLine, Case, CaseKey, DraftSave, Mail, MailQueue
from wizard.store.moments import seconds
from wizard.store.postgres import audit_statements
from wizard.store.postgres import case_statements as statements
from wizard.store.postgres.connections import Connection, Connections
from wizard.store.postgres.draft_statements import save
from wizard.store.postgres.wiping import Wiping


class PostgresCases:
    """Keep cases, waiting mails, counts and the audit in the database of the drafts."""

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
        def run(db: Connection) -> None:
            save(db, draft)
            for case in cases:
                statements.insert_case(db, case)
            _note(db, tallies, audited, mails)

        self._connections.writing(run)

    def withdraw(
        self,
        cases: Sequence[Case],
        draft: DraftSave,
        *,
        tallies: Sequence[Tally],
        audited: Sequence[Audited],
    ) -> None:
        def run(db: Connection) -> None:
            save(db, draft)
            for case in cases:
                statements.change_case(db, case, case.desk_id)
            _note(db, tallies, audited)

        self._wiping.delete(run)

    def add(self, case: Case, *, tallies: Sequence[Tally], audited: Audited) -> None:
        def run(db: Connection) -> None:
            statements.insert_case(db, case)
            _note(db, tallies, [audited])

        self._connections.writing(run)

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

        def run(db: Connection) -> None:
            statements.change_case(db, case, from_desk)
            _note(db, tallies, lines, mails)

        leaves_remains = case.is_empty or case.desk_id != from_desk
        (self._wiping.delete if leaves_remains else self._connections.writing)(run)

    def wipe_practice(self, desk_id: str, audited: Audited) -> None:
        def run(db: Connection) -> None:
            sql = "DELETE FROM desk_case WHERE desk_id = %s AND origin = %s"
            db.execute(sql, (desk_id, Origin.PRACTICE.value))
            _note(db, (), [audited])

        self._wiping.delete(run)

    def find(self, case_id: bytes) -> Case | None:
        return self._connections.reading(lambda db: statements.find_case(db, case_id))

    def read(self, case_id: bytes, desk_id: str, audited: Audited) -> Case:
        def run(db: Connection) -> Case:
            case = statements.open_case(db, case_id, desk_id, local_day(audited.line.at))
            _note(db, (), [audited])
            return case

        return self._connections.writing(run)

    def of_desk(self, desk_id: str, *, closed: bool = False) -> list[Case]:
        sql = statements.CLOSED_CASES if closed else statements.OPEN_CASES
        rows = self._connections.reading(lambda db: db.execute(sql, (desk_id,)).fetchall())
        return [statements.case_of(row) for row in rows]

    def keys_before(self, desk_id: str, version: int, after: bytes, limit: int) -> list[CaseKey]:
        row = (desk_id, after, version, limit)
        sql = statements.KEYS_BEFORE
        keys = self._connections.reading(lambda db: db.execute(sql, row).fetchall())
        return [CaseKey(*key) for key in keys]

    def swap_keys(self, swaps: Sequence[tuple[CaseKey, CaseKey]]) -> int:
        return self._wiping.delete(
            lambda db: sum(statements.swap_key(db, old, new) for old, new in swaps)
        )

    def claim_mail(self, now: datetime, until: datetime) -> Mail | None:
        row = {"now": seconds(now), "until": seconds(until)}
        sql = statements.CLAIM_MAIL
        claimed = self._connections.writing(lambda db: db.execute(sql, row).fetchone())
        return None if claimed is None else statements.mail_of(claimed)

    def sent_mail(self, mail_id: bytes) -> None:
        self._wiping.delete(lambda db: db.execute("DELETE FROM mail WHERE id = %s", (mail_id,)))

    def retry_mail(self, mail_id: bytes, next_try_at: datetime, trouble: str) -> None:
        sql = "UPDATE mail SET next_try_at = %s, trouble = %s, tries = tries + 1 WHERE id = %s"
        row = (seconds(next_try_at), trouble, mail_id)
        self._connections.writing(lambda db: db.execute(sql, row))

    def hurry_mails(self, desk_id: str, now: datetime, give_up_at: datetime) -> None:
        row = (seconds(now), seconds(give_up_at), desk_id)
        self._connections.writing(lambda db: db.execute(statements.HURRY_MAILS, row))

    def waiting_mails(self, desk_id: str) -> list[Mail]:
        return self._connections.reading(lambda db: statements.waiting_mails(db, desk_id))

    def mail_queue(self, now: datetime) -> MailQueue:
        return self._connections.reading(lambda db: statements.mail_queue(db, now))

    def tallies(self, desk_id: str) -> list[Tally]:
        return self._connections.reading(lambda db: statements.tallies(db, desk_id))

    def append_audit(self, audited: Audited) -> None:
        self._connections.writing(lambda db: audit_statements.append_lines(db, [audited]))

    def audit_lines(self, desk_id: str | None, since: datetime) -> list[tuple[AuditLine, bytes]]:
        return self._connections.reading(
            lambda db: audit_statements.audit_lines(db, desk_id, since)
        )

    def purge(self, now: datetime) -> None:
        """Delete expired cases and mails, for `Store.purge`."""
        moment = seconds(now)
        self._wiping.in_batches(
            lambda db: statements.purge_cases(db, moment), statements.CASES_IN_A_BATCH
        )
        self._wiping.delete(lambda db: statements.purge_mails(db, moment))


def _note(
    db: Connection,
    tallies: Sequence[Tally],
    audited: Sequence[Audited],
    mails: Sequence[Mail] = (),
) -> None:
    """Add what goes along with every action, in its transaction."""
    for mail in mails:
        statements.insert_mail(db, mail)
    statements.add_tallies(db, tallies)
    audit_statements.append_lines(db, audited)
