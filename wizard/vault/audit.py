"""The audit: each line is marked after the line before it, under a key outside the database.

Whoever can write in the database but has not the key directory cannot change, drop, add or reorder
a line without breaking the chain. Only cutting lines off at the end leaves a whole chain: that
shows against a head that was noted earlier.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from wizard.store.cases import Audited, AuditLine
from wizard.vault.keys import KeyDirectory


@dataclass(frozen=True, slots=True)
class Verdict:
    """Say whether a chain is whole, and its head; `broken_at` counts lines from 1.

    Of a broken chain the head is that of the line before. `is_cut` tells that every line is right
    and the earlier head is not among them.
    """

    head: str
    broken_at: int | None = None
    is_cut: bool = False

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is wrong."""
        return self.broken_at is None and not self.is_cut


def audited(keys: KeyDirectory, line: AuditLine) -> Audited:
    """Ask for a line in the audit, marked with the key of this key directory."""
    key = keys.app_key("audit")
    return Audited(line, lambda before, written: _mark(key, before, written))


def verify(
    keys: KeyDirectory, lines: Iterable[tuple[AuditLine, bytes]], earlier: str = ""
) -> Verdict:
    """Check all lines of the audit in their order, and that an earlier head is still in it.

    A head reads `number:mark`, such as `7:3b5c...`; "" is the head of nothing.
    """
    key, before, number, head = keys.app_key("audit"), b"", 0, ""
    seen = not earlier
    for number, (line, mark) in enumerate(lines, 1):
        if not hmac.compare_digest(mark, _mark(key, before, line)):
            return Verdict(head, broken_at=number)
        before, head = mark, f"{number}:{mark.hex()}"
        seen = seen or head == earlier
    return Verdict(head, is_cut=not seen)


def _mark(key: bytes, before: bytes, line: AuditLine) -> bytes:
    ids = (line.staff_id.hex(), line.object_id.hex())
    parts = (before.hex(), int(line.at.timestamp()), line.desk_id, line.action, line.detail, *ids)
    return hmac.digest(key, msgspec.json.encode(parts), "sha256")
