"""Prints the processor time of a desk's list of 2,000 open cases: read, opened, in order.

The page around it is not in this. The floor opens as many keys with the cryptography alone, which
is what a desk's key in every case costs at least.
"""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks._report import Row, show
from wizard.core import caselist
from wizard.core.case import CaseHeader, CaseWork, Note, Origin, SentPlan
from wizard.core.references import make_reference
from wizard.core.sent import ContactWishes
from wizard.store import Store, open_store
from wizard.store.cases import AuditLine, Case
from wizard.vault import KeyDirectory
from wizard.vault.audit import audited
from wizard.vault.cases import new_case, open_head
from wizard.vault.deskkeys import DeskKey
from wizard.vault.hpke import PrivateKey, new_private_key, seal_to

CASES = 2_000
LIMIT_MS = 1_000.0
GOAL = 2.0
ROUNDS, WARM_ROUNDS = 10, 1
DESK_ID = "arnhem/caw"
NOTES = tuple(
    Note(at=datetime(2026, 3, 2, tzinfo=UTC), by="Joris", text="Gebeld, geen gehoor. " * 4)
    for _ in range(3)
)


class Desk:
    """A desk with a key and many open cases."""

    def __init__(self, folder: Path) -> None:
        """Seal the cases and store them."""
        self._private = new_private_key()
        self._key = DeskKey(DESK_ID, 1, self._private.public, practice=True)
        self._store: Store = open_store(f"sqlite:///{folder}/drafts.db")
        keys = KeyDirectory(folder / "keys", create=True)
        for number in range(CASES):
            line = AuditLine(datetime.now(UTC), DESK_ID, b"", "send")
            self._store.cases.add(self._case(number), tallies=[], audited=audited(keys, line))
        self._sealed = [seal_to(self._private.public, bytes(32), b"floor") for _ in range(CASES)]

    def _case(self, number: int) -> Case:
        wishes = ContactWishes(call_me=f"Sanne {number}", reached_at="06 12345678")
        return new_case(
            self._key,
            CaseHeader(wishes=wishes, reply_key="5e" * 32),
            SentPlan(told="Ik wil graag iets met dieren doen. " * 60),
            reference=make_reference(lambda signs: (number * 7919) % signs),
            origin=Origin.SENT,
            now=datetime.now(UTC) - timedelta(days=number % 60),
            keep=timedelta(days=365),
            work=CaseWork(notes=NOTES),
        )

    def read(self) -> float:
        """Return the milliseconds of reading the rows."""
        start = time.process_time()
        assert len(self._store.cases.of_desk(DESK_ID)) == CASES
        return milliseconds_since(start)

    def list(self) -> float:
        """Return the milliseconds of the whole list, by a colleague who has just come in."""
        start = time.process_time()
        keys = {1: PrivateKey(self._private.raw)}
        rows = [row_of(case, keys) for case in self._store.cases.of_desk(DESK_ID)]
        listed = caselist.ordered(rows, caselist.Order.NAME)
        assert [row.name for row in listed[:2]] == ["Sanne 0", "Sanne 1"]
        return milliseconds_since(start)

    def floor(self) -> float:
        """Return the milliseconds of opening a sealed key for every case."""
        start = time.process_time()
        private = PrivateKey(self._private.raw)
        assert {private.unseal(sealed, b"floor") for sealed in self._sealed} == {bytes(32)}
        return milliseconds_since(start)


def row_of(case: Case, keys: dict[int, PrivateKey]) -> caselist.Row:
    """Open the head of a case and return what the list shows of it."""
    head = open_head(case, keys)
    return caselist.Row(
        id=case.id,
        reference=case.reference,
        state=case.state,
        origin=case.origin,
        received_on=case.received_on,
        waits=caselist.working_days(case.received_on, date(2026, 12, 1)),
        name=head.header.wishes.call_me,
    )


def milliseconds_since(start: float) -> float:
    """Return how long ago a moment of processor time is."""
    return (time.process_time() - start) * 1000


def main() -> None:
    """Fill a desk, let list and floor take turns, print the table."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        rounds = [(desk.list(), desk.floor(), desk.read()) for _ in range(WARM_ROUNDS + ROUNDS)]
    lists, floors, reads = zip(*rounds[WARM_ROUNDS:], strict=True)
    show(
        f"Processor time of a list of {CASES:,} open cases (floor: opening their keys; the limit)",
        "ms",
        [
            Row("list, beside the keys alone", lists, floors, GOAL),
            Row("list, beside the limit", lists, [LIMIT_MS] * ROUNDS, 1),
            Row("of it reading, beside the limit", reads, [LIMIT_MS] * ROUNDS, 1),
        ],
    )


if __name__ == "__main__":
    main()
