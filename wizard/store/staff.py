"""What a store keeps of desks and the colleagues at them: public keys and sealed private ones.

The contract of `Store` (atomicity, errors, time, threads, wiping) holds for `StaffStore` too; the
line in the audit is part of each transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from wizard.core.roles import Role
from wizard.store.cases import Audited


@dataclass(frozen=True, slots=True)
class DeskRow:
    """Hold a desk; `recipient` is the public age key of its recovery."""

    id: str
    practice: bool
    recipient: str


@dataclass(frozen=True, slots=True)
class DeskKeyRow:
    """Hold one version of a desk's public key; `escrow` is an age file for the recovery.

    `mark` proves that the key is the desk's.
    """

    desk_id: str
    version: int
    public: bytes = field(repr=False)
    escrow: bytes = field(repr=False)
    mark: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Staff:
    """Hold a colleague. `sealed` has the private key and the second factor, under the password.

    `mark` proves that the public key is this colleague's.
    `used_step` is the newest step of the second factor that signed in. While `away_until` is not
    over, the colleague with the id `cover` looks after what is assigned to this one.
    """

    id: bytes
    desk_id: str
    name: str
    role: Role
    salt: bytes = field(repr=False)
    public: bytes = field(repr=False)
    sealed: bytes = field(repr=False)
    mark: bytes = field(default=b"", repr=False)
    used_step: int = 0
    cover: bytes = b""
    away_until: date | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """Hold one version of a desk's private key, sealed to a colleague's public key."""

    staff_id: bytes
    desk_id: str
    version: int
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Invitation:
    """Hold an invitation under the lookup id of its code; `sealed` has desk keys, or is empty.

    `mark` proves for which desk, name and role it was made, and until when.
    """

    id: bytes
    desk_id: str
    name: str
    role: Role
    expires_at: datetime
    sealed: bytes = field(default=b"", repr=False)
    mark: bytes = b""


@dataclass(frozen=True, slots=True)
class StaffSession:
    """Hold a session under the lookup id of its token; `sealed` has the colleague's private key."""

    id: bytes
    staff_id: bytes
    sealed: bytes = field(repr=False)
    expires_at: datetime
    ends_at: datetime


class StaffStore(Protocol):
    """Keep desks, their keys, colleagues, invitations and sessions. `Store.staff` is one.

    Names of colleagues are unique in the whole store and compare without upper and lower case.
    """

    # Desks

    def add_desk(
        self, desk: DeskRow, key: DeskKeyRow, invitation: Invitation, audited: Audited
    ) -> None:
        """Add a desk with its first key and its first invitation. Raises DeskExists."""

    def find_desk(self, desk_id: str) -> tuple[DeskRow, DeskKeyRow] | None:
        """Return a desk with the newest version of its key, or None."""

    def rotate(
        self, key: DeskKeyRow, grants: Sequence[Grant], leaver: bytes, audited: Audited
    ) -> None:
        """Add a version of a desk's key with its grants; those of who is gone are left out.

        A leaver (b"" for none) goes in the same step, with grants and sessions; so do the desk's
        invitations that carry keys. Raises RevisionConflict when the version is there already, and
        LastLead when no other lead would hold the new key.
        """

    # Colleagues

    def of_desk(self, desk_id: str) -> list[Staff]:
        """Return the colleagues of a desk, by name."""

    def find_name(self, name: str) -> Staff | None:
        """Return the colleague with this name, or None."""

    def grants(self, staff_id: bytes) -> list[Grant]:
        """Return what a colleague can open, by version."""

    def granted(self, desk_id: str) -> set[bytes]:
        """Return the ids of the colleagues who can open the newest version of a desk's key."""

    def grant(self, grants: Sequence[Grant], audited: Audited) -> None:
        """Give access; a grant that is there already is replaced. Raises StaffNotFound."""

    def remove(self, staff_id: bytes, audited: Audited) -> None:
        """Remove a colleague with grants and sessions, if there."""

    def set_cover(
        self, staff_id: bytes, cover: bytes, away_until: date | None, audited: Audited
    ) -> None:
        """Say who looks after a colleague's cases and until when. Raises StaffNotFound."""

    def renew(self, staff: Staff, *, session_id: bytes, audited: Audited) -> bool:
        """Replace what a colleague's password protects; every session but this one ends.

        `used_step` is that of the code which proved it. Return False, and change nothing, when
        that step or a later one was used before, or the colleague is gone.
        """

    # Invitations

    def invite(self, invitation: Invitation, audited: Audited) -> None:
        """Add an invitation, in place of the desk's older one for that name. Raises NameTaken."""

    def invitations(self, desk_id: str, now: datetime) -> list[Invitation]:
        """Return the live invitations of a desk, by name."""

    def find_invitation(self, invitation_id: bytes, now: datetime) -> Invitation | None:
        """Return a live invitation, or None."""

    def accept(
        self,
        invitation_id: bytes,
        staff: Staff,
        grants: Sequence[Grant],
        session: StaffSession,
        audited: Audited,
    ) -> None:
        """Use up an invitation and add its colleague. Raises InvitationGone and NameTaken."""

    # Sessions

    def enter(self, session: StaffSession, step: int, audited: Audited) -> bool:
        """Add a session and note the step of the second factor that was used for it.

        Return False, and change nothing, when that step or a later one was used before.
        """

    def find_session(self, session_id: bytes, now: datetime) -> tuple[StaffSession, Staff] | None:
        """Return a live session with its colleague, or None."""

    def extend_session(self, session_id: bytes, until: datetime) -> None:
        """Move the end of a session, if it is there."""

    def drop_session(self, session_id: bytes) -> None:
        """End a session, if it is there."""

    def count_sessions(self, staff_id: bytes, now: datetime) -> int:
        """Return in how many places a colleague is signed in."""

    def drop_other_sessions(self, staff_id: bytes, session_id: bytes, audited: Audited) -> None:
        """End every session of a colleague but one."""
