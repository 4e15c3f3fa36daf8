"""Cases at a desk, sealed as if they had just come, and what stands in them now."""

import secrets
from datetime import UTC, date, datetime, timedelta

from tests.web.deskroom import DeskRoom
from wizard.answersfile import people, read_draft
from wizard.core.case import CaseHeader, Origin, SentPlan
from wizard.core.days import local_day
from wizard.core.references import make_reference
from wizard.core.sending import sent_plan
from wizard.core.sent import ContactWishes
from wizard.store.cases import Audited, AuditLine, Case
from wizard.vault.audit import audited
from wizard.vault.cases import OpenCase, emptied, new_case, new_reply_key, open_case

KEEP = timedelta(days=30)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
NOBODY = ContactWishes(call_me="Sam", reached_at="06 12 34 56 78", others_may_answer=True)


def plan_of(room: DeskRoom, person: str, today: date | None = None) -> SentPlan:
    """The plan of a made-up person, as it would be sent, on that day or else now."""
    dutch = room.site.default_edition()
    draft = read_draft(people()[person], dutch.questionnaire)
    own = room.site.editions.find(dutch.municipality.slug, draft.shared.lang) or dutch
    return sent_plan(dutch, own, draft, today or local_day(datetime.now(UTC)))


def add_case(
    room: DeskRoom,
    wishes: ContactWishes = NOBODY,
    plan: SentPlan | None = None,
    *,
    origin: Origin = Origin.SENT,
    days_ago: int = 0,
    wmo: bool = False,
    lang: str = "nl",
) -> Case:
    """Put a new case in the store of a desk, as if it came some days ago."""
    at = datetime.now(UTC) - timedelta(days=days_ago)
    key = room.site.desks.find_key(room.desk_id)
    assert key
    case = new_case(
        key,
        CaseHeader(
            wishes=wishes,
            lang=lang,
            marked="groene fiets",
            wmo_on=local_day(at) if wmo else None,
            reply_key=new_reply_key(),
        ),
        plan or SentPlan(told="Belde over een plek."),
        reference=make_reference(secrets.randbelow),
        origin=origin,
        now=at,
        keep=KEEP,
    )
    put(room, case)
    return case


def put(room: DeskRoom, case: Case) -> None:
    """Store a case as it is."""
    room.site.store.cases.add(case, tallies=(), audited=_line(room, case, "send"))


def withdraw(room: DeskRoom, case: Case) -> None:
    """Take a case back, as its resident would."""
    gone = emptied(case, datetime.now(UTC))
    line = _line(room, case, "withdraw")
    room.site.store.cases.change(gone, from_desk=case.desk_id, audited=line)


def _line(room: DeskRoom, case: Case, action: str) -> Audited:
    line = AuditLine(datetime.now(UTC), case.desk_id, b"", action, case.id)
    return audited(room.site.keys, line)


def opened(room: DeskRoom, case: Case) -> OpenCase:
    """What stands in a case now; another test may have renewed the desk's key meanwhile."""
    found = room.site.store.cases.find(case.id)
    assert found
    return open_case(found, room.again(room.lead).signed_in.keys)


def url_of(case: Case, rest: str = "") -> str:
    return f"/balie/zaak/{case.id.hex()}/{rest}"


def audit_of(room: DeskRoom, case: Case) -> list[str]:
    """What the audit of this desk says about a case, without what came before staff."""
    lines = room.site.store.cases.audit_lines(room.desk_id, LONG_AGO)
    return [line.action for line, _ in lines if line.object_id == case.id and line.staff_id]
