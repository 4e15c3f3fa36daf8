"""Desks and their keys: making one, finding it, and what is kept for the day a key is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from wizard.core.roles import Right, Role
from wizard.errors import DeskMissing, RoleForbids
from wizard.store import Store
from wizard.store.cases import Audited, AuditLine
from wizard.store.staff import DeskKeyRow, DeskRow
from wizard.vault.audit import audited
from wizard.vault.cases import rewrap_all
from wizard.vault.deskkeys import DeskKey, desk_key, grants_of
from wizard.vault.hpke import new_private_key
from wizard.vault.invitations import LIFE_OF_FIRST, Invitations
from wizard.vault.keys import KeyDirectory
from wizard.vault.recovery import escrow_of, identity_of, new_recovery, open_escrow
from wizard.vault.signedin import SignedIn


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
        self._invitations = Invitations(store.staff, keys)

    def find_key(self, desk_id: str) -> DeskKey | None:
        """Return the newest public key of a desk, or None when it has none yet."""
        found = self._staff.find_desk(desk_id)
        return found and desk_key(*found)

    def create(self, desk_id: str, lead_name: str, now: datetime, *, practice: bool) -> NewDesk:
        """Make a desk, its first key, and an invitation for its first lead that carries the key.

        Raises DeskExists, and NameTaken when a colleague signs in with that name.
        """
        recovery = new_recovery()
        private = {1: new_private_key()}
        code, invitation = self._invitations.new(
            desk_id, lead_name, Role.LEAD, now + LIFE_OF_FIRST, private
        )
        escrow = escrow_of(desk_id, private, recovery.recipient)
        desk = DeskRow(desk_id, practice, recovery.recipient)
        key = DeskKeyRow(desk_id, 1, private[1].public, escrow)
        self._staff.add_desk(desk, key, invitation, self._line(now, desk_id, "create desk"))
        return NewDesk(code, recovery.shares)

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
        version = newest.version + 1
        keys = {**by.keys, version: new_private_key()}
        having = self._staff.granted(desk.id) - {leaver}
        colleagues = [staff for staff in self._staff.of_desk(desk.id) if staff.id in having]
        fresh = {version: keys[version]}
        grants = [grant for staff in colleagues for grant in grants_of(fresh, staff)]
        escrow = escrow_of(desk.id, keys, desk.recipient)
        row = DeskKeyRow(desk.id, version, fresh[version].public, escrow)
        action = "remove colleague" if leaver else "renew key"
        line = AuditLine(now, desk.id, by.staff.id, action, leaver)
        self._staff.rotate(row, grants, leaver, audited(self._keys, line))
        rewrap_all(self._store.cases, keys, desk_key(desk, row))

    def _line(self, now: datetime, desk_id: str, action: str) -> Audited:
        return audited(self._keys, AuditLine(now, desk_id, b"", action))

    def _stored(self, desk_id: str) -> tuple[DeskRow, DeskKeyRow]:
        found = self._staff.find_desk(desk_id)
        if found is None:
            raise DeskMissing("this desk has no key yet")
        return found
