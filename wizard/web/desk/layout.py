"""What every desk page shows around its own part: the desk, the menu, and word of what was done."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import g, redirect, request, url_for
from msgspec import Struct
from werkzeug.wrappers import Response as AnyResponse

from wizard.core.municipality import Desk
from wizard.vault.signedin import SignedIn
from wizard.web.desk import casewords
from wizard.web.desk.guard import admitted_to
from wizard.web.templating import render_page

MENU: tuple[tuple[str, str], ...] = (
    ("desk.cases.show", "Zaken"),
    ("desk.register.show", "Voer iemand in"),
    ("desk.results.show", "Resultaten"),
    ("desk.post.show", "Mail"),
    ("desk.colleagues.show", "Collega's"),
    ("desk.overview.show", "Overzicht"),
)
"""The endpoints in the menu and their words, in order; each shows to whom its page is for."""

TOLD: Mapping[str, str] = MappingProxyType(
    {
        "mail": "Alles wat wacht, wordt nu geprobeerd. Kijk over een minuut nog eens.",
        "toegang": "Toegang gegeven. Je collega kan nu zaken lezen.",
        "verwijderd": "De collega is verwijderd.",
        "afwezig": "De afwezigheid is opgeslagen.",
        "aanwezig": "Opgeslagen: weer aanwezig.",
        "account": "Je account is klaar en je bent ingelogd.",
        "wachtwoord": "Je wachtwoord is veranderd. Op andere plekken ben je uitgelogd.",
        "telefoon": "De codes komen nu van deze telefoon. Op andere plekken ben je uitgelogd.",
        "plekken": "Op andere plekken ben je uitgelogd.",
        "van-een-ander": "Je bent ingelogd. Wat hier nog getypt stond, was van iemand anders. "
        "Dat is niet opgeslagen.",
        **casewords.TOLD,
    }
)
"""What a page says after an action, by the word that its address then ends in."""


class Entry(Struct, frozen=True):
    """An entry of the menu; `here` says that the page belongs to it."""

    text: str
    url: str
    here: bool


def render_desk_page(template: str, **values: object) -> str:
    """Return a desk page, also where nobody is signed in."""
    signed_in: SignedIn | None = g.get("colleague")
    return render_page(
        template,
        colleague=signed_in,
        desk=desk_of(signed_in),
        practice=g.get("practice", False),
        menu=menu(),
        told=TOLD.get(request.args.get("gedaan", ""), ""),
        **values,
    )


def menu() -> list[Entry]:
    """Return the menu of whoever is signed in; it is empty for nobody."""
    signed_in: SignedIn | None = g.get("colleague")
    if signed_in is None:
        return []
    return [
        Entry(text, url_for(endpoint), request.blueprint == endpoint.rpartition(".")[0])
        for endpoint, text in MENU
        if signed_in.role in admitted_to(endpoint)
    ]


def done(word: str, url: str) -> AnyResponse:
    """Lead to a page that says what was just done; `word` is one of TOLD."""
    return redirect(f"{url}?gedaan={word}", 303)


def desk_of(signed_in: SignedIn | None) -> Desk | None:
    """Return the desk of a colleague, or None when nobody is signed in or it is gone."""
    if signed_in is None:
        return None
    municipality = g.edition.municipality
    found: Desk | None = municipality.find_desk(signed_in.staff.desk_id.partition("/")[2])
    return found
