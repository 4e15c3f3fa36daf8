"""Invitations: a code to type over that makes an account, and for a first lead holds the key.

A code has 95 random bits, so nobody needs to count tries with it.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import msgspec

from wizard.core.references import SIGNS, normalise_reference
from wizard.core.roles import Role
from wizard.errors import InvitationGone
from wizard.store.staff import Invitation, StaffStore
from wizard.vault.hpke import PRIVATE_SIZE, PrivateKey
from wizard.vault.keys import KeyDirectory
from wizard.vault.sealing import SealBroken, expand, seal, unseal

LIFE = timedelta(hours=24)
LIFE_OF_FIRST = timedelta(days=7)
LIFE_OF_PRACTICE = timedelta(days=365)
NAME_MOST = 60

_LENGTH, _GROUP = 20, 4
_VERSION_BYTES = 4


class Invitations:
    """Make and open invitations; what is stored does not tell the code."""

    def __init__(self, staff: StaffStore, keys: KeyDirectory) -> None:
        self._staff = staff
        self._secret = keys.app_key("desk invitation")

    def new(
        self,
        desk_id: str,
        name: str,
        role: Role,
        ends: datetime,
        keys: Mapping[int, PrivateKey] | None = None,
        *,
        code: str = "",
    ) -> tuple[str, Invitation]:
        """Make an invitation to store, with its code: a new one unless it is given."""
        code = normalise_reference(code) or "".join(secrets.choice(SIGNS) for _ in range(_LENGTH))
        lookup, key = self._derive(code)
        ends = ends.replace(microsecond=0)
        invitation = Invitation(lookup, desk_id, plain_name(name), role, ends)
        invitation = replace(invitation, mark=self._mark(invitation))
        if keys:
            sealed = seal(key, _encode(keys), _place(invitation))
            invitation = replace(invitation, sealed=sealed)
        return _shown(code), invitation

    def practice_code(self, desk_id: str) -> str:
        """Return the code for the first lead of a practice desk: the same one every time.

        A trial can then show it at each start, until somebody uses it.
        """
        drawn = hmac.digest(self._secret, b"practice|" + desk_id.encode(), "sha512")
        return _shown("".join(SIGNS[byte % len(SIGNS)] for byte in drawn[:_LENGTH]))

    def find(self, text: str, now: datetime) -> Invitation:
        """Return the invitation with this code.

        Raises InvitationGone, also when its desk, name, role or end was changed in the database.
        """
        lookup, _ = self._derive(normalise_reference(text))
        found = self._staff.find_invitation(lookup, now)
        if found is None:
            raise InvitationGone("no invitation has this code")
        if not hmac.compare_digest(found.mark, self._mark(found)):
            raise InvitationGone("this invitation was changed")
        return found

    def open(self, text: str, invitation: Invitation) -> dict[int, PrivateKey]:
        """Return the keys that an invitation carries, by version; most carry none.

        Raises InvitationGone when it was moved or changed in the database.
        """
        if not invitation.sealed:
            return {}
        _, key = self._derive(normalise_reference(text))
        try:
            return _decode(unseal(key, invitation.sealed, _place(invitation)))
        except SealBroken:
            raise InvitationGone("this invitation does not open") from None

    def _mark(self, made: Invitation) -> bytes:
        ends = int(made.expires_at.timestamp())
        parts = (made.id.hex(), made.desk_id, made.name, made.role, ends)
        return hmac.digest(self._secret, msgspec.json.encode(parts), "sha256")

    def _derive(self, code: str) -> tuple[bytes, bytes]:
        both = hmac.digest(self._secret, code.encode("utf-8", "replace"), "sha512")
        lookup = expand(both, b"startplan/1 invitation id")[:16]
        return lookup, expand(both, b"startplan/1 invitation key")


def plain_name(text: str) -> str:
    """Return a colleague's name as it is kept: one space between words.

    PostgreSQL keeps no NUL, and says so with an error that is no page.
    """
    return " ".join(text.replace("\0", " ").split())[:NAME_MOST]


def _shown(code: str) -> str:
    return " ".join(code[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def _place(invitation: Invitation) -> bytes:
    whose = f"{invitation.desk_id}|{invitation.role}".encode()
    return b"invitation|%b|%b" % (invitation.id, whose)


def _encode(keys: Mapping[int, PrivateKey]) -> bytes:
    return b"".join(
        version.to_bytes(_VERSION_BYTES, "big") + key.raw for version, key in keys.items()
    )


def _decode(text: bytes) -> dict[int, PrivateKey]:
    size = _VERSION_BYTES + PRIVATE_SIZE
    rows = [text[at : at + size] for at in range(0, len(text), size)]
    return {
        int.from_bytes(row[:_VERSION_BYTES], "big"): PrivateKey(row[_VERSION_BYTES:])
        for row in rows
    }
