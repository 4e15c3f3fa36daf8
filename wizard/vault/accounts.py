"""Colleagues as the desk pages see them: sign in, sessions, invitations, access, absence."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from wizard.core.roles import KEYLESS, Right, Role
from wizard.errors import Busy, RoleForbids, SignInRefused, StaffNotFound
from wizard.store import Store
from wizard.store.cases import Audited, AuditLine
from wizard.store.staff import Invitation, Staff
from wizard.vault.audit import audited
from wizard.vault.deskkeys import Granted, grants_of
from wizard.vault.desks import Desks
from wizard.vault.gate import Gate
from wizard.vault.hpke import new_private_key
from wizard.vault.invitations import LIFE, Invitations, plain_name
from wizard.vault.keys import KeyDirectory
from wizard.vault.lifetimes import session_until
from wizard.vault.limits import SignInLimits
from wizard.vault.marks import Marks
from wizard.vault.passwords import require_good_password
from wizard.vault.secret import SHIPPED_COST, Argon2Cost, new_token, password_key
from wizard.vault.signedin import SignedIn, SignIn
from wizard.vault.staffkeys import (
    SALT_SIZE,
    new_session,
    new_staff,
    nobody,
    open_account,
    open_session,
    session_id_of,
)
from wizard.vault.totp import step_of


@dataclass(frozen=True, slots=True)
class Colleague:
    """Hold a colleague with whether they have the desk's newest key."""

    staff: Staff
    can_read: bool


