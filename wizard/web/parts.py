"""All questions of one part on one page, for who types fast: same fields, saved one by one."""

from __future__ import annotations

import collections
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.draft import Draft
from wizard.core.path import Step, StepKind
from wizard.core.questionnaire import Part
from wizard.errors import AnswerClash
from wizard.forms import errors_of
from wizard.store import Box
from wizard.web.addresses import find_part, part_address, part_url, step_url, steps_to_save
from wizard.web.answerrows import helper_role
from wizard.web.handover import hand_over_url, note_who_looks, waits_for_hand_over
from wizard.web.leave import let_next_person_start
from wizard.web.places import is_turned
from wizard.web.stepform import StepForm
from wizard.web.stepforms import step_form
from wizard.web.steppages import said_lines
from wizard.web.steps import AUTOSAVE, LEAVE, NEXT_PERSON
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_visit

blueprint = Blueprint("parts", __name__, url_prefix="/deel")

ASKED = (StepKind.QUESTION, StepKind.HELPER)


class Shown(NamedTuple):
    """One question as it stands on the page: its fields and what the page holds for it.

    `clash` is what somebody else said meanwhile, where that must be chosen from.
    """

    form: StepForm
    held: dict[str, str]
    clash: StepForm | None = None


@blueprint.get("/<address>")
def show(address: str) -> str | AnyResponse:
    """Show a part; the private one only once the resident has the screen alone."""
    visit = require_visit()
    part = find_part(visit, address)
    if part is None:
        return redirect(url_for("check.show"), 303)
    if waits_for_hand_over(visit, _steps(visit, part)[0]):
        return redirect(hand_over_url(visit), 303)
    return _page(visit, part, [])


@blueprint.post("/<address>")
def save(address: str) -> AnyResponse:
    """Save every answer of a part; one that was changed elsewhere meanwhile is shown again."""
    visit = require_visit()
    part = find_part(visit, address)
    return save_part(visit, part) if part else redirect(url_for("check.show"), 303)


def save_part(visit: Visit, part: Part) -> AnyResponse:
    """Save what this request sent for a part; answer with where to go, or with what is wrong."""
    forms, go = _sent_forms(visit, part), request.form.get("go", "next")
    if not all([form.validate() for form in forms]):  # noqa: C419 - each marks its own errors
        return _wrong(visit, part, forms, 422)
    try:
        visit.save(lambda draft, revisions: _changed(forms, draft, revisions))
    except AnswerClash:
        return _wrong(visit, part, forms, 409)
    if go == AUTOSAVE:
        return jsonify(dict(collections.ChainMap(*(form.held_once_saved for form in forms))))
    note_who_looks(visit, _steps(visit, part)[-1], go)
    if go == NEXT_PERSON:
        return let_next_person_start(visit)
    return redirect(_after(visit, part, {form.step for form in forms}), 303)


def _changed(forms: list[StepForm], draft: Draft, revisions: Mapping[Box, int]) -> Draft:
    for form in forms:
        draft = form.change(draft, revisions)
    return draft


def _wrong(visit: Visit, part: Part, forms: list[StepForm], status: int) -> AnyResponse:
    if request.form.get("go") == AUTOSAVE:
        return Response(status=status)
    return Response(_page(visit, part, forms, clash=status == 409), status)  # noqa: PLR2004 - a status


def _after(visit: Visit, part: Part, told: Collection[Step]) -> str:
    go = request.form.get("go", "next")
    if is_turned():
        return part_url(visit, part)
    if go in LEAVE:
        return url_for(LEAVE[go])
    if go == "comfort":
        return url_for("comfort.show", van=part_url(visit, part))
    if go == "one":
        return step_url(visit, _steps(visit, part)[0])
    if go == "next" and _opened(visit, part, told):
        return part_url(visit, part)
    parts = _parts(visit)
    place = parts.index(part) + (-1 if go == "back" else 1)
    if place < 0:
        return url_for("start.show")
    return part_url(visit, parts[place]) if place < len(parts) else url_for("check.show")


def _parts(visit: Visit) -> list[Part]:
    asked = {step.part for step in visit.path.steps if step.kind in ASKED}
    return [part for part in visit.questionnaire.parts if part.id in asked]


def _steps(visit: Visit, part: Part) -> list[Step]:
    return [step for step in visit.path.steps if step.part == part.id and step.kind in ASKED]


def _opened(visit: Visit, part: Part, told: Collection[Step]) -> bool:
    """Tell whether a question has come that was not on the page that was sent."""
    come = {step.key for step in _steps(visit, part) if step not in told}
    return not come <= visit.draft.seen()


def _prefix(step: Step) -> str:
    return f"{step.kind}-{step.id}-"


def _sent_forms(visit: Visit, part: Part) -> list[StepForm]:
    """Return the forms of what was on the page that was sent, whatever is asked by now."""
    steps = [step for step in steps_to_save(visit) if step.part == part.id and step.kind in ASKED]
    return [
        step_form(visit, step, request.form, _prefix(step))
        for step in steps
        if any(name.startswith(_prefix(step)) for name in request.form)
    ]


def _shown(visit: Visit, part: Part, sent: list[StepForm], *, clash: bool) -> Iterator[Shown]:
    """Yield what is asked now, with what was sent where that says something new."""
    touched = {form.step: form for form in sent if form.is_touched or form.fields.errors}
    for step in dict.fromkeys((*_steps(visit, part), *touched)):
        newest = step_form(visit, step, prefix=_prefix(step))
        form = touched.get(step)
        if form is None:
            yield Shown(newest, newest.held)
        elif clash and form.clashes:
            yield Shown(form, form.held_to_choose, newest)
        else:
            yield Shown(form, form.held)


def _errors(questions: list[Shown]) -> Iterator[tuple[str, str]]:
    for shown in questions:
        yield from errors_of(shown.form.fields)
        if shown.clash:
            text = gettext("Dit is net ook op een andere plek veranderd. Kijk na en druk opnieuw.")
            yield f"{shown.form.prefix}part", text


def _page(visit: Visit, part: Part, sent: list[StepForm], *, clash: bool = False) -> str:
    questions = list(_shown(visit, part, sent, clash=clash))
    numbered = [one for one in visit.questionnaire.parts if one.numbered]
    return render_page(
        "parts/part.html",
        visit=visit,
        mark=visit.mark,
        part=part,
        part_number=numbered.index(part) + 1 if part in numbered else 0,
        part_total=len(numbered),
        questions=questions,
        said=said_lines,
        errors=list(_errors(questions)),
        action=part_url(visit, part),
        address=part_address(visit, part),
        helper_role=helper_role(visit),
    )
