"""The own account: another password, another phone for the codes, and signing out elsewhere.

A lost password or phone is something else: then a lead makes the account anew.
"""

from __future__ import annotations

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import Busy, PasswordUnusable, SignInRefused, TooManyTries
from wizard.vault.ownaccount import Proof
from wizard.vault.totp import new_second_factor
from wizard.web import cookies
from wizard.web.desk.guard import for_colleagues, require_colleague
from wizard.web.desk.layout import done, render_desk_page
from wizard.web.desk.secondfactor import drawn, sent_factor
from wizard.web.desk.words import BUSY, NOT_THE_SAME, ROLE_HELP, ROLES, TOO_WEAK
from wizard.web.site import current_site, now

blueprint = Blueprint("ownaccount", __name__, url_prefix="/account")

Errors = list[tuple[str, str]]

REFUSED = (
    "Je wachtwoord van nu of een code klopt niet. Typ het wachtwoord opnieuw. Neem een code die je "
    "nog niet hebt gebruikt."
)
TOO_OFTEN = "Dit ging te vaak mis. Wacht een minuut. Gaat het dan weer mis? Wacht een uur."


@blueprint.get("/")
@for_colleagues
def show() -> str:
    """Show the own account."""
    return _account_page([])


@blueprint.post("/wachtwoord")
@for_colleagues
def change_password() -> AnyResponse:
    """Put another password in the place of the own one."""
    password = request.form.get("new_password", "")
    if password != request.form.get("again", ""):
        return Response(_account_page([("again", NOT_THE_SAME)]), 422)
    by, token = require_colleague(), cookies.desk_token(request)
    try:
        current_site().own_account.change_password(by, token, _proof(), password, now())
    except (PasswordUnusable, SignInRefused, TooManyTries, Busy) as error:
        return Response(_account_page([_told(error)]), 422)
    return done("wachtwoord", url_for(".show"))


@blueprint.get("/telefoon")
@for_colleagues
def ask_phone() -> str:
    """Show how to set up another phone."""
    return _phone_page([])


@blueprint.post("/telefoon")
@for_colleagues
def change_phone() -> AnyResponse:
    """Let the codes come from another phone."""
    by, token = require_colleague(), cookies.desk_token(request)
    secret, code = sent_factor(by.staff.name).secret, request.form.get("new_code", "")
    try:
        current_site().own_account.change_phone(
            by, token, _proof(), secret=secret, code=code, now=now()
        )
    except (SignInRefused, TooManyTries, Busy) as error:
        return Response(_phone_page([_told(error)]), 422)
    return done("telefoon", url_for(".show"))


@blueprint.post("/plekken")
@for_colleagues
def leave_other_places() -> AnyResponse:
    """Sign out everywhere but here."""
    by, token = require_colleague(), cookies.desk_token(request)
    current_site().own_account.leave_other_places(by, token, now())
    return done("plekken", url_for(".show"))


def _proof() -> Proof:
    sent = request.form
    return Proof(sent.get("password", ""), sent.get("code", ""), request.remote_addr or "")


def _told(error: Exception) -> tuple[str, str]:
    """Return the field at which an error is told, and its words."""
    match error:
        case PasswordUnusable():
            return "new_password", TOO_WEAK
        case TooManyTries():
            return "password", TOO_OFTEN
        case Busy():
            return "password", BUSY
        case _:
            return "password", REFUSED


def _account_page(errors: Errors) -> str:
    by = require_colleague()
    return render_desk_page(
        "desk/own_account.html",
        role=ROLES[by.role],
        role_help=ROLE_HELP[by.role],
        places=current_site().own_account.count_places(by, now()),
        errors=errors,
        errors_at=dict(errors),
    )


def _phone_page(errors: Errors) -> str:
    name = require_colleague().staff.name
    factor = sent_factor(name) if errors else new_second_factor(name)
    return render_desk_page(
        "desk/own_phone.html", **drawn(factor), errors=errors, errors_at=dict(errors)
    )
