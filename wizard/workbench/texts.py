"""What a municipality's own file adds: route cards, how it goes there, outcomes, words."""

from __future__ import annotations

from flask import Blueprint, g

from wizard.core.municipality import Edition
from wizard.core.routing import RouteCard
from wizard.web.templating import render_page

blueprint = Blueprint("texts", __name__, url_prefix="/teksten")


@blueprint.get("/")
def show() -> str:
    """Show these texts as residents see them."""
    edition: Edition = g.edition
    cards = [
        RouteCard(card, tuple(why.text for why in card.why)) for card in edition.municipality.cards
    ]
    terms = sorted(edition.terms, key=lambda term: term.word.casefold())
    return render_page("workbench/texts.html", cards=cards, terms=terms)
