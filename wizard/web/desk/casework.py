"""What colleagues do with cases, for one request: reading is audited, and so is every change.

A change is one transaction with its counts and its line in the audit. Whoever was second is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta

from flask import g, request, url_for
from msgspec import Struct

from wizard.core.case import Note, Reply, Talk
from wizard.core.caseacts import Act, Action, Colleague, Standing, Step
from wizard.core.caseflow import acted
from wizard.core.municipality import Municipality, Sending
from wizard.core.reading import Look, whose
from wizard.core.sending import desk_key_id, kept_for
from wizard.core.tallies import Tally
from wizard.errors import (
    ActionRefused,
    CaseNotFound,
    CaseUnreadable,
    CaseWithdrawn,
    RevisionConflict,
    RoleForbids,
    SendingNotOffered,
)
from wizard.store.cases import Audited, AuditLine, Case
from wizard.vault.audit import audited
from wizard.vault.cases import OpenCase, changed, open_case, resealed
from wizard.vault.deskkeys import DeskKey
from wizard.vault.signedin import SignedIn
from wizard.web.desk.casewords import CAME, REFUSED
from wizard.web.desk.guard import require_colleague
from wizard.web.desk.team import who_looks
from wizard.web.site import current_site, now

SOMEBODY_FIRST = (
    "Een collega was net eerder met deze zaak. Kijk of het zo nog klopt en doe het dan."
)

NUMBER = re.compile("[0-9]{1,9}")

SEEN, REVISION = "gezien", "versie"
"""Hidden fields of every form about a case: how many notes and which revision it was made from."""


class Refused(Struct, frozen=True):
    """Why something was not done, and how the case stands now.

    `news` is what colleagues did since the page was made that somebody filled in.
    """

    opened: OpenCase
    why: str = ""
    news: tuple[Note, ...] = ()


class Seen(Struct, frozen=True):
    """What somebody had before them when they filled in a form."""

    revision: int
    notes: int


def read_case(case_id: str, look: Look = Look.OPENED) -> OpenCase:
    """Open a case of this desk to show it; the audit keeps how, and whose case it was.

    Raises CaseNotFound, CaseWithdrawn when nothing of it is left, and CaseUnreadable.
    """
    case = _find(case_id)
    _require_access()
    for_me = whose(case.assigned_to, case.state, who_looks().answers_for)
    line = audit(look, case.id, for_me)
    return _opened(current_site().store.cases.read(case.id, case.desk_id, line))


def take_case(case_id: str) -> OpenCase:
    """Open a case of this desk to change it, which is audited by itself. Raises as `read_case`."""
    return _opened(_find(case_id))


def _find(case_id: str) -> Case:
    """Find a case of this desk; nothing of another desk's is ever opened."""
    case = current_site().store.cases.find(_case_id(case_id))
    if case is None or case.desk_id != require_colleague().staff.desk_id:
        raise CaseNotFound("not a case of this desk")
    return case


def _opened(case: Case) -> OpenCase:
    if case.is_empty:
        raise CaseWithdrawn(case.reference)
    try:
        return open_case(case, _require_access().keys)
    except CaseUnreadable as error:
        raise CaseUnreadable(str(error), case.reference) from None


def _require_access() -> SignedIn:
    """Return the colleague of this request: without a key nothing counts as read."""
    signed_in = require_colleague()
    if not signed_in.can_read:
        raise RoleForbids("nobody gave this colleague access yet")
    return signed_in


