"""All questions of one part on one page, for who types fast: same fields, saved one by one."""

from __future__ import annotations

import collections
from collections.abc import Iterator, Mapping

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.draft import Draft
from wizard.core.path import Step, StepKind
from wizard.core.questionnaire import Part
from wizard.errors import AnswerClash
from wizard.forms import errors_of
from wizard.store import Box
from wizard.web.addresses import find_part, part_url, step_url
from wizard.web.answerrows import helper_role
from wizard.web.handover import hand_over_url, note_who_looks, waits_for_hand_over
from wizard.web.leave import let_next_person_start
from wizard.web.stepforms import StepForm, step_form
from wizard.web.steps import AUTOSAVE, LEAVE, NEXT_PERSON
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_visit

blueprint = Blueprint("parts", __name__, url_prefix="/deel")

ASKED = (StepKind.QUESTION, StepKind.HELPER)


@blueprint.get("/<address>")
def show(address: str) -> str | AnyResponse:
    """Show a part; the private one only once the resident has the screen alone."""
    visit = require_visit()
    part = find_part(visit, address)
    if part is None:
        return redirect(url_for("check.show"), 303)
    if waits_for_hand_over(visit, _steps(visit, part)[0]):
        return redirect(hand_over_url(visit), 303)
    return _page(visit, part, _forms(visit, part, sent=False))


@blueprint.post("/<address>")
def save(address: str) -> AnyResponse:
    """Save every answer of a part; one that was changed elsewhere meanwhile is shown again."""
    visit = require_visit()
    part = find_part(visit, address)
    if part is None:
        return redirect(url_for("check.show"), 303)
    forms = _forms(visit, part, sent=True)
    go = request.form.get("go", "next")
    if not all([form.validate() for form in forms]):  # noqa: C419 - each marks its own errors
        return _wrong(visit, part, forms, 422)
    try:
        visit.save(lambda draft, revisions: _changed(forms, draft, revisions))
    except AnswerClash:
        return _wrong(visit, part, forms, 409)
    if go == AUTOSAVE:
        held = [form.held for form in _forms(visit, part)]
        return jsonify(dict(collections.ChainMap(*held)))
    note_who_looks(visit, forms[-1].step, go)
    return let_next_person_start(visit) if go == NEXT_PERSON else redirect(_after(visit, part), 303)


def _changed(forms: list[StepForm], draft: Draft, revisions: Mapping[Box, int]) -> Draft:
    for form in forms:
        draft = form.change(draft, revisions)
    return draft


def _wrong(visit: Visit, part: Part, forms: list[StepForm], status: int) -> AnyResponse:
    if request.form.get("go") == AUTOSAVE:
        return Response(status=status)
    return Response(_page(visit, part, forms, clash=status == 409), status)  # noqa: PLR2004 - a status


def _after(visit: Visit, part: Part) -> str:
    go = request.form.get("go", "next")
    if go in LEAVE:
        return url_for(LEAVE[go])
    if go == "one":
        return step_url(visit, _steps(visit, part)[0])
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


def _forms(visit: Visit, part: Part, *, sent: bool = False) -> list[StepForm]:
    told = request.form if sent else None
    return [step_form(visit, step, told, f"{step.kind}-{step.id}-") for step in _steps(visit, part)]


def _errors(forms: list[StepForm], *, clash: bool) -> Iterator[tuple[str, str]]:
    for form in forms:
        yield from errors_of(form.fields)
        if clash and form.clashes:
            text = gettext("Dit is net ook op een andere plek veranderd. Kijk na en druk opnieuw.")
            yield f"{form.prefix}part", text


def _page(visit: Visit, part: Part, forms: list[StepForm], *, clash: bool = False) -> str:
    newest = _forms(visit, part)
    numbered = [one for one in visit.questionnaire.parts if one.numbered]
    return render_page(
        "parts/part.html",
        visit=visit,
        mark=visit.mark,
        part=part,
        part_number=numbered.index(part) + 1 if part in numbered else 0,
        part_total=len(numbered),
        forms=list(zip(forms, newest, strict=True)),
        errors=list(_errors(forms, clash=clash)),
        action=part_url(visit, part),
        helper_role=helper_role(visit),
    )
