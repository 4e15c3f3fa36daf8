"""Handing a case to another desk of the municipality: sealed anew to its key, gone from here."""

from __future__ import annotations

from flask import Blueprint, Response, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.caseacts import Action
from wizard.core.roles import Right
from wizard.vault.deskkeys import DeskKey
from wizard.web.desk.casefields import Filled, filled_in
from wizard.web.desk.casepage import about, show_what_is_left
from wizard.web.desk.casework import (
    Refused,
    an_act,
    hand_over,
    other_desks,
    read_case,
    refused,
    take_case,
)
from wizard.web.desk.guard import needs
from wizard.web.desk.layout import done, render_desk_page
from wizard.web.site import current_site

blueprint = Blueprint("handover", __name__, url_prefix="/zaak/<case_id>/overdragen")
show_what_is_left(blueprint)

CHOOSE = "Kies een balie die deze zaak kan openen."


@blueprint.get("")
@needs(Right.CHANGE_CASES)
def show(case_id: str) -> str:
    """Say what handing over means, and ask to which desk."""
    return _page(Refused(read_case(case_id)), Filled({"desk": "", "text": ""}))


@blueprint.post("")
@needs(Right.CHANGE_CASES)
def give(case_id: str) -> AnyResponse:
    """Hand the case over; it is not in this desk's list any more."""
    opened, filled = take_case(case_id), filled_in("desk", "text")
    key, text = _key(filled), filled.text("text")
    if key is None or filled.errors:
        return Response(_page(Refused(opened), filled), 422)
    act = an_act(Action.HAND_OVER, desk_id=key.desk_id, text=text)
    no = refused(opened, lambda: hand_over(opened, act, key))
    if no:
        return Response(_page(no, filled), 409)
    return done(Action.HAND_OVER, url_for("desk.cases.show"))


def _key(filled: Filled) -> DeskKey | None:
    desk_id = filled.one_of("desk", other_desks(), CHOOSE)
    return current_site().receiving_key(desk_id) if not filled.errors else None


def _page(case: Refused, filled: Filled) -> str:
    return render_desk_page(
        "desk/handover.html",
        **about(case),
        filled=filled,
        desks=other_desks(),
        errors=filled.errors,
    )
