"""Desks and their keys: making one, finding it, and what is kept for the day a key is lost."""

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from wizard.core.roles import Right, Role
from wizard.errors import DeskExists, DeskMissing, InvitationGone, RoleForbids
from wizard.store import Store
from wizard.store.cases import Audited, AuditLine
from wizard.store.staff import DeskKeyRow, DeskRow, Grant, Invitation
from wizard.vault.audit import audited
from wizard.vault.cases import rewrap_all
from wizard.vault.deskkeys import DeskKey, desk_key, grants_of
from wizard.vault.hpke import PrivateKey, new_private_key
from wizard.vault.invitations import LIFE_OF_FIRST, LIFE_OF_PRACTICE, Invitations
from wizard.vault.keys import KeyDirectory
from wizard.vault.marks import Marks
from wizard.vault.recovery import escrow_of, identity_of, new_recovery, open_escrow
from wizard.vault.signedin import SignedIn

_ALARM = logging.getLogger("wizard.alarm")


@dataclass(frozen=True, slots=True)
class NewDesk:
    """Hold what must be printed once: the first lead's invitation and the shares of recovery."""

    invitation: str = field(repr=False)
    shares: tuple[str, ...] = field(repr=False)


class Desks:
    """Make desks and renew their keys. Desk ids are `<municipality>/<desk>`."""

    def __init__(self, store: Store, keys: KeyDirectory) -> None:
        self._store = store
        self._staff = store.staff
        self._keys = keys
        self._marks = Marks(keys)
        self._invitations = Invitations(store.staff, keys)

    def find_key(self, desk_id: str) -> DeskKey | None:
        """Return the newest public key of a desk, or None when it has none yet.

        Raises Unreadable when it was changed in the database.
        """
        found = self._find(desk_id)
        return None if found is None else desk_key(*found)

    def create(self, desk_id: str, lead_name: str, now: datetime, *, practice: bool) -> NewDesk:
        """Make a desk, its first key, and an invitation for its first lead that carries the key.

        Raises DeskExists, and NameTaken when a colleague signs in with that name.
        """
        private, ends = new_private_key(), now + LIFE_OF_FIRST
        code, invitation = self._invitations.new(desk_id, lead_name, Role.LEAD, ends, {1: private})
        return NewDesk(code, self._add(invitation, private, now, practice=practice))

    def practise(self, desk_id: str, lead_name: str, now: datetime) -> str | None:
        """Return the invitation for the first lead of a practice desk, or None once it is used.

        The desk is made when it is missing, without shares. Raises NameTaken.
        """
        code = self._invitations.practice_code(desk_id)
        if self._find(desk_id) is None:
            private, ends = new_private_key(), now + LIFE_OF_PRACTICE
            _, invitation = self._invitations.new(
                desk_id, lead_name, Role.LEAD, ends, {1: private}, code=code
            )
            with suppress(DeskExists):  # another node was first, under the same code
                self._add(invitation, private, now, practice=True)
        with suppress(InvitationGone):
            self._invitations.find(code, now)
            return code
        return None

    def recover(self, desk_id: str, shares: Sequence[str], lead_name: str, now: datetime) -> str:
        """Return an invitation for a new first lead, with the keys that two shares open.

        Raises DeskMissing, SharesWrong, and NameTaken when a colleague signs in with that name.
        """
        keys = open_escrow(self.escrow(desk_id), identity_of(shares), desk_id)
        ends = now + LIFE_OF_FIRST
        code, invitation = self._invitations.new(desk_id, lead_name, Role.LEAD, ends, keys)
        self._staff.invite(invitation, self._line(now, desk_id, "recover desk"))
        return code

    def escrow(self, desk_id: str) -> bytes:
        """Return the age file with every version of a desk's private key. Raises DeskMissing."""
        return self._stored(desk_id)[1].escrow

    def rotate(self, by: SignedIn, now: datetime, *, leaver: bytes = b"") -> None:
        """Give a desk a new key, sealed to all who have the old one but the leaver, who goes.

        Raises RoleForbids without the role or without the newest key, LastLead, and
        RevisionConflict when somebody else did this just now.
        """
        by.require(Right.GIVE_ACCESS)
        desk, newest = self._stored(by.staff.desk_id)
        if newest.version not in by.keys:
            raise RoleForbids("only who has the key of this desk may renew it")
        keys = {**by.keys, newest.version + 1: new_private_key()}
        row = self._new_version(desk, keys)
        grants = self._grants(desk.id, {row.version: keys[row.version]}, leaver)
        action = "remove colleague" if leaver else "renew key"
        line = AuditLine(now, desk.id, by.staff.id, action, leaver)
        self._staff.rotate(row, grants, leaver, audited(self._keys, line))
        self._rewrap(keys, desk_key(desk, row))

    def finish_renewal(self, by: SignedIn) -> None:
        """Seal what a renewal left behind to the newest key, if this colleague has both.

        It leaves something when its machine stops half-way, or a case came at the same moment.
        """
        desk, newest = self._stored(by.staff.desk_id)
        if newest.version in by.keys:
            self._rewrap(by.keys, desk_key(desk, newest))

    def _add(
        self, invitation: Invitation, private: PrivateKey, now: datetime, *, practice: bool
    ) -> tuple[str, ...]:
        """Store a new desk; return the shares of its recovery, which are kept nowhere."""
        recovery = new_recovery()
        desk = DeskRow(invitation.desk_id, practice, recovery.recipient)
        key = self._new_version(desk, {1: private})
        self._staff.add_desk(desk, key, invitation, self._line(now, desk.id, "create desk"))
        return recovery.shares

    def _new_version(self, desk: DeskRow, keys: Mapping[int, PrivateKey]) -> DeskKeyRow:
        """Return the row of the newest of these keys; its escrow holds them all."""
        version = max(keys)
        escrow = escrow_of(desk.id, keys, desk.recipient)
        row = DeskKeyRow(desk.id, version, keys[version].public, escrow)
        return self._marks.marked_key(desk, row)

    def _grants(self, desk_id: str, key: dict[int, PrivateKey], leaver: bytes) -> list[Grant]:
        """Seal a new key to everyone who can read now but the leaver."""
        having = self._staff.granted(desk_id) - {leaver}
        staying = [staff for staff in self._staff.of_desk(desk_id) if staff.id in having]
        for staff in staying:
            self._marks.check_staff(staff)
        return [grant for staff in staying for grant in grants_of(key, staff)]

    def _rewrap(self, keys: Mapping[int, PrivateKey], to: DeskKey) -> None:
        unreadable = rewrap_all(self._store.cases, keys, to)
        if unreadable:
            _ALARM.critical("%d cases do not open with the key of their desk", unreadable)

    def _line(self, now: datetime, desk_id: str, action: str) -> Audited:
        return audited(self._keys, AuditLine(now, desk_id, b"", action))

    def _stored(self, desk_id: str) -> tuple[DeskRow, DeskKeyRow]:
        found = self._find(desk_id)
        if found is None:
            raise DeskMissing("this desk has no key yet")
        return found

    def _find(self, desk_id: str) -> tuple[DeskRow, DeskKeyRow] | None:
        found = self._staff.find_desk(desk_id)
        if found is not None:
            self._marks.check_key(*found)
        return found
