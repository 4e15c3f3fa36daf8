"""Signing in and out: name, password and code on one page, and one refusal for all of them."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import SignInRefused, TooManyTries, TryLater
from wizard.web import cookies
from wizard.web.desk.guard import for_colleagues, for_everybody
from wizard.web.desk.kept import Kept, came_along, mark_of, was_typed_by
from wizard.web.desk.layout import done, render_desk_page
from wizard.web.leave import FORGET_PAGES
from wizard.web.security import take_token, without_token
from wizard.web.site import current_site, now

blueprint = Blueprint("signin", __name__)


@blueprint.get("/inloggen")
@for_everybody
def show() -> str:
    """Ask who is there."""
    return sign_in_page(Kept())


@blueprint.post("/inloggen")
@without_token
@for_everybody
def enter() -> AnyResponse:
    """Sign a colleague in and go on with what they did; tell nobody what of it was wrong."""
    kept = came_along()
    sent = request.form
    try:
        entry = current_site().accounts.sign_in(
            sent.get("name", ""),
            sent.get("password", ""),
            sent.get("code", ""),
            request.remote_addr or "",
            now(),
        )
    except SignInRefused:
        return Response(sign_in_page(kept, "refused"), 422)
    except TryLater as error:
        return _later(kept, error)
    forget_session()
    response = _go_on(kept, same=was_typed_by(entry.signed_in), token=entry.token)
    cookies.set_desk(response, entry.token, mark_of(entry.signed_in, entry.token))
    return response


@blueprint.post("/uitloggen")
@for_colleagues
def leave() -> AnyResponse:
    """End the session and let the browser forget its pages."""
    forget_session()
    response = redirect(url_for("desk.signin.left"), 303)
    response.headers["Clear-Site-Data"] = FORGET_PAGES
    cookies.clear(response, cookies.DESK)
    return response


@blueprint.get("/uitgelogd")
@for_everybody
def left() -> str:
    """Say that the session has ended."""
    return sign_in_page(Kept(), "left")


def sign_in_page(kept: Kept, why: str = "") -> str:
    """Return the page to sign in, which says why it shows and holds what was typed before."""
    return render_desk_page(
        "desk/signin.html",
        kept=kept,
        why=why,
        name=request.form.get("name", "") if request.endpoint == "desk.signin.enter" else "",
    )


def forget_session() -> None:
    """Make the token that this browser held useless, also for who kept a copy of it."""
    token = cookies.desk_token(request)
    if token:
        current_site().accounts.sign_out(token)


def _later(kept: Kept, error: TryLater) -> AnyResponse:
    too_many = isinstance(error, TooManyTries)
    page = sign_in_page(kept, "too_many" if too_many else "busy")
    return Response(page, 429 if too_many else 503, {"Retry-After": str(error.retry_after)})


def _go_on(kept: Kept, *, same: bool, token: str) -> AnyResponse:
    """Lead to where somebody was; what they had typed is sent from a page with one button.

    A redirect would send it once more with the password in it, and without a token.
    """
    if not kept.fields:
        return redirect(kept.back_to or url_for("desk.home"), 303)
    if not same:
        return done("van-een-ander", url_for("desk.home"))
    take_token(token)
    return Response(render_desk_page("desk/go_on.html", kept=kept))
