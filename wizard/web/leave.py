"""Stopping, wiping and leaving at once."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import WizardError
from wizard.store import WrapKind
from wizard.web import cookies
from wizard.web.addresses import resume_url
from wizard.web.offer import at_desks
from wizard.web.owndevice import forget_token
from wizard.web.security import without_token
from wizard.web.site import current_site
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_resident, require_visit

blueprint = Blueprint("leave", __name__)

FORGET_PAGES = '"cache", "storage"'


@blueprint.get("/stoppen")
def stop() -> str:
    """Say what stopping means for this plan, and offer to keep it first."""
    visit = require_visit()
    return render_page(
        "leave/stop.html",
        visit=visit,
        mark=visit.mark,
        on_device=bool(cookies.device_token(request)),
        survives=visit.by_helper or visit.survives_stop or visit.opened.kind is WrapKind.DEVICE,
        until=visit.opened.expires_at.date(),
        resume_url=resume_url(visit),
    )


@blueprint.post("/stoppen")
def confirm_stop() -> AnyResponse:
    """End the session. What an own device keeps, it keeps: that is what it was asked for."""
    forget_token(cookies.session_token(request))
    return _gone(redirect(url_for("leave.stopped"), 303), cookies.SESSION)


@blueprint.post("/iemand-anders")
def next_person() -> AnyResponse:
    """End everything of this plan in this browser, and let another person start."""
    return let_next_person_start(require_visit())


def let_next_person_start(visit: Visit) -> AnyResponse:
    """Forget this plan here and lead to the start; ask first when it would be lost.

    Somebody who helps one person after another must not mix them up: cookies and pages of the
    one before go in the same press.
    """
    if not (visit.by_helper or current_site().drafts.has_code(visit.opened)):
        return redirect(url_for("leave.stop"), 303)
    for token in cookies.find_tokens(request):
        forget_token(token)
    return _gone(redirect(url_for("start.show"), 303))


@blueprint.get("/gestopt")
def stopped() -> str:
    """Say that the session has ended and how to come back."""
    return render_page("leave/stopped.html", on_device=bool(cookies.device_token(request)))


@blueprint.get("/wissen")
def wipe() -> str:
    """Ask whether everything may be wiped."""
    visit = require_resident()
    return render_page(
        "leave/wipe.html",
        visit=visit,
        mark=visit.mark,
        resume_url=resume_url(visit),
        at_desks=[at for at in at_desks(visit) if at.has_it],
    )


@blueprint.post("/wissen")
def confirm_wipe() -> AnyResponse:
    """Delete the draft and everything that opens it."""
    current_site().drafts.wipe(require_resident().opened)
    return _gone(redirect(url_for("leave.wiped"), 303), *cookies.ALL)


@blueprint.get("/gewist")
def wiped() -> str:
    """Say that everything is gone."""
    return render_page("leave/wiped.html")


@blueprint.post("/weg")
@without_token
def quick_exit() -> AnyResponse:
    """End the session at once and show a neutral site; a draft without code or device goes along.

    A store that fails stops nobody: the cookie goes anyhow, and the session ends by itself.
    No CSRF token: whoever is in danger must get away from any page, however old. It can only
    end a session. The way out is a page that refreshes itself, since `form-action 'self'` would
    stop a redirect to another site.
    """
    with suppress(WizardError):
        forget_token(cookies.session_token(request))
    page = render_page("leave/quick_exit.html", target=current_site().settings.exit_url)
    return _gone(Response(page), cookies.SESSION, cookies.LOOK)


def _gone(response: AnyResponse, *which: str) -> AnyResponse:
    """Take the cookies back and let the browser forget its pages."""
    response.headers["Clear-Site-Data"] = FORGET_PAGES
    cookies.clear(response, *which)
    return response
