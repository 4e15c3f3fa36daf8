"""Making an account with an invitation: type its code, choose a password, set up the phone.

Nothing is stored before the last press, so whoever stops half-way starts again with the same code.
The second factor goes along in the page until then: the phone that read it stays right when
something else was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import Busy, InvitationGone, NameTaken, PasswordUnusable, SignInRefused
from wizard.handout.qrcode import qr_code
from wizard.store.staff import Invitation
from wizard.vault.totp import SecondFactor, new_second_factor, second_factor
from wizard.web import cookies
from wizard.web.desk.guard import for_everybody
from wizard.web.desk.kept import mark_of
from wizard.web.desk.layout import done, render_desk_page
from wizard.web.desk.signin import forget_session
from wizard.web.security import csrf
from wizard.web.site import current_site, now

blueprint = Blueprint("invitation", __name__, url_prefix="/uitnodiging")

SECRET = re.compile("[A-Z2-7]{32}")
GROUP = 4

Errors = list[tuple[str, str]]

WEAK = (
    "Dit wachtwoord is te kort of te makkelijk. Neem een zin van ten minste 12 tekens, zonder je "
    "naam."
)
WRONG = (
    "Deze code klopt niet. Wacht op een nieuwe code in je app. Kijk ook of de klok van je telefoon "
    "goed staat."
)
EXPLAINED: Mapping[type[Exception], tuple[str, str]] = MappingProxyType(
    {
        PasswordUnusable: ("password", WEAK),
        SignInRefused: ("code", WRONG),
        NameTaken: ("code", "Deze naam is al van een collega. Vraag een nieuwe uitnodiging."),
        Busy: ("code", "Het is nu druk. Tel tot tien en probeer het dan weer."),
    }
)


@blueprint.get("/")
@for_everybody
def show() -> str:
    """Ask for the code of the invitation."""
    return render_desk_page("desk/invitation.html", gone=False)


@blueprint.post("/")
@csrf.exempt
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
@csrf.exempt
@for_everybody
def accept() -> AnyResponse:
    """Make the account and sign it in."""
    sent, accounts = request.form, current_site().accounts
    code, password = sent.get("invitation", ""), sent.get("password", "")
    try:
        invitation = accounts.find_invitation(code, now())
        factor = _factor_of(invitation)
        if password != sent.get("again", ""):
            again = [("again", "Dit is niet twee keer hetzelfde wachtwoord.")]
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


def _factor_of(invitation: Invitation) -> SecondFactor:
    """Return the second factor that the page showed; a new one when that is no secret of ours."""
    secret = request.form.get("secret", "")
    if not SECRET.fullmatch(secret):
        return new_second_factor(invitation.name)
    return second_factor(secret, invitation.name)


def _account_page(invitation: Invitation, factor: SecondFactor, errors: Errors) -> str:
    secret = factor.secret
    return render_desk_page(
        "desk/account.html",
        invitation=invitation,
        code=request.form.get("invitation", ""),
        secret=secret,
        groups=[secret[at : at + GROUP] for at in range(0, len(secret), GROUP)],
        qr=qr_code(factor.uri),
        errors=errors,
        errors_at=dict(errors),
    )


def _gone() -> AnyResponse:
    return Response(render_desk_page("desk/invitation.html", gone=True), 422)
