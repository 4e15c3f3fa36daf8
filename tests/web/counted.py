"""Counts of a desk that has been at work since the autumn of the year before last."""

from datetime import UTC, datetime, timedelta

from wizard.core.case import CaseState, Origin
from wizard.core.days import local_day
from wizard.core.tallies import Tally, TallyKind
from wizard.store.cases import AuditLine, Case
from wizard.vault.audit import audited
from wizard.web.site import Site

THIS_YEAR = local_day(datetime.now(UTC)).year
LAST_YEAR = THIS_YEAR - 1

ASKED = {"": (4, 131, 142, 118, 150)}
WAITED = {
    "7": (3, 84, 90, 71, 97),
    "14": (0, 30, 28, 35, 41),
    "28": (0, 9, 12, 7, 9),
    "42": (0, 3, 6, 2, 5),
    "more": (0, 0, 1, 0, 2),
}
OUTCOMES = {
    "developing": (1, 48, 55, 51, 60),
    "steady": (0, 9, 11, 6, 10),
    "volunteer_work": (0, 15, 13, 17, 21),
    "towards_paid_work": (0, 12, 14, 9, 15),
    "personal_first": (1, 20, 22, 19, 25),
    "no_place": (0, 7, 3, 5, 8),
    "not_come": (0, 6, 9, 4, 5),
    "withdrawn": (0, 1, 0, 2, 0),
    "no_contact": (0, 8, 10, 7, 9),
}
QUARTERS = (f"{LAST_YEAR - 1}Q4", *(f"{LAST_YEAR}Q{number}" for number in range(1, 5)))


def year_of_counts(desk_id: str) -> list[Tally]:
    """Return the counts of a whole year, and of the quarter before it, in which it began."""
    kinds = {TallyKind.ASKED: ASKED, TallyKind.WAITED: WAITED, TallyKind.OUTCOME: OUTCOMES}
    return [
        Tally(desk_id, quarter, kind, value, by)
        for kind, rows in kinds.items()
        for value, numbers in rows.items()
        for quarter, by in zip(QUARTERS, numbers, strict=True)
        if by
    ]


def count(site: Site, desk_id: str, tallies: list[Tally]) -> None:
    """Add counts, with a case of which nothing else is of use here."""
    now = datetime.now(UTC)
    case = Case(
        id=now.isoformat().encode(),
        desk_id=desk_id,
        key_version=1,
        reference="",
        state=CaseState.CLOSED,
        origin=Origin.PHONE,
        received_on=now.date(),
        expires_at=now + timedelta(days=1),
        sealed_key=b"",
        header=b"",
        plan=b"",
        work=b"",
    )
    line = audited(site.keys, AuditLine(now, desk_id, b"", "counted"))
    site.store.cases.add(case, tallies=tallies, audited=line)
