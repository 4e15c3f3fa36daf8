"""What a colleague changes about the own account: password, phone, where they are signed in.

Each change asks for the password and a code once more: who finds an open screen cannot take the
account over. Afterwards every other session has ended.
"""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime

from wizard.errors import Busy, SignInRefused
from wizard.store import Store
from wizard.store.cases import Audited, AuditLine
from wizard.store.staff import Staff
from wizard.vault.audit import audited
from wizard.vault.gate import Gate
from wizard.vault.keys import KeyDirectory
from wizard.vault.limits import SignInLimits
from wizard.vault.passwords import require_good_password
from wizard.vault.secret import SHIPPED_COST, Argon2Cost, password_key
from wizard.vault.signedin import SignedIn
from wizard.vault.staffkeys import (
    SALT_SIZE,
    OpenedAccount,
    open_account,
    sealed_anew,
    session_id_of,
)
from wizard.vault.totp import step_of


@dataclass(frozen=True, slots=True)
class Proof:
    """Hold what somebody types to show that an account is theirs, and from which address."""

    password: str = field(repr=False)
    code: str = field(repr=False)
    address: str = field(repr=False)


class OwnAccount:
    """Change an account for the one who is signed in with it. One object serves all threads."""

    def __init__(
        self, store: Store, keys: KeyDirectory, *, cost: Argon2Cost = SHIPPED_COST
    ) -> None:
        self._staff = store.staff
        self._keys = keys
        self._cost = cost
        self._limits = SignInLimits(store, keys)
        self._gate = Gate()

    def change_password(
        self, by: SignedIn, token: str, proof: Proof, password: str, now: datetime
    ) -> None:
        """Put another password in the place of the own one.

        Raises PasswordUnusable, and what `change_phone` raises.
        """
        require_good_password(password, by.staff.name, by.staff.desk_id)
        opened = self._opened(by, proof, now)
        line = self._line(by, "change password", now)
        self._renew(by.staff, token, opened, password, line)

    def change_phone(
        self, by: SignedIn, token: str, proof: Proof, *, secret: str, code: str, now: datetime
    ) -> None:
        """Put another second factor in the place of the own one; `code` proves that its app has it.

        Raises SignInRefused for a wrong password or code, of which nobody hears what it was,
        TooManyTries and Busy.
        """
        opened = self._opened(by, proof, now)
        step = step_of(secret, code, now)
        if step is None:
            raise SignInRefused("the code is not of the new second factor")
        renewed = OpenedAccount(opened.own, secret, max(step, opened.step))
        line = self._line(by, "change phone", now)
        self._renew(by.staff, token, renewed, proof.password, line)

    def count_places(self, by: SignedIn, now: datetime) -> int:
        """Return in how many places the colleague is signed in, this one too."""
        return self._staff.count_sessions(by.staff.id, now)

    def leave_other_places(self, by: SignedIn, token: str, now: datetime) -> None:
        """End every session of the colleague but the one with this token."""
        line = self._line(by, "sign out elsewhere", now)
        self._staff.drop_other_sessions(by.staff.id, session_id_of(token), line)

    def _opened(self, by: SignedIn, proof: Proof, now: datetime) -> OpenedAccount:
        """Open the account with what was typed; tries count as those to sign in do."""
        name = by.staff.name.casefold()
        self._limits.admit(name, proof.address, now)
        try:
            key = self._stretched(proof.password, by.staff.salt)
        except Busy:
            self._limits.give_back(name, proof.address, now)
            raise
        opened = open_account(by.staff, key, proof.code, now)
        self._limits.give_back(name, proof.address, now)
        return opened

    def _renew(
        self, staff: Staff, token: str, opened: OpenedAccount, password: str, line: Audited
    ) -> None:
        salt = secrets.token_bytes(SALT_SIZE)
        key = self._stretched(password, salt)
        renewed = sealed_anew(
            staff, opened.own, salt=salt, password_key=key, totp_secret=opened.totp_secret
        )
        renewed = replace(renewed, used_step=opened.step)
        if not self._staff.renew(renewed, session_id=session_id_of(token), audited=line):
            raise SignInRefused("this code was used before")

    def _stretched(self, password: str, salt: bytes) -> bytes:
        with self._gate:
            return password_key(password, salt, self._keys, self._cost)

    def _line(self, by: SignedIn, action: str, now: datetime) -> Audited:
        return audited(self._keys, AuditLine(now, by.staff.desk_id, by.staff.id, action))
