"""Looking back: are these my words, what may be on paper, what do I want to talk about."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse
from wtforms.form import BaseForm

from wizard.core.draft import TALK_POINTS_MOST, Draft
from wizard.core.questionnaire import Question
from wizard.fields import PicksField
from wizard.forms import errors_of, make_form
from wizard.web.addresses import step_url
from wizard.web.answerrows import (
    answer_rows,
    helper_role,
    helper_rows,
    open_questions,
    part_rows,
    private_questions,
    words_elsewhere,
)
from wizard.web.handover import hand_over_url
from wizard.web.paperswitches import paper_form, with_switches
from wizard.web.places import is_turned
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_visit

blueprint = Blueprint("check", __name__, url_prefix="/controle")


@blueprint.get("/")
def show() -> str:
    """Show every answer with a way to change it."""
    visit = require_visit()
    return render_page(
        "check/answers.html",
        visit=visit,
        mark=visit.mark,
        parts=list(part_rows(visit)),
        helper_role=helper_role(visit),
        elsewhere=words_elsewhere(visit),
        private_url=hand_over_url(visit) if visit.together else "",
        back_url=_last_step_url(visit),
    )


@blueprint.route("/papier", methods=["GET", "POST"])
def paper() -> str | AnyResponse:
    """Ask which answers may be on paper, once for all of them.

    Beside a helper the private ones stay out of sight: they have switches of their own.
    """
    visit = require_visit()
    questions = _without_private(visit) if visit.together else open_questions(visit)
    helper = helper_rows(visit)
    if request.method == "POST":
        form = paper_form(visit, questions, helper, request.form)
        visit.save(lambda draft, revisions: with_switches(visit, draft, form, revisions))
        return redirect(url_for("check.paper" if is_turned() else "check.talk"), 303)
    return render_page(
        "check/paper.html",
        visit=visit,
        mark=visit.mark,
        rows=answer_rows(visit, questions),
        helper=helper,
        helper_role=helper_role(visit),
    )


@blueprint.route("/praten", methods=["GET", "POST"])
def talk() -> AnyResponse:
    """Ask for the three things to talk about."""
    visit = require_visit()
    questions = [question for question in open_questions(visit) if question.chapter]
    form = _talk_form(visit, questions)
    if request.method == "POST" and form.validate():
        visit.save(lambda draft, _: _with_talk(visit, draft, form["picks"].data))
        return redirect(url_for("check.talk" if is_turned() else "plan.show"), 303)
    page = render_page(
        "check/talk.html",
        visit=visit,
        mark=visit.mark,
        form=form,
        rows=answer_rows(visit, questions),
        errors=list(errors_of(form)),
    )
    return Response(page, 422 if form.errors else 200)


def _last_step_url(visit: Visit) -> str:
    """Return the last page before this one; a helper of somebody who is not there has none."""
    steps = visit.path.steps
    return step_url(visit, steps[-1]) if steps else url_for("start.show")


def _talk_form(visit: Visit, questions: Sequence[Question]) -> BaseForm:
    fields = {"picks": PicksField([q.id for q in questions], most=TALK_POINTS_MOST)}
    return make_form(fields, _sent(), {"picks": visit.draft.talk})


def _with_talk(visit: Visit, draft: Draft, picks: Sequence[str]) -> Draft:
    own = {question.id for question in private_questions(visit)}
    draft = draft.with_talk(tuple(p for p in picks if p not in own), private=False)
    return draft.with_talk(tuple(p for p in picks if p in own), private=True)


def _without_private(visit: Visit) -> list[Question]:
    own = private_questions(visit)
    return [question for question in open_questions(visit) if question not in own]


def _sent() -> MultiDict[str, str] | None:
    return request.form if request.method == "POST" else None
