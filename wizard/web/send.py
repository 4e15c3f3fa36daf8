"""Sending the plan to a desk: what goes, how to be reached, a last look; and taking it back."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask_babel import ngettext
from msgspec.structs import replace
from werkzeug.wrappers import Response as AnyResponse
from wtforms.form import BaseForm

from wizard.core.days import local_day
from wizard.core.draft import Draft
from wizard.core.plan import Plan, build_plan
from wizard.core.questionnaire import Question
from wizard.core.sending import as_sent
from wizard.delivery.mails import can_mail
from wizard.errors import AnswerClash, SendingNotOffered
from wizard.forms import errors_of
from wizard.vault.limits import Counters, admit_sending
from wizard.web.addresses import reach_address
from wizard.web.answerrows import answer_rows, helper_role, helper_rows, open_questions
from wizard.web.offer import Offer, at_desks, find_offer, hindrance_of, is_open_at
from wizard.web.paperswitches import paper_form, with_switches
from wizard.web.places import is_turned, typed_lang
from wizard.web.reachform import reach_form, reach_in, say_what_is_missing
from wizard.web.sentplan import parcel_of, seal_of, send_plan, take_back
from wizard.web.site import current_site, now
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_resident

blueprint = Blueprint("send", __name__, url_prefix="/sturen")


@blueprint.get("/")
def show() -> str:
    """Show the plan as it will be read, with a switch at each item; or why it is not sent."""
    visit, offer = _at_the_door()
    if hindrance := hindrance_of(visit):
        return _page("hindered", visit, offer, hindrance=hindrance)
    plan = _plan_that_goes(visit)
    off = [q for q in _with_switch(visit, plan) if q.id not in _asked_in(plan)]
    return _page(
        "choose",
        visit,
        offer,
        plan=plan,
        rows=answer_rows(visit, off),
        helper=[row for row in helper_rows(visit) if not row.words.on_paper],
        helper_role=helper_role(visit),
    )


@blueprint.post("/")
def choose() -> AnyResponse:
    """Keep the switches: what is on my paper is what I send."""
    visit, _offer = _come_in()
    questions = _with_switch(visit, _plan_that_goes(visit))
    form = paper_form(visit, questions, helper_rows(visit), request.form)
    visit.save(lambda draft, revisions: with_switches(visit, draft, form, revisions))
    return redirect(url_for("send.show" if is_turned() else "send.reach"), 303)


@blueprint.post("/bewindvoerder")
def decide_alone() -> AnyResponse:
    """Remember that the representative decides about money only, and go on."""
    visit, _offer = _at_the_door()
    visit.save(lambda draft, _: draft.with_reach(replace(draft.private.reach, money_only=True)))
    return redirect(url_for("send.show"), 303)


@blueprint.route("/bereiken", methods=["GET", "POST"])
def reach() -> AnyResponse:
    """Ask how the desk may reach this person."""
    visit, offer = _come_in()
    if request.method == "POST":
        return save_reach(visit, offer)
    return Response(_reach_page(visit, offer, reach_form(visit.draft.private.reach, None)))


@blueprint.get("/kijken")
def look() -> AnyResponse:
    """Show once more everything that goes, with the button that sends it."""
    return _last_look(*_come_in())


@blueprint.post("/kijken")
def confirm() -> AnyResponse:
    """Send what stood on the page, and nothing else: what changed meanwhile is shown first."""
    visit, offer = _come_in()
    if is_turned():
        return redirect(url_for("send.look"), 303)
    site = current_site()
    admit_sending(Counters(site.store, site.keys), request.remote_addr or "", now())
    try:
        send_plan(visit, offer, request.form.get("seen", ""))
    except AnswerClash:
        return _last_look(visit, offer, has_changed=True)
    return redirect(url_for("send.sent"), 303)


@blueprint.get("/gestuurd")
def sent() -> str | AnyResponse:
    """Show the reference, what happens now, and how far it is."""
    visit = require_resident()
    if not visit.draft.private.sent:
        return redirect(url_for("plan.show"), 303)
    offer, states = find_offer(visit.edition), at_desks(visit)
    return _page(
        "sent",
        visit,
        offer,
        at_desks=states,
        way=visit.draft.private.reach.way,
        within=_within(offer) if offer else "",
    )


@blueprint.get("/intrekken")
def withdraw() -> str | AnyResponse:
    """Ask whether the plan is to be wiped at the desk."""
    visit = require_resident()
    if not visit.draft.private.sent:
        return redirect(url_for("send.withdrawn"), 303)
    return _page("withdraw", visit, find_offer(visit.edition), at_desks=at_desks(visit))


@blueprint.post("/intrekken")
def confirm_withdraw() -> AnyResponse:
    """Wipe the plan at the desk."""
    take_back(require_resident())
    return redirect(url_for("send.withdrawn"), 303)


@blueprint.get("/ingetrokken")
def withdrawn() -> str:
    """Say that the desk has the plan no longer."""
    visit = require_resident()
    return _page("withdrawn", visit, find_offer(visit.edition))


def save_reach(visit: Visit, offer: Offer) -> AnyResponse:
    """Keep how this person may be reached, and go on when nothing is missing.

    What is missing keeps nobody from having kept what is there.
    """
    form = reach_form(visit.draft.private.reach, request.form)
    if not form.validate():
        return Response(_reach_page(visit, offer, form), 200 if is_turned() else 422)
    visit.save(lambda draft, _: _with_form(draft, form))
    if is_turned():
        return redirect(url_for("send.reach"), 303)
    if request.form.get("go") == "back":
        return redirect(url_for("send.show"), 303)
    say_what_is_missing(form, visit.draft.private.reach)
    if form.errors:
        return Response(_reach_page(visit, offer, form), 422)
    return redirect(url_for("send.look"), 303)


def offer_for_reach(visit: Visit, mark: str) -> Offer | None:
    """Return the offer when a page about how to be reached was sent that is this draft's own.

    For a page that comes back after a time-out: it says by its `mark` to which draft it belongs.
    """
    if visit.by_helper or mark != reach_address(visit):
        return None
    may_send = not (is_open_at(visit) or hindrance_of(visit))
    return find_offer(visit.edition) if may_send else None


def _at_the_door() -> tuple[Visit, Offer]:
    """Return the resident's visit and what is offered; what was sent already is shown instead.

    Raises SendingNotOffered.
    """
    visit = require_resident()
    if is_open_at(visit):
        abort(redirect(url_for("send.sent"), 303))
    offer = find_offer(visit.edition)
    if offer is None:
        raise SendingNotOffered("no desk takes plans from here now")
    return visit, offer


def _come_in() -> tuple[Visit, Offer]:
    """Return the same for somebody who may send; others are told why they may not."""
    visit, offer = _at_the_door()
    if hindrance_of(visit):
        abort(redirect(url_for("send.show"), 303))
    return visit, offer


def _plan_that_goes(visit: Visit) -> Plan:
    return as_sent(build_plan(visit.edition, visit.draft, visit.today))


def _asked_in(plan: Plan) -> set[str]:
    return {item.question for chapter in plan.chapters.values() for item in chapter.items}


def _with_switch(visit: Visit, plan: Plan) -> list[Question]:
    """Return the questions of what goes, and of what was told and does not go."""
    told = {question.id for question in open_questions(visit) if question.chapter}
    ids = told | _asked_in(plan)
    return [question for question in visit.questionnaire.questions() if question.id in ids]


def _with_form(draft: Draft, form: BaseForm) -> Draft:
    return draft.with_reach(reach_in(form, draft.private.reach, typed_lang()))


def _within(offer: Offer) -> str:
    days = offer.sending.call_within
    text = ngettext(
        "Dat gebeurt binnen %(num)d werkdag.", "Dat gebeurt binnen %(num)d werkdagen.", days
    )
    return str(text)


def _reach_page(visit: Visit, offer: Offer, form: BaseForm) -> str:
    return _page(
        "reach",
        visit,
        offer,
        form=form,
        reach_mark=reach_address(visit),
        today=local_day(now()),
        confirms=can_mail(current_site().settings),
        errors=list(errors_of(form)),
    )


def _last_look(visit: Visit, offer: Offer, *, has_changed: bool = False) -> AnyResponse:
    try:
        parcel = parcel_of(visit)
    except AnswerClash:
        return redirect(url_for("send.reach"), 303)
    page = _page(
        "look",
        visit,
        offer,
        plan=_plan_that_goes(visit),
        parcel=parcel,
        seen=seal_of(visit, parcel),
        today=local_day(now()),
        has_changed=has_changed,
    )
    return Response(page, 409 if has_changed else 200)


def _page(name: str, visit: Visit, offer: Offer | None, **values: object) -> str:
    return render_page(f"send/{name}.html", visit=visit, mark=visit.mark, offer=offer, **values)
