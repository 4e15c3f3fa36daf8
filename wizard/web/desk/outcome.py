"""Recording what came out of the orientation, which closes the case, and correcting it."""

from __future__ import annotations

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.caseacts import Action
from wizard.core.roles import Right
from wizard.core.tallies import NoTalk
from wizard.web.desk.casefields import Filled, filled_in
from wizard.web.desk.casepage import about, outcome_titles, show_what_is_left
from wizard.web.desk.casewords import REFUSED
from wizard.web.desk.casework import (
    Refused,
    an_act,
    carry_out,
    case_url,
    read_case,
    refused,
    standing_of,
    take_case,
)
from wizard.web.desk.guard import needs
from wizard.web.desk.layout import done, render_desk_page

blueprint = Blueprint("outcome", __name__, url_prefix="/zaak/<case_id>/uitkomst")
show_what_is_left(blueprint)


@blueprint.get("")
@needs(Right.CHANGE_CASES)
def show(case_id: str) -> str:
    """Show every outcome to choose from."""
    opened = read_case(case_id)
    return _page(Refused(opened), Filled({"outcome": opened.work.outcome, "text": ""}))


@blueprint.post("")
@needs(Right.CHANGE_CASES)
def record(case_id: str) -> AnyResponse:
    """Record the outcome and close the case, or correct the outcome."""
    opened, filled = take_case(case_id), filled_in("outcome", "text")
    outcome = filled.one_of("outcome", outcome_titles(), REFUSED["outcome_unknown"])
    text = filled.text("text")
    if filled.errors:
        return Response(_page(Refused(opened), filled), 422)
    action = Action.CORRECT_OUTCOME if opened.work.outcome else Action.RECORD_OUTCOME
    said = "\n".join(filter(None, (outcome_titles()[outcome], text)))
    act = an_act(action, outcome=outcome, text=said)
    no = refused(opened, lambda: carry_out(opened, act))
    if no:
        return Response(_page(no, filled), 409)
    return done(action, case_url(opened.case.id))


def _page(case: Refused, filled: Filled) -> str:
    titles = outcome_titles()
    return render_desk_page(
        "desk/outcome.html",
        **about(case),
        filled=filled,
        of_talk={id_: title for id_, title in titles.items() if id_ not in set(NoTalk)},
        of_none={id_: title for id_, title in titles.items() if id_ in set(NoTalk)},
        has_talked=standing_of(case.opened).has_talked,
        errors=filled.errors,
    )
