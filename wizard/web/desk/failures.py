"""Failures at the desk as pages in plain Dutch: what happened and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import request
from msgspec import Struct

from wizard.web import cookies
from wizard.web.desk.kept import refused_here
from wizard.web.desk.layout import render_desk_page
from wizard.web.desk.signin import sign_in_page


class Told(Struct, frozen=True):
    """A heading, and what to do; `again` offers what was sent once more."""

    heading: str
    lines: tuple[str, ...]
    again: bool = False


NOT_SAVED = "Wat je net deed, is niet opgeslagen."
CALL = "Gebeurt het weer? Zeg het tegen je beheerder. Noem dan het getal onderaan."

FAILURE = Told("Er ging iets mis bij ons", (NOT_SAVED, CALL), again=True)

TOLD: Mapping[str, Told] = MappingProxyType(
    {
        "busy": Told(
            "Het is nu druk", (NOT_SAVED, "Wacht even. Probeer het dan nog eens."), again=True
        ),
        "storage": Told("Opslaan lukt nu niet", (NOT_SAVED, CALL), again=True),
        "too_large": Told("Dit is te lang", (NOT_SAVED, "Ga terug en maak je tekst korter.")),
        "bad_request": Told(
            "Deze pagina is verlopen",
            (NOT_SAVED, "Ga terug, herlaad de pagina en doe het nog eens."),
        ),
        "foreign": Told("Dit kwam niet van de balie", ("Ga naar de balie en doe het daar.",)),
        "not_found": Told(
            "Deze pagina is er niet",
            ("Misschien klopt het adres niet.",),
        ),
        "role_forbids": Told(
            "Dit mag niet met jouw rol", ("Is dit wel je werk? Vraag het aan je leidinggevende.",)
        ),
        "not_sent": Told(
            "Deze balie kan nu geen zaken krijgen",
            (NOT_SAVED, "Het is een balie om te oefenen, of de sleutel klopt niet.", CALL),
            again=True,
        ),
        "pdf": Told("De pdf lukt nu niet", ("Print de pagina zelf, of probeer het later.",)),
        "unreadable": Told(
            "Dit is niet te lezen",
            ("Wat hier staat, gaat met de sleutel van deze balie niet open.", CALL),
        ),
    }
)
"""By the name of the page that a resident would get."""


def failure_page(name: str, status: int) -> str:
    """Return the page about a failure; a status without a text of its own is a fault of ours."""
    told = TOLD.get(name, FAILURE)
    again = told.again and request.method in {"GET", "POST"}
    fields = refused_here().fields if again else ()
    return render_desk_page(
        "desk/error.html", failure=told, status=status, again=again, fields=fields
    )


def ended_page() -> str:
    """Return the page to sign in when a session has ended; what was just typed waits on it."""
    was_in = request.method == "POST" or cookies.desk_token(request)
    return sign_in_page(refused_here(), "ended" if was_in else "")