class Accounts:
    """Let colleagues in and keep them apart: each opens the desk's key with a key of their own.

    One object serves all threads. Argon2id passes a gate of its own, which refuses rather than
    queues (Busy): a flood of sign-ins keeps no resident from a plan.
    """

    def __init__(
        self, store: Store, keys: KeyDirectory, desks: Desks, *, cost: Argon2Cost = SHIPPED_COST
    ) -> None:
        self._staff = store.staff
        self._keys = keys
        self._desks = desks
        self._cost = cost
        self._marks = Marks(keys)
        self._invitations = Invitations(store.staff, keys)
        self._limits = SignInLimits(store, keys)
        self._gate = Gate()
        self._nobody = nobody()

    @property
    def refused(self) -> int:
        """Return how many sign-ins were refused because too many came at once."""
        return self._gate.refused

    # Signing in

    def sign_in(self, name: str, password: str, code: str, address: str, now: datetime) -> SignIn:
        """Start a session with a name, a password and a code of the second factor.

        Whatever is wrong, the answer is SignInRefused after the same work. Raises TooManyTries
        and Busy before anything slow is done. The address is only counted, never kept.
        """
        name = plain_name(name)
        self._limits.admit(name.casefold(), address, now)
        try:
            staff, key = self._stretched(name, password)
        except Busy:
            self._limits.give_back(name.casefold(), address, now)
            raise
        opened, token = open_account(staff, key, code, now), new_token()
        session = new_session(token, staff, opened.own, now)
        if not self._staff.enter(session, opened.step, self._line(now, staff, "sign in")):
            raise SignInRefused("this code was used before")
        self._limits.give_back(name.casefold(), address, now)
        signed_in = self._signed_in(staff, opened.own)
        self._desks.finish_renewal(signed_in)
        return SignIn(token, signed_in)

    def find(self, token: str, now: datetime, *, used: bool = True) -> SignedIn | None:
        """Return who is signed in with a token; `used` starts the half hour anew."""
        found = self._staff.find_session(session_id_of(token), now)
        if found is None:
            return None
        session, staff = found
        own = open_session(token, session, staff)
        if own is None:
            return None
        until = session_until(now, session.ends_at)
        if used and until > session.expires_at:
            self._staff.extend_session(session.id, until)
        return self._signed_in(staff, own)

    def sign_out(self, token: str) -> None:
        """End the session with this token, if there is one."""
        self._staff.drop_session(session_id_of(token))

    # Invitations

    def invite(self, by: SignedIn, name: str, role: Role, now: datetime) -> str:
        """Return the code of an invitation to the inviter's desk, in place of an older one.

        Raises RoleForbids and NameTaken.
        """
        by.require(Right.INVITE)
        desk_id, ends = by.staff.desk_id, now + LIFE
        code, invitation = self._invitations.new(desk_id, name, role, ends)
        self._staff.invite(invitation, self._line(now, by.staff, "invite"))
        return code

    def find_invitation(self, code: str, now: datetime) -> Invitation:
        """Return the invitation with this code, for its name and desk. Raises InvitationGone."""
        return self._invitations.find(code, now)

    def invitations(self, desk_id: str, now: datetime) -> list[Invitation]:
        """Return the invitations of a desk that nobody has used yet."""
        return self._staff.invitations(desk_id, now)

    def accept(
        self, invitation_code: str, password: str, secret: str, code: str, now: datetime
    ) -> SignIn:
        """Make the account of an invitation and sign it in.

        `secret` is that of the second factor, as `new_second_factor` made it, and `code` proves
        that the app has it. Raises InvitationGone, PasswordUnusable, SignInRefused for a wrong
        code, Busy and NameTaken; the invitation then stays good.
        """
        invitation = self._invitations.find(invitation_code, now)
        require_good_password(password, invitation.name, invitation.desk_id)
        step = step_of(secret, code, now)
        if step is None:
            raise SignInRefused("the code is not of this second factor")
        own, salt = new_private_key(), secrets.token_bytes(SALT_SIZE)
        with self._gate:
            key = password_key(password, salt, self._keys, self._cost)
        staff = new_staff(
            invitation, own, salt=salt, password_key=key, totp_secret=secret, used_step=step
        )
        staff = self._marks.marked_staff(staff)
        grants = grants_of(self._invitations.open(invitation_code, invitation), staff)
        token = new_token()
        session = new_session(token, staff, own.raw, now)
        line = self._line(now, staff, "make account", staff.id)
        self._staff.accept(invitation.id, staff, grants, session, line)
        return SignIn(token, SignedIn(staff, Granted(grants, own.raw)))

    # Colleagues

    def colleagues(self, desk_id: str) -> list[Colleague]:
        """Return the colleagues of a desk, by name."""
        granted = self._staff.granted(desk_id)
        return [Colleague(staff, staff.id in granted) for staff in self._staff.of_desk(desk_id)]

    def grant(self, by: SignedIn, staff_id: bytes, now: datetime) -> None:
        """Give a colleague of the same desk every key that the giver has.

        Raises RoleForbids, also for a colleague whose role never has a key, StaffNotFound, and
        Unreadable for a key that was changed in the database.
        """
        by.require(Right.GIVE_ACCESS)
        staff = self._colleague(by, staff_id)
        if staff.role in KEYLESS or not by.can_read:
            raise RoleForbids("this colleague gets no key, or there is none to give")
        line = self._line(now, by.staff, "give access", staff.id)
        self._marks.check_staff(staff)
        self._staff.grant(grants_of(by.keys, staff), line)

    def remove(self, by: SignedIn, staff_id: bytes, now: datetime) -> None:
        """Remove a colleague: sessions end at once, and who could read makes the key be renewed.

        Raises RoleForbids, StaffNotFound, and LastLead for the only lead who has the key.
        """
        by.require(Right.REMOVE)
        staff = self._colleague(by, staff_id)
        if self._staff.grants(staff.id):
            self._desks.rotate(by, now, leaver=staff.id)
        else:
            line = self._line(now, by.staff, "remove colleague", staff.id)
            self._staff.remove(staff.id, line)

    def set_cover(
        self, by: SignedIn, staff_id: bytes, cover: bytes, away_until: date | None, now: datetime
    ) -> None:
        """Say who looks after a colleague's cases, up to and including a day; None ends it.

        Everyone may do so for themselves, a lead for all. Raises RoleForbids and StaffNotFound.
        """
        if staff_id != by.staff.id:
            by.require(Right.COVER_OTHERS)
        self._colleague(by, staff_id)
        if away_until is not None:
            self._colleague(by, cover)
        line = self._line(now, by.staff, "set absence", staff_id)
        self._staff.set_cover(staff_id, cover if away_until else b"", away_until, line)

    def _line(self, now: datetime, by: Staff, action: str, object_id: bytes = b"") -> Audited:
        return audited(self._keys, AuditLine(now, by.desk_id, by.id, action, object_id))

    def _colleague(self, by: SignedIn, staff_id: bytes) -> Staff:
        for staff in self._staff.of_desk(by.staff.desk_id):
            if staff.id == staff_id:
                return staff
        raise StaffNotFound("this colleague is not at this desk")

    def _stretched(self, name: str, password: str) -> tuple[Staff, bytes]:
        """Find a colleague and derive the key of the password; for nobody with the same work."""
        with self._gate:
            staff = self._staff.find_name(name) or self._nobody
            return staff, password_key(password, staff.salt, self._keys, self._cost)

    def _signed_in(self, staff: Staff, own: bytes) -> SignedIn:
        return SignedIn(staff, Granted(self._staff.grants(staff.id), own))
