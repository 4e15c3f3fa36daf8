"""Marks on public keys, made with a key that lies outside the database.

Who can write in the database could otherwise put a key of their own in the place of a desk's or a
colleague's, and read what is sealed to it from then on.
"""

import hmac
from dataclasses import replace

import msgspec

from wizard.errors import Unreadable
from wizard.store.staff import DeskKeyRow, DeskRow, Staff
from wizard.vault.keys import KeyDirectory


class Marks:
    """Mark rows that hold a public key, and refuse rows with another mark."""

    def __init__(self, keys: KeyDirectory) -> None:
        self._key = keys.app_key("public keys")

    def marked_key(self, desk: DeskRow, key: DeskKeyRow) -> DeskKeyRow:
        """Return a version of a desk's key with its mark."""
        return replace(key, mark=self._desk_mark(desk, key))

    def check_key(self, desk: DeskRow, key: DeskKeyRow) -> None:
        """Raise Unreadable when a desk or its key was changed in the database."""
        if not hmac.compare_digest(key.mark, self._desk_mark(desk, key)):
            raise Unreadable("the key of a desk was changed in the database")

    def marked_staff(self, staff: Staff) -> Staff:
        """Return a colleague with the mark of their key."""
        return replace(staff, mark=self._staff_mark(staff))

    def check_staff(self, staff: Staff) -> None:
        """Raise Unreadable when a colleague's key or name was changed in the database."""
        if not hmac.compare_digest(staff.mark, self._staff_mark(staff)):
            raise Unreadable("the key of a colleague was changed in the database")

    def _desk_mark(self, desk: DeskRow, key: DeskKeyRow) -> bytes:
        parts = (desk.id, desk.practice, desk.recipient, key.version, key.public)
        return self._mark("desk", parts)

    def _staff_mark(self, staff: Staff) -> bytes:
        return self._mark("staff", (staff.id, staff.desk_id, staff.name, staff.role, staff.public))

    def _mark(self, kind: str, parts: tuple[object, ...]) -> bytes:
        return hmac.digest(self._key, msgspec.json.encode((kind, *parts)), "sha256")
