"""The list of a desk's cases: opened in memory for this page, never searched in the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from flask import Blueprint, redirect, request, url_for
from msgspec import Struct
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.case import OPEN_STATES, CaseState
from wizard.core.caselist import (
    PER_PAGE,
    Order,
    Row,
    Show,
    Viewer,
    doubles,
    found,
    ordered,
    page_of,
    shown,
    working_days,
)
from wizard.core.days import local_day
from wizard.core.roles import Right, may
from wizard.core.sent import ContactWishes
from wizard.core.text import tidy_text
from wizard.errors import CaseUnreadable
from wizard.store.cases import Case
from wizard.vault.cases import OpenCase, open_head
from wizard.vault.signedin import SignedIn
from wizard.web.desk.casewords import ORDERS, ORIGINS, SHOWS, STATES
from wizard.web.desk.casework import audit, sending
from wizard.web.desk.guard import needs, require_colleague
from wizard.web.desk.layout import render_desk_page
from wizard.web.desk.post import failing_mails
from wizard.web.desk.team import cover_of, name_of, who_looks
from wizard.web.site import current_site, now

blueprint = Blueprint("cases", __name__, url_prefix="/zaken")

Choice = TypeVar("Choice", Show, Order)

WORDS_MOST = 100
"""More than any name: what is longer is not looked for."""


class Heads(Struct, frozen=True):
    """The opened heads of cases, as rows of the list."""

    rows: tuple[Row, ...]
    wishes: Mapping[str, ContactWishes]
    """How to reach whom, by reference."""


@blueprint.get("/")
@needs(Right.READ_CASES)
def show() -> str:
    """Show the cases of this desk that are asked for, in an order."""
    asked, order = _chosen(Show, "toon", Show.OPEN), _chosen(Order, "volgorde", Order.WAITING)
    heads = open_heads(closed=asked is Show.CLOSED)
    current_site().store.cases.append_audit(audit("list"))
    rows = shown(heads.rows, asked, who_looks())
    return _page(ordered(rows, order), heads, asked=asked, order=order)


@blueprint.post("/")
@needs(Right.READ_CASES)
def search() -> str | AnyResponse:
    """Show the cases with a name or reference; the words are sent, so that no address has them."""
    words = tidy_text(request.form.get("zoek", ""))[:WORDS_MOST]
    if not words:
        return redirect(url_for("desk.cases.show"), 303)
    heads = open_heads(closed=False)
    closed = open_heads(closed=True)
    current_site().store.cases.append_audit(audit("search"))
    rows = found((*heads.rows, *closed.rows), words)
    return _page(ordered(rows, Order.WAITING), heads, words=words)


def open_heads(*, closed: bool) -> Heads:
    """Open the heads of a desk's open or closed cases; whoever has no key yet sees none."""
    signed_in, today = require_colleague(), local_day(now())
    if not signed_in.can_read:
        return Heads((), {})
    cases = current_site().store.cases.of_desk(signed_in.staff.desk_id, closed=closed)
    rows, wishes = [], {}
    for case in cases:
        head = _open(case, signed_in)
        rows.append(_row(case, head, today))
        if head:
            wishes[case.reference] = head.header.wishes
    return Heads(tuple(rows), wishes)


def _open(case: Case, signed_in: SignedIn) -> OpenCase | None:
    """Open a head, or return None for one that is withdrawn or damaged."""
    if case.is_empty:
        return None
    try:
        return open_head(case, signed_in.keys)
    except CaseUnreadable:
        return None


def _row(case: Case, head: OpenCase | None, today: date) -> Row:
    waits = case.state in OPEN_STATES and case.first_contact_on is None
    row = Row(
        id=case.id,
        reference=case.reference,
        state=case.state,
        origin=case.origin,
        received_on=case.received_on,
        waits=working_days(case.received_on, today) if waits else None,
        is_unread=case.opened_on is None and case.state is not CaseState.WITHDRAWN,
        assigned_to=case.assigned_to,
        is_damaged=head is None and not case.is_empty,
    )
    if head is None:
        return row
    header, talk = head.header, head.work.talk
    planned = talk.at if talk and case.state is CaseState.PLANNED else None
    return replace(row, name=header.wishes.call_me, wmo_on=header.wmo_on, talk_at=planned)


def _page(
    rows: Sequence[Row],
    heads: Heads,
    *,
    asked: Show | None = None,
    order: Order = Order.WAITING,
    words: str = "",
) -> str:
    viewer, most = who_looks(), sending().call_within
    number = max(1, request.args.get("blad", 1, int))
    on_page, pages = page_of(rows, number)
    return render_desk_page(
        "desk/cases.html",
        rows=on_page,
        may_change=may(require_colleague().role, Right.CHANGE_CASES),
        asked=asked,
        order=order,
        words=words,
        page=number,
        pages=pages,
        per_page=PER_PAGE,
        counts=dict(_counts(heads.rows, viewer)),
        total=len(rows),
        late=sum(row.waits is not None and row.waits > most for row in rows),
        call_within=most,
        failing_mails=failing_mails(),
        doubles=doubles(heads.wishes),
        name_of=name_of,
        cover_of=cover_of,
        viewer=viewer,
        states=STATES,
        origins=ORIGINS,
        shows=SHOWS,
        orders=ORDERS,
    )


def _counts(rows: Sequence[Row], viewer: Viewer) -> Iterator[tuple[Show, int]]:
    """Yield how many open cases each choice has; those that are closed were not opened."""
    for show in Show:
        if show is not Show.CLOSED:
            yield show, len(shown(rows, show, viewer))


def _chosen(kind: type[Choice], name: str, usual: Choice) -> Choice:
    """Return what the address asks for; nonsense asks for what is usual."""
    try:
        return kind(request.args.get(name, usual))
    except ValueError:
        return usual
