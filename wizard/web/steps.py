"""The steps of the questionnaire: show one, save what it asks, go where the person pressed.

Every button of a step posts the same form, so going back, stopping or opening the menu saves
first and nobody loses what they typed. Every saved step answers 303.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.path import Step, StepKind
from wizard.errors import AnswerClash
from wizard.web.addresses import (
    find_step,
    find_step_to_save,
    part_of,
    part_url,
    resume_url,
    step_url,
)
from wizard.web.answerrows import RETURN_TO_CHECK
from wizard.web.handover import hand_over_url, note_who_looks, waits_for_hand_over
from wizard.web.leave import let_next_person_start
from wizard.web.owndevice import settle_device
from wizard.web.places import is_turned
from wizard.web.stepform import StepForm
from wizard.web.stepforms import step_form
from wizard.web.steppages import clash_page, step_page
from wizard.web.visit import Visit, require_visit

blueprint = Blueprint("steps", __name__)

LEAVE = {
    "keep": "keep.show",
    "paper": "plan.papers",
    "stop": "leave.stop",
    "wipe": "leave.wipe",
}
"""Buttons of the menu that save the step and then leave the questions."""

NEXT_PERSON = "next-person"

AUTOSAVE = "autosave"
"""What the page's script sends by itself: what is half typed is saved, and the page stays."""


@blueprint.get("/stap/<address>")
def show(address: str) -> str | AnyResponse:
    """Show a step; one that the answers no longer ask for leads on to the first open step."""
    visit = require_visit()
    step = find_step(visit, address, visit.path.steps)
    if step is None:
        return redirect(resume_url(visit), 303)
    if waits_for_hand_over(visit, step):
        return redirect(hand_over_url(visit), 303)
    return step_page(step_form(visit, step))


@blueprint.post("/stap/<address>")
def save(address: str) -> AnyResponse:
    """Save a step and go where the pressed button says."""
    visit = require_visit()
    step = find_step_to_save(visit, address)
    if step is None:
        return redirect(resume_url(visit), 303)
    saved = save_step(visit, step)
    if request.form.get("go") == AUTOSAVE:
        return _told(visit, step, saved)
    if request.form.get("go") == NEXT_PERSON and saved.location:
        return let_next_person_start(visit)
    return settle_device(visit, step, saved) if saved.location else saved


def save_step(visit: Visit, step: Step) -> AnyResponse:
    """Save what this request sent for a step; answer with where to go, or with what is wrong."""
    form = step_form(visit, step, request.form)
    if not form.validate():
        return Response(step_page(form), 422)
    try:
        visit.save(form.change)
    except AnswerClash:
        return Response(clash_page(form), 409)
    note_who_looks(visit, step, form.go)
    return redirect(_after(form), 303)


def _told(visit: Visit, step: Step, saved: AnyResponse) -> AnyResponse:
    """Tell the page, which stays open, what it now holds; or only that something went wrong."""
    if not saved.location:
        return Response(status=saved.status_code)
    return jsonify(step_form(visit, step, request.form).held_once_saved)


def _after(form: StepForm) -> str:
    visit, step = form.visit, form.step
    if form.go == AUTOSAVE:
        return step_url(visit, step)
    if is_turned():
        return _here(visit, step)
    if form.go in LEAVE:
        return url_for(LEAVE[form.go])
    if form.go == "comfort":
        return url_for("comfort.show", van=_here(visit, step))
    if step not in visit.path.steps:
        return resume_url(visit)
    if form.go == "part":
        return part_url(visit, part_of(visit, step))
    if form.go == "back":
        return _before(visit, step)
    if form.go == "skip-part":
        return step_url(visit, visit.path.after_part(step.part))
    if request.form.get("return") == RETURN_TO_CHECK:
        return _back_to_check(visit, step)
    return step_url(visit, visit.path.next(step))


def _here(visit: Visit, step: Step) -> str:
    """Return the address of this very page, which leads back to the check page if it did."""
    returning = request.form.get("return") == RETURN_TO_CHECK
    return step_url(visit, step, terug=RETURN_TO_CHECK if returning else None)


def _before(visit: Visit, step: Step) -> str:
    if request.form.get("return") == RETURN_TO_CHECK:
        return url_for("check.show")
    previous = visit.path.previous(step)
    return step_url(visit, previous) if previous else url_for("start.show")


def _back_to_check(visit: Visit, step: Step) -> str:
    """Return the check page, or first a question that this change has opened right behind it."""
    following = visit.path.next(step)
    if following and _is_opened(visit, following) and following.key not in visit.draft.seen():
        return step_url(visit, following, terug=RETURN_TO_CHECK)
    return url_for("check.show")


def _is_opened(visit: Visit, step: Step) -> bool:
    """Tell whether a step is a question that only some answers call for."""
    question = visit.questionnaire.find_question(step.id)
    return step.kind is StepKind.QUESTION and question is not None and question.when is not None
