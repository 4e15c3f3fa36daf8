"""Coming back: with the code, with the PIN of an own device, and after a time-out.

What a person had just typed when their session had ended comes along in hidden fields, and is
saved as soon as the draft is open again.
"""

from __future__ import annotations

from flask import Blueprint, Response, g, redirect, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import (
    CodeMistyped,
    CodeWrong,
    DraftNotFound,
    PinUnusable,
    PinWrong,
    WizardError,
)
from wizard.i18n import SOURCE_LANGUAGE
from wizard.vault import Entry
from wizard.web import cookies
from wizard.web.addresses import (
    find_part,
    find_step,
    find_step_to_save,
    part_url,
    resume_url,
    step_url,
)
from wizard.web.camein import came_in
from wizard.web.owndevice import OWN, forget_token
from wizard.web.parts import save_part
from wizard.web.places import is_turned
from wizard.web.security import take_token, without_token
from wizard.web.send import offer_for_reach, save_reach
from wizard.web.site import current_site, now
from wizard.web.steps import save_step
from wizard.web.templating import render_page
from wizard.web.typed import typed_fields
from wizard.web.visit import Visit, find_visit, require_visit, visit_of

blueprint = Blueprint("resume", __name__, url_prefix="/verder")

OWN_FIELDS = {"code", "device", "pin", "back_to", "chosen", "csrf_token"}
"""Fields of these pages themselves; all others were typed before the session ended."""


@blueprint.get("/")
def show() -> str:
    """Ask for the code."""
    return code_page()


@blueprint.post("/")
@without_token
def enter_code() -> str | AnyResponse:
    """Open a draft with its code. A mistyped code costs nothing and counts for nothing."""
    if is_turned():
        return code_page()
    own_device = request.form.get("device") == OWN
    try:
        entry = current_site().drafts.open_with_code(
            request.form.get("code", ""), _address(), now(), own_device=own_device
        )
    except (CodeMistyped, CodeWrong) as error:
        return Response(code_page([("code", _explain(error))]), 422)
    return let_in(_go_on(entry), entry, own_device=own_device)


@blueprint.get("/pin")
def ask_pin() -> str | AnyResponse:
    """Ask for the PIN of this device, unless its plan is open already."""
    return redirect(url_for("resume.welcome"), 303) if find_visit() else pin_page()


@blueprint.post("/pin")
@without_token
def enter_pin() -> str | AnyResponse:
    """Open the draft of this device with its PIN; ten wrong ones make the device forget it."""
    if is_turned():
        return pin_page()
    token = cookies.device_token(request)
    pin = "".join(request.form.get("pin", "").split())
    try:
        entry = current_site().drafts.open_with_pin(token, pin, now())
    except (PinWrong, PinUnusable) as error:
        return Response(pin_page([("pin", _explain(error))]), 422)
    except DraftNotFound:
        if find_visit():  # the PIN was taken off in another window
            return redirect(url_for("resume.welcome"), 303)
        gone = Response(code_page(ended=True), 401)
        cookies.clear(gone)
        return gone
    response = _go_on(entry)
    cookies.set_session(response, entry.token)
    return response


@blueprint.get("/welkom")
def welcome() -> str:
    """Welcome someone back and offer the ways on."""
    visit = require_visit()
    return render_page(
        "resume/welcome.html",
        visit=visit,
        mark=visit.mark,
        resume_url=resume_url(visit),
        came_in=came_in(visit),
    )


def let_in(response: AnyResponse, entry: Entry, *, own_device: bool) -> AnyResponse:
    """Let this browser hold one draft, and nothing of what it held before."""
    for token in cookies.find_tokens(request):
        forget_token(token)
    cookies.clear(response)
    if own_device:
        cookies.set_device(response, entry.token, entry.draft.expires_at)
    else:
        cookies.set_session(response, entry.token)
    return response


def code_page(
    errors: list[tuple[str, str]] | None = None,
    *,
    ended: bool = False,
    for_file: bool = False,
) -> str:
    """Return the page that asks for the code, with what was typed before kept along.

    `for_file` is for who sent a file, where nothing else was typed. While something waits, the
    page asks for no file: those words belong to another plan.
    """
    return render_page(
        "resume/code.html",
        errors=errors or [],
        ended=ended,
        pending=[] if for_file else _pending(),
        back_to="" if for_file else _left_at(),
        chosen=not for_file and _is_chosen(),
        on_device=bool(cookies.device_token(request)),
    )


def pin_page(errors: list[tuple[str, str]] | None = None) -> str:
    """Return the page that asks for the PIN, with what was typed before kept along."""
    return render_page(
        "resume/pin.html",
        errors=errors or [],
        pending=_pending(),
        back_to=_left_at(),
        chosen=_is_chosen(),
    )


def _pending() -> list[tuple[str, str]]:
    """Return what was typed before; the press on a language on this very page is no part of it."""
    return typed_fields(but=OWN_FIELDS | ({"go"} if is_turned() else set()))


def _left_at() -> str:
    """Return the address of the step that was open when the session ended, or ""."""
    address: str = (request.view_args or {}).get("address", "")
    return address or request.form.get("back_to", "")


def _go_on(entry: Entry) -> AnyResponse:
    """Save what was typed before the session ended, or show the step that was open then.

    A step's address is right under its own draft only: what somebody else left behind on a
    shared computer does not get into the plan of the next person.
    """
    g.visit = visit = visit_of(entry.draft, entry.token)
    g.edition = visit.edition
    take_token(entry.token)
    step = find_step_to_save(visit, request.form.get("step", ""))
    if step:
        return save_step(visit, step)
    part = find_part(visit, request.form.get("part", ""))
    if part:
        return save_part(visit, part)
    offer = offer_for_reach(visit, request.form.get("reach", ""))
    if offer:
        return save_reach(visit, offer)
    return redirect(_opened_at(visit, request.form.get("back_to", "")), 303)


def _opened_at(visit: Visit, address: str) -> str:
    step, part = find_step(visit, address, visit.path.steps), find_part(visit, address)
    if step:
        return step_url(visit, step)
    return part_url(visit, part) if part else url_for("resume.welcome", lang=_lang_for(visit))


def _lang_for(visit: Visit) -> str:
    """Return the language in which somebody goes on with a plan: the plan's own.

    Not for a helper, nor for who chose the language of the page with the code: a page in Dutch
    is what everybody gets who chose nothing.
    """
    page, municipality = visit.edition.lang, visit.edition.municipality
    if visit.by_helper or page != SOURCE_LANGUAGE or _is_chosen():
        return page
    own = visit.draft.shared.lang
    return own if own in municipality.languages else page


def _is_chosen() -> bool:
    """Tell whether the language of this page was pressed on it."""
    return is_turned() or "chosen" in request.form


def _explain(error: WizardError) -> str:
    match error:
        case CodeMistyped():
            text = gettext("Deze code klopt niet. Kijk goed naar de cijfers. Het zijn er 16.")
        case CodeWrong():
            text = gettext(
                "Wij vinden geen plan met deze code. Kijk de cijfers nog een keer na. "
                "Is het een hulpcode? Die kan ook zijn ingetrokken."
            )
        case PinWrong():
            left = error.tries_left
            text = ngettext(
                "Deze pincode klopt niet. Je kunt het nog %(num)d keer proberen.",
                "Deze pincode klopt niet. Je kunt het nog %(num)d keer proberen.",
                left,
            )
        case _:
            text = gettext("Een pincode heeft 4 tot 12 cijfers. Typ je pincode nog een keer.")
    return str(text)


def _address() -> str:
    return request.remote_addr or ""
