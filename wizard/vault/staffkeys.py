"""A colleague's own key: under the password between sessions, under the token during one.

Desk and role are bound in, so changing either in the database gives nobody more: nothing opens.
"""

import secrets
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
    staff_id = secrets.token_bytes(16)
    place = _place(staff_id, invitation.desk_id, invitation.role)
    sealed = seal(password_key, own.raw + totp_secret.encode(), place)
    whose = (invitation.desk_id, invitation.name, invitation.role)
    return Staff(staff_id, *whose, salt, own.public, sealed, used_step=used_step)


def nobody() -> Staff:
    """Make an account that no password opens, to do the same work with for an unknown name."""
    sealed = seal(secrets.token_bytes(KEY_SIZE), bytes(PRIVATE_SIZE + 32), b"")
    return Staff(b"", "", "", Role.READER, secrets.token_bytes(SALT_SIZE), b"", sealed)


def open_account(staff: Staff, password_key: bytes, code: str, now: datetime) -> tuple[bytes, int]:
    """Return a colleague's private key and the step of the code, or raise SignInRefused."""
    try:
        both = unseal(password_key, staff.sealed, _place(staff.id, staff.desk_id, staff.role))
    except SealBroken:
        raise SignInRefused("no account has this name and password") from None
    step = step_of(both[PRIVATE_SIZE:].decode(), code, now)
    if step is None:
        raise SignInRefused("the code is not of this moment")
    return both[:PRIVATE_SIZE], step


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
