"""A colleague's own key: under the password between sessions, under the token during one.

Desk and role are bound in, so changing either in the database gives nobody more: nothing opens.
"""

import secrets
from dataclasses import dataclass, field, replace
from datetime import datetime

from wizard.core.roles import Role
from wizard.errors import SignInRefused
from wizard.store.staff import Invitation, Staff, StaffSession
from wizard.vault.hpke import PRIVATE_SIZE, PrivateKey
from wizard.vault.lifetimes import session_ends, session_until
from wizard.vault.sealing import KEY_SIZE, SealBroken, seal, unseal
from wizard.vault.secret import token_key
from wizard.vault.totp import step_of

SALT_SIZE = 16


@dataclass(frozen=True, slots=True)
class OpenedAccount:
    """Hold what a password opened, and the step of the code that came with it."""

    own: bytes = field(repr=False)
    totp_secret: str = field(repr=False)
    step: int


def new_staff(
    invitation: Invitation,
    own: PrivateKey,
    *,
    salt: bytes,
    password_key: bytes,
    totp_secret: str,
    used_step: int,
) -> Staff:
    """Make the account of an invitation, with its key and second factor under the password."""
    whose = (invitation.desk_id, invitation.name, invitation.role)
    staff = Staff(secrets.token_bytes(16), *whose, salt, own.public, b"", used_step=used_step)
    return sealed_anew(
        staff, own.raw, salt=salt, password_key=password_key, totp_secret=totp_secret
    )


def sealed_anew(
    staff: Staff, own: bytes, *, salt: bytes, password_key: bytes, totp_secret: str
) -> Staff:
    """Return a colleague whose key and second factor lie under this password."""
    place = _place(staff.id, staff.desk_id, staff.role)
    return replace(staff, salt=salt, sealed=seal(password_key, own + totp_secret.encode(), place))


def nobody() -> Staff:
    """Make an account that no password opens, to do the same work with for an unknown name."""
    sealed = seal(secrets.token_bytes(KEY_SIZE), bytes(PRIVATE_SIZE + 32), b"")
    return Staff(b"", "", "", Role.READER, secrets.token_bytes(SALT_SIZE), b"", sealed)


def open_account(staff: Staff, password_key: bytes, code: str, now: datetime) -> OpenedAccount:
    """Open a colleague's account with the key of their password, or raise SignInRefused."""
    try:
        both = unseal(password_key, staff.sealed, _place(staff.id, staff.desk_id, staff.role))
    except SealBroken:
        raise SignInRefused("no account has this name and password") from None
    totp_secret = both[PRIVATE_SIZE:].decode()
    step = step_of(totp_secret, code, now)
    if step is None:
        raise SignInRefused("the code is not of this moment")
    return OpenedAccount(both[:PRIVATE_SIZE], totp_secret, step)


def new_session(token: str, staff: Staff, own: bytes, now: datetime) -> StaffSession:
    """Make a session that opens a colleague's key with a token."""
    session_id, ends_at = session_id_of(token), session_ends(now)
    place = b"%b|%b" % (session_id, _place(staff.id, staff.desk_id, staff.role))
    sealed = seal(_session_key(token), own, place)
    return StaffSession(session_id, staff.id, sealed, session_until(now, ends_at), ends_at)


def open_session(token: str, session: StaffSession, staff: Staff) -> bytes | None:
    """Return the private key of who is signed in, or None for a session that does not open."""
    place = b"%b|%b" % (session.id, _place(staff.id, staff.desk_id, staff.role))
    try:
        return unseal(_session_key(token), session.sealed, place)
    except SealBroken:
        return None


def session_id_of(token: str) -> bytes:
    """Derive the id of a token's session."""
    return token_key(token, "desk session id")[:16]


def _session_key(token: str) -> bytes:
    return token_key(token, "desk session key")


def _place(staff_id: bytes, desk_id: str, role: Role) -> bytes:
    return b"staff|%b|%b" % (staff_id, f"{desk_id}|{role}".encode())