def _case_id(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise CaseNotFound("not an id") from None


def colleague() -> Colleague:
    """Return who acts."""
    staff = require_colleague().staff
    return Colleague(staff.id, staff.name, staff.role)


def an_act(
    action: Action,
    *,
    text: str = "",
    talk: Talk | None = None,
    outcome: str = "",
    same_as: str = "",
    desk_id: str = "",
) -> Act:
    """Return what the colleague of this request does now."""
    return Act(
        action=action,
        by=colleague(),
        at=now(),
        text=text,
        talk=talk,
        outcome=outcome,
        same_as=same_as,
        desk_id=desk_id,
    )


def standing_of(opened: OpenCase) -> Standing:
    """Return how an open case stands."""
    case = opened.case
    return Standing(
        desk_id=case.desk_id,
        reference=case.reference,
        state=case.state,
        origin=case.origin,
        received_on=case.received_on,
        first_contact_on=case.first_contact_on,
        assigned_to=case.assigned_to,
        work=opened.work,
    )


def carry_out(opened: OpenCase, act: Act) -> None:
    """Do what a colleague does, all of it or nothing, and audit it.

    Raises ActionRefused, and RevisionConflict when somebody else was first.
    """
    step = _step_after(opened, act)
    after = step.standing
    case = changed(
        opened,
        now=act.at,
        keep=keep(),
        state=after.state,
        work=after.work,
        reply=Reply(talk=after.work.talk),
        assigned_to=after.assigned_to,
        first_contact_on=after.first_contact_on,
    )
    _store(opened, case, act, step.tallies)


def hand_over(opened: OpenCase, act: Act, to: DeskKey) -> None:
    """Seal a case to another desk, where it begins anew. Raises as `carry_out` does."""
    step = _step_after(opened, act)
    case = resealed(opened, to, now=act.at, keep=keep(), work=step.standing.work)
    _store(opened, case, act, step.tallies)


def _step_after(opened: OpenCase, act: Act) -> Step:
    if seen_before().revision != opened.case.revision:
        raise RevisionConflict("somebody changed this case meanwhile")
    return acted(standing_of(opened), act, outcome_ids())


def _store(opened: OpenCase, case: Case, act: Act, tallies: Sequence[Tally]) -> None:
    """Store a changed case; the audit of a desk that is handed one says that it came."""
    came = _line(case.desk_id, CAME, case.id, opened.case.desk_id)
    current_site().store.cases.change(
        case,
        from_desk=opened.case.desk_id,
        tallies=tallies,
        audited=audit(act.action, case.id, act.desk_id),
        audited_there=came if case.desk_id != opened.case.desk_id else None,
    )


def audit(action: str, object_id: bytes = b"", detail: str = "") -> Audited:
    """Return a line of the audit about what the colleague of this request does."""
    return _line(require_colleague().staff.desk_id, action, object_id, detail)


def _line(desk_id: str, action: str, object_id: bytes, detail: str) -> Audited:
    staff_id = require_colleague().staff.id
    line = AuditLine(now(), desk_id, staff_id, action, object_id, detail)
    return audited(current_site().keys, line)


def sending() -> Sending:
    """Return how plans reach desks here. Raises SendingNotOffered."""
    municipality: Municipality = g.edition.municipality
    if municipality.sending is None:
        raise SendingNotOffered("this municipality has no desk")
    return municipality.sending


def refused(opened: OpenCase, do: Callable[[], None]) -> Refused | None:
    """Do something with a case; return why not when it may not be, or somebody was first.

    Raises CaseWithdrawn when it was taken back meanwhile.
    """
    try:
        do()
    except ActionRefused as error:
        return Refused(opened, REFUSED[error.reason])
    except RevisionConflict:
        newest = take_case(opened.case.id.hex())
        return Refused(newest, SOMEBODY_FIRST, newest.work.notes[seen_before().notes :])
    return None


def other_desks() -> dict[str, str]:
    """Return the names of the other desks here that can get cases, by their ids in the store."""
    municipality, receiving_key = g.edition.municipality, current_site().receiving_key
    mine = require_colleague().staff.desk_id
    desks = {desk_key_id(municipality, desk): str(desk.name) for desk in sending().desks}
    return {id_: name for id_, name in desks.items() if id_ != mine and receiving_key(id_)}


def keep() -> timedelta:
    """Return how long a case is kept after its last change."""
    return kept_for(sending(), demo=current_site().settings.is_demo)


def outcome_ids() -> tuple[str, ...]:
    """Return the ids of the outcomes that this municipality knows."""
    municipality: Municipality = g.edition.municipality
    return tuple(outcome.id for outcome in municipality.outcomes)


def seen_before() -> Seen:
    """Return what the form in hand was made from; nonsense counts as something long gone."""
    return Seen(_number(REVISION), _number(SEEN))


def _number(name: str) -> int:
    text = request.form.get(name, "")
    return int(text) if NUMBER.fullmatch(text) else 0


def case_url(case_id: bytes, endpoint: str = "desk.case.show") -> str:
    """Return the address of a case's page."""
    return url_for(endpoint, case_id=case_id.hex())
