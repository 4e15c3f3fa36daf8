"""Marking a case that somebody sent twice: it closes, and the other one goes on."""

from __future__ import annotations

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.caseacts import Action
from wizard.core.caselist import Row, alike
from wizard.core.references import grouped, normalise_reference
from wizard.core.roles import Right
from wizard.vault.cases import OpenCase
from wizard.web.desk.casefields import Filled, filled_in
from wizard.web.desk.casepage import about, show_what_is_left
from wizard.web.desk.cases import open_heads
from wizard.web.desk.casewords import REFUSED, STATES
from wizard.web.desk.casework import (
    Refused,
    an_act,
    carry_out,
    case_url,
    read_case,
    refused,
    take_case,
)
from wizard.web.desk.guard import needs
from wizard.web.desk.layout import done, render_desk_page

blueprint = Blueprint("double", __name__, url_prefix="/zaak/<case_id>/dubbel")
show_what_is_left(blueprint)


@blueprint.get("")
@needs(Right.CHANGE_CASES)
def show(case_id: str) -> str:
    """Show the open cases with the same number or address, and ask which one goes on."""
    opened = read_case(case_id)
    same = _same_as(opened)
    only = grouped(same[0].reference) if len(same) == 1 else ""
    return _page(Refused(opened), Filled({"reference": only, "text": ""}))


@blueprint.post("")
@needs(Right.CHANGE_CASES)
def mark(case_id: str) -> AnyResponse:
    """Close this case as the same as another case of this desk."""
    opened, filled = take_case(case_id), filled_in("reference", "text")
    reference, text = normalise_reference(filled.line("reference")), filled.text("text")
    if reference not in {row.reference for row in open_heads(closed=False).rows}:
        filled.errors["reference"] = REFUSED["reference"]
    if filled.errors:
        return Response(_page(Refused(opened), filled), 422)
    act = an_act(Action.SAME_AS, same_as=reference, text=text)
    no = refused(opened, lambda: carry_out(opened, act))
    if no:
        return Response(_page(no, filled), 409)
    return done(Action.SAME_AS, case_url(opened.case.id))


def _same_as(opened: OpenCase) -> list[Row]:
    """Return the other open cases with the same number or address."""
    heads, mine = open_heads(closed=False), opened.case.reference
    others = {other: wishes for other, wishes in heads.wishes.items() if other != mine}
    same = set(alike(opened.header.wishes, others))
    return [row for row in heads.rows if row.reference in same]


def _page(case: Refused, filled: Filled) -> str:
    return render_desk_page(
        "desk/double.html",
        **about(case),
        filled=filled,
        states=STATES,
        same=_same_as(case.opened),
        errors=filled.errors,
    )
