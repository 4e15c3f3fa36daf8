"""Making an account with an invitation: type its code, choose a password, set up the phone.

Nothing is stored before the last press, so whoever stops half-way starts again with the same code.
The second factor goes along in the page until then: the phone that read it stays right when
something else was wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import Busy, InvitationGone, NameTaken, PasswordUnusable, SignInRefused
from wizard.store.staff import Invitation
from wizard.vault.totp import SecondFactor, new_second_factor
from wizard.web import cookies
from wizard.web.desk.guard import for_everybody
from wizard.web.desk.kept import mark_of
from wizard.web.desk.layout import done, render_desk_page
from wizard.web.desk.secondfactor import drawn, sent_factor
from wizard.web.desk.signin import forget_session
from wizard.web.desk.words import BUSY, NOT_THE_SAME, TOO_WEAK
from wizard.web.security import without_token
from wizard.web.site import current_site, now

blueprint = Blueprint("invitation", __name__, url_prefix="/uitnodiging")

Errors = list[tuple[str, str]]

WRONG = (
    "Deze code klopt niet. Wacht op een nieuwe code in je app. Kijk ook of de klok van je telefoon "
    "goed staat."
)
EXPLAINED: Mapping[type[Exception], tuple[str, str]] = MappingProxyType(
    {
        PasswordUnusable: ("password", TOO_WEAK),
        SignInRefused: ("code", WRONG),
        NameTaken: ("code", "Deze naam is al van een collega. Vraag een nieuwe uitnodiging."),
        Busy: ("code", BUSY),
    }
)


@blueprint.get("/")
@for_everybody
def show() -> str:
    """Ask for the code of the invitation."""
    return render_desk_page("desk/invitation.html", gone=False)


@blueprint.post("/")
@without_token
@for_everybody
def open_invitation() -> AnyResponse:
    """Show how to make the account of an invitation."""
    code = request.form.get("invitation", "")
    try:
        invitation = current_site().accounts.find_invitation(code, now())
    except InvitationGone:
        return _gone()
    return Response(_account_page(invitation, new_second_factor(invitation.name), []))


@blueprint.post("/account")
@without_token
@for_everybody
def accept() -> AnyResponse:
    """Make the account and sign it in."""
    sent, accounts = request.form, current_site().accounts
    code, password = sent.get("invitation", ""), sent.get("password", "")
    try:
        invitation = accounts.find_invitation(code, now())
        factor = sent_factor(invitation.name)
        if password != sent.get("again", ""):
            again = [("again", NOT_THE_SAME)]
            return Response(_account_page(invitation, factor, again), 422)
        entry = accounts.accept(code, password, factor.secret, sent.get("code", ""), now())
    except InvitationGone:
        return _gone()
    except tuple(EXPLAINED) as error:
        return Response(_account_page(invitation, factor, [EXPLAINED[type(error)]]), 422)
    forget_session()
    response = done("account", url_for("desk.home"))
    cookies.set_desk(response, entry.token, mark_of(entry.signed_in, entry.token))
    return response


def _account_page(invitation: Invitation, factor: SecondFactor, errors: Errors) -> str:
    return render_desk_page(
        "desk/account.html",
        invitation=invitation,
        code=request.form.get("invitation", ""),
        **drawn(factor),
        errors=errors,
        errors_at=dict(errors),
    )


def _gone() -> AnyResponse:
    return Response(render_desk_page("desk/invitation.html", gone=True), 422)
