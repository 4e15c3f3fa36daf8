"""Invitations: a code to type over that makes an account, and for a first lead holds the key.

A code has 95 random bits, so nobody needs to count tries with it.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from wizard.core.references import SIGNS, normalise_reference
from wizard.core.roles import Role
from wizard.errors import InvitationGone
from wizard.store.staff import Invitation, StaffStore
from wizard.vault.hpke import PRIVATE_SIZE, PrivateKey
from wizard.vault.keys import KeyDirectory
from wizard.vault.sealing import expand, seal, unseal

LIFE = timedelta(hours=24)
LIFE_OF_FIRST = timedelta(days=7)

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
    ) -> tuple[str, Invitation]:
        """Make a code, and the invitation to store for it."""
        code = "".join(secrets.choice(SIGNS) for _ in range(_LENGTH))
        lookup, key = self._derive(code)
        invitation = Invitation(lookup, desk_id, name, role, ends.replace(microsecond=0))
        if keys:
            sealed = seal(key, _encode(keys), _place(invitation))
            invitation = replace(invitation, sealed=sealed)
        shown = " ".join(code[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))
        return shown, invitation

    def find(self, text: str, now: datetime) -> Invitation:
        """Return the invitation with this code. Raises InvitationGone."""
        lookup, _ = self._derive(normalise_reference(text))
        found = self._staff.find_invitation(lookup, now)
        if found is None:
            raise InvitationGone("no invitation has this code")
        return found

    def open(self, text: str, invitation: Invitation) -> dict[int, PrivateKey]:
        """Return the keys that an invitation carries, by version; most carry none.

        Raises SealBroken when the invitation was moved or changed in the database.
        """
        if not invitation.sealed:
            return {}
        _, key = self._derive(normalise_reference(text))
        return _decode(unseal(key, invitation.sealed, _place(invitation)))

    def _derive(self, code: str) -> tuple[bytes, bytes]:
        both = hmac.digest(self._secret, code.encode("utf-8", "replace"), "sha512")
        return expand(both, b"startplan/1 invitation id")[:16], expand(
            both, b"startplan/1 invitation key"
        )


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
