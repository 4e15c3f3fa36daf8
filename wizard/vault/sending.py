"""Sending a draft's plan to desks and taking it back, each at once with the draft that links it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from wizard.core.case import CaseState
from wizard.core.days import local_day
from wizard.core.tallies import NoTalk, Tally, asked, ended
from wizard.errors import CaseNotFound, RevisionConflict
from wizard.store import Box, Store
from wizard.store.cases import Audited, AuditLine, Case, Mail
from wizard.vault.audit import audited
from wizard.vault.cases import emptied
from wizard.vault.drafts import Drafts
from wizard.vault.keys import KeyDirectory
from wizard.vault.opened import OpenDraft, refuse_helper

BEFORE_THE_TALK = (CaseState.RECEIVED, CaseState.CALLING, CaseState.PLANNED)


class Dispatch:
    """Send cases and withdraw them: the draft's link and the cases change together or not at all.

    One object serves all threads.
    """

    def __init__(self, store: Store, keys: KeyDirectory, drafts: Drafts) -> None:
        self._store = store
        self._keys = keys
        self._drafts = drafts

    def send(
        self,
        opened: OpenDraft,
        texts: Mapping[Box, bytes],
        cases: Sequence[Case],
        now: datetime,
        *,
        term: timedelta | None = None,
        mails: Sequence[Mail] = (),
    ) -> OpenDraft:
        """Send new cases and save the boxes that link to them; return the draft as saved.

        The draft then lives as long as its cases. Raises RevisionConflict when it was saved
        meanwhile, sending by another tab included, then DraftNotFound, StorageError, and
        ResidentOnly for a helper.
        """
        refuse_helper(opened)
        longest = max([case.expires_at - now for case in cases] + ([term] if term else []))
        after, draft = self._drafts.prepare(opened, texts, now, longest)
        self._store.cases.send(
            cases,
            draft,
            mails=mails,
            tallies=[asked(case.desk_id, case.received_on) for case in cases],
            audited=[self._line(case, "send", now) for case in cases],
        )
        return after

    def withdraw(
        self,
        opened: OpenDraft,
        texts: Mapping[Box, bytes],
        case_ids: Sequence[bytes],
        now: datetime,
        *,
        term: timedelta | None = None,
    ) -> OpenDraft:
        """Empty the cases and save the boxes without their links; return the draft as saved.

        A change at the desk at the same time does not stop it. Cases that are purged or withdrawn
        already are left alone. Raises as `send` does.
        """
        refuse_helper(opened)
        while True:
            found = self._still_there(case_ids)
            try:
                return self._withdraw(opened, texts, found, now, term)
            except (RevisionConflict, CaseNotFound):
                if self._still_there(case_ids) == found:
                    raise

    def _withdraw(
        self,
        opened: OpenDraft,
        texts: Mapping[Box, bytes],
        cases: Sequence[Case],
        now: datetime,
        term: timedelta | None,
    ) -> OpenDraft:
        after, draft = self._drafts.prepare(opened, texts, now, term)
        self._store.cases.withdraw(
            [emptied(case, now) for case in cases],
            draft,
            tallies=[count for case in cases for count in _counted(case, now)],
            audited=[self._line(case, "withdraw", now) for case in cases],
        )
        return after

    def _still_there(self, case_ids: Sequence[bytes]) -> list[Case]:
        found = (self._store.cases.find(case_id) for case_id in case_ids)
        return [case for case in found if case is not None and not case.is_empty]

    def _line(self, case: Case, action: str, now: datetime) -> Audited:
        return audited(self._keys, AuditLine(now, case.desk_id, b"", action, case.id))


def _counted(case: Case, now: datetime) -> list[Tally]:
    """Count a case as withdrawn if there was no talk yet: after it, the outcome is counted."""
    if case.state not in BEFORE_THE_TALK:
        return []
    return [ended(case.desk_id, NoTalk.WITHDRAWN, local_day(now))]
