"""After the talk: what was talked about, who does what and when, and how long to keep the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms.form import BaseForm

from wizard.core.draft import Draft
from wizard.core.followup import AGREEMENTS_MOST, TERMS, Agreement, Round
from wizard.core.plan import PlanItem, build_plan
from wizard.core.typed_language import language_of
from wizard.errors import AnswerClash
from wizard.fields import PickField, SwitchesField, WordsField
from wizard.forms import errors_of, make_form, mark_language, whole_number
from wizard.store import Box
from wizard.web.places import is_turned, typed_lang
from wizard.web.site import current_site
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_visit

blueprint = Blueprint("aftertalk", __name__, url_prefix="/na-het-gesprek")

ROWS = range(AGREEMENTS_MOST)
COLUMNS = ("who", "what", "when")


@blueprint.get("/")
def show() -> str:
    """Show what was written down after the talk, ready to add to."""
    visit = require_visit()
    return _page(visit, _form(visit), visit.draft.shared.after.revision)


@blueprint.post("/")
def save() -> AnyResponse:
    """Keep what was written down; what was just written elsewhere is shown, not overwritten."""
    visit = require_visit()
    form = _form(visit)
    if not form.validate():
        return Response(_page(visit, form, _seen()), 422)
    try:
        visit.save(lambda draft, revisions: _changed(visit, draft, form, revisions))
    except AnswerClash:
        stored = visit.draft.shared.after
        return Response(_page(visit, form, stored.revision, stored), 409)
    return redirect(url_for("aftertalk.show" if is_turned() else "plan.show"), 303)


def _changed(visit: Visit, draft: Draft, form: BaseForm, revisions: Mapping[Box, int]) -> Draft:
    stored, told = draft.shared.after, _told(draft.shared.after, form, typed_lang())
    days = whole_number(form["term"].data or "") if offers_terms(visit) else None
    draft = draft.with_term(days) if days else draft
    if told == stored:
        return draft
    if stored.revision != _seen():
        raise AnswerClash
    return draft.with_after(msgspec.structs.replace(told, revision=revisions[Box.SHARED]))


def _seen() -> int | None:
    """Return the revision that the page was made from, which is all that its writer has seen.

    A page that shows what was written elsewhere holds the first one too: turning it into another
    language overwrites nothing.
    """
    first = request.form.get("first-revision", "") if is_turned() else ""
    return whole_number(first or request.form.get("revision", ""))


def _told(stored: Round, form: BaseForm, lang: str) -> Round:
    lines = tuple(_line(stored, form, row, lang) for row in ROWS)
    return stored.with_talk(tuple(form["talked"].data), lines, form["fixed_person"].data or "")


def _line(stored: Round, form: BaseForm, row: int, lang: str) -> Agreement:
    """Return one agreement; one that stays as it was keeps the language it was written in."""
    told = Agreement(**{column: form[f"{column}-{row}"].data or "" for column in COLUMNS})
    same = (line for line in stored.agreements if _words(line) == _words(told))
    known = {words: line.lang for line in stored.agreements for words in _words(line)}
    return next(same, msgspec.structs.replace(told, lang=language_of(_words(told), lang, known)))


def _words(line: Agreement) -> tuple[str, ...]:
    return tuple(getattr(line, column) for column in COLUMNS)


def offers_terms(visit: Visit) -> bool:
    """Tell whether this person may choose how long the plan is kept: no helper, and no trial."""
    return not (visit.by_helper or current_site().settings.is_demo)


def _form(visit: Visit) -> BaseForm:
    after = visit.draft.shared.after
    fields = {
        "talked": SwitchesField([item.question for item in _points(visit)]),
        "fixed_person": WordsField(one_line=True),
        "term": PickField([str(days) for days in TERMS]),
        **{f"{column}-{row}": WordsField(one_line=True) for row in ROWS for column in COLUMNS},
    }
    stored: dict[str, Any] = {
        "talked": list(after.talked),
        "fixed_person": after.fixed_person,
        "term": str(visit.draft.shared.term or ""),
    }
    for row, agreement in enumerate(after.agreements):
        stored |= {f"{column}-{row}": getattr(agreement, column) for column in COLUMNS}
    form = make_form(fields, request.form if request.method == "POST" else None, stored)
    if request.method == "GET":
        for row, agreement in enumerate(after.agreements):
            mark_language(form, agreement.lang, [f"{column}-{row}" for column in COLUMNS])
    return form


def _points(visit: Visit) -> tuple[PlanItem, ...]:
    return build_plan(visit.edition, visit.draft, visit.today).talk_points


def _page(visit: Visit, form: BaseForm, revision: int | None, stored: Round | None = None) -> str:
    return render_page(
        "aftertalk/aftertalk.html",
        visit=visit,
        mark=visit.mark,
        form=form,
        points=_points(visit),
        rows=ROWS,
        terms=TERMS if offers_terms(visit) else (),
        revision=revision,
        first_revision=_seen() if stored else None,
        stored=stored,
        errors=list(errors_of(form)),
    )
