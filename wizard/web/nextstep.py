"""The next step: one bold card, why it is shown, other ways, and the resident's own choice."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms.form import BaseForm

from wizard.core.draft import on_paper
from wizard.core.routing import Route, route_for
from wizard.fields import PickField
from wizard.forms import errors_of, make_form
from wizard.web.offer import find_offer, is_open_at
from wizard.web.places import is_turned
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_visit

blueprint = Blueprint("nextstep", __name__, url_prefix="/volgende-stap")


@blueprint.get("/")
def show() -> str:
    """Show the way to go on."""
    return _page(require_visit(), make_form({}, None, {}))


@blueprint.post("/")
def choose() -> AnyResponse:
    """Keep the resident's own choice; it overrules every rule. None takes it back."""
    visit = require_visit()
    cards = [card.id for card in visit.edition.municipality.cards]
    form = make_form({"card": PickField(cards)}, request.form, {})
    if is_turned():
        return Response(_page(visit, form))
    if not form.validate():
        return Response(_page(visit, form), 422)
    visit.save(lambda draft, _: draft.with_chosen_card(form["card"].data))
    return redirect(url_for("nextstep.show"), 303)


def route_of(visit: Visit) -> Route:
    """Return the route for this screen.

    Beside a helper it uses only what may be on paper, so that a private answer cannot be
    guessed from the card; alone it uses everything.
    """
    if visit.together or visit.by_helper:
        return paper_route_of(visit)
    answers = visit.draft.path(visit.questionnaire).counted
    return route_for(visit.edition.municipality, answers, visit.draft.shared.chosen_card)


def paper_route_of(visit: Visit) -> Route:
    """Return the route that stands on paper: only what may be there counts."""
    draft = on_paper(visit.questionnaire, visit.draft)
    answers = draft.path(visit.questionnaire).counted
    return route_for(visit.edition.municipality, answers, draft.shared.chosen_card)


def _page(visit: Visit, form: BaseForm) -> str:
    municipality = visit.edition.municipality
    offer = None if visit.by_helper else find_offer(visit.edition)
    return render_page(
        "nextstep.html",
        visit=visit,
        mark=visit.mark,
        route=route_of(visit),
        paper_card=paper_route_of(visit).main.card,
        cards=municipality.cards,
        chosen=visit.draft.shared.chosen_card,
        picked=form["card"].data if is_turned() else visit.draft.shared.chosen_card,
        is_open=bool(form.errors) or is_turned(),
        send_to=offer.desk.short if offer else "",
        is_sent=is_open_at(visit),
        companion_contact=municipality.contact(municipality.companion.contact),
        errors=list(errors_of(form)),
    )
