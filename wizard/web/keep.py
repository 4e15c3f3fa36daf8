"""Keeping the plan: on an own device, with or without a PIN, and with a code."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import PinUnusable
from wizard.handout.codecard import card_paper
from wizard.store import WrapKind
from wizard.web import cookies
from wizard.web.addresses import resume_url
from wizard.web.codecards import find_code_card
from wizard.web.downloads import file_name, send_pdf
from wizard.web.owndevice import keep_here, leave_here
from wizard.web.site import current_site, now
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_resident

blueprint = Blueprint("keep", __name__, url_prefix="/bewaren")


@blueprint.get("/")
def show() -> str:
    """Show how this plan is kept now, and the two ways to keep it longer."""
    return _page(require_resident())


@blueprint.post("/code")
def make_code() -> AnyResponse:
    """Make a code; an older one stops working. Asked for by a press only."""
    visit = require_resident()
    visit.with_newest(lambda opened: current_site().drafts.make_code(opened, now()))
    return redirect(url_for("keep.code"), 303)


@blueprint.get("/code")
def code() -> str | AnyResponse:
    """Show the code and its card, only in the session in which it was made."""
    visit = require_resident()
    card = find_code_card(visit)
    if card is None:
        return redirect(url_for("keep.show"), 303)
    return render_page(
        "keep/code.html", visit=visit, mark=visit.mark, card=card, resume_url=resume_url(visit)
    )


@blueprint.get("/code/pdf")
def code_pdf() -> AnyResponse:
    """Send the card to cut out; like its page, only in the session in which it was made."""
    visit = require_resident()
    card = find_code_card(visit)
    if card is None:
        return redirect(url_for("keep.show"), 303)
    paper = card_paper(card, demo=current_site().settings.is_demo)
    return send_pdf(paper, file_name("mijn-code", visit.mark))


@blueprint.post("/apparaat")
def device() -> AnyResponse:
    """Keep the plan on this device, with a PIN if one was typed, or take it off."""
    visit = require_resident()
    response = redirect(url_for("keep.show"), 303)
    if request.form.get("go") == "off":
        return leave_here(visit, response)
    pin = "".join(request.form.get("pin", "").split())
    try:
        return keep_here(visit, response, pin or None)
    except PinUnusable:
        text = gettext("Kies een pincode van 4 tot 12 cijfers.")
        return Response(_page(visit, [("pin", text)]), 422)


def _page(visit: Visit, errors: list[tuple[str, str]] | None = None) -> str:
    on_device = bool(cookies.device_token(request))
    return render_page(
        "keep/keep.html",
        visit=visit,
        mark=visit.mark,
        on_device=on_device,
        has_pin=on_device and visit.opened.kind is WrapKind.SESSION,
        until=visit.opened.expires_at.date(),
        resume_url=resume_url(visit),
        errors=errors or [],
    )
