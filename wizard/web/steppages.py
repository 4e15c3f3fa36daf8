"""How a step looks: its template and everything that stands on it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import request
from flask_babel import gettext

from wizard.core.answers import Answer, Line, lines
from wizard.core.draft import HelperWords
from wizard.core.path import StepKind
from wizard.core.plan import build_plan
from wizard.core.routing import Route, route_for
from wizard.forms import errors_of
from wizard.web.addresses import resume_url, step_address, step_url
from wizard.web.answerrows import answer_rows, helper_role, private_questions
from wizard.web.questionpages import WAYS_BACK, question_page, what_is_asked
from wizard.web.stepform import StepForm
from wizard.web.stepforms import QuestionForm
from wizard.web.templating import render_page
from wizard.web.visit import Visit

TEMPLATES = {
    StepKind.QUESTION: "steps/question.html",
    StepKind.PAPER: "steps/paper.html",
    StepKind.MORE: "steps/more.html",
    StepKind.HELPER: "steps/helper.html",
    StepKind.HAND_OVER: "steps/hand_over.html",
    StepKind.HAND_BACK: "steps/hand_back.html",
}


def step_page(form: StepForm) -> str:
    """Return the page of a step, with what went wrong if anything did."""
    visit, step = form.visit, form.step
    returning = form.sent.get("return", "") if form.sent else request.args.get("terug", "")
    if isinstance(form, QuestionForm) and form.sent is None and returning in WAYS_BACK:
        return question_page(form, returning)
    return render_page(
        TEMPLATES[step.kind],
        visit=visit,
        mark=visit.mark,
        form=form.fields,
        held=form.held,
        errors=list(_errors(form)),
        action=step_url(visit, step),
        address=step_address(visit, step),
        **what_is_asked(visit.edition, step, form.question, returning),
        **_extras(form),
    )


def clash_page(form: StepForm) -> str:
    """Return the page that lets the person choose between two versions of one answer."""
    visit, step = form.visit, form.step
    newest, told = form.newest, form.told()
    asked = step in visit.path.steps
    return render_page(
        "steps/clash.html",
        visit=visit,
        mark=visit.mark,
        action=step_url(visit, step),
        sent=[(name, value) for name, value in request.form.items(multi=True) if name not in OWN],
        held=form.held_to_choose,
        stored=list(said_lines(newest)),
        stored_lang=newest.stored.lang if newest.stored else "",
        mine=list(_lines(form, told)),
        mine_lang=told.lang if told else "",
        following=step_url(visit, visit.path.next(step)) if asked else resume_url(visit),
        **what_is_asked(visit.edition, step, form.question, ""),
    )


OWN = {"csrf_token", "revision", "was", "first-revision", "first-was", "go"}
"""Fields that the clash page writes itself."""


def said_lines(form: StepForm) -> Iterator[Line]:
    """Return how what is stored for a step reads."""
    return _lines(form, form.stored)


def _lines(form: StepForm, told: Answer | HelperWords | None) -> Iterator[Line]:
    if isinstance(told, Answer) and form.question:
        yield from lines(form.question, told)
    elif isinstance(told, HelperWords) and told.text:
        yield Line(own_words=told.text)


def _errors(form: StepForm) -> Iterator[tuple[str, str]]:
    if not form.whole:
        text = gettext("De pagina kwam niet goed aan. Kijk je antwoord na. Druk dan op Verder.")
        yield "main", text
    yield from errors_of(form.fields)


def _extras(form: StepForm) -> dict[str, object]:
    visit = form.visit
    match form.step.kind:
        case StepKind.HELPER:
            return {"helper_role": helper_role(visit)}
        case StepKind.HAND_BACK:
            return {
                "rows": answer_rows(visit, private_questions(visit)),
                "own_route": private_route(visit),
            }
        case _:
            return {}


def private_route(visit: Visit) -> Route | None:
    """Return the route of all answers, when it differs from the one that others may see."""
    municipality = visit.edition.municipality
    route = route_for(municipality, visit.path.counted, visit.draft.shared.chosen_card)
    shown = build_plan(visit.edition, visit.draft, visit.today).next_step.card
    return route if route.main.card.id != shown.card.id else None
