"""Keeping the draft on the person's own device, or taking it off again."""

from __future__ import annotations

from datetime import datetime

from flask import request
from werkzeug.wrappers import Response

from wizard.core.path import Step
from wizard.core.questionnaire import DEVICE
from wizard.store import WrapKind
from wizard.web import cookies
from wizard.web.looks import STANDARD, held_look, keep_look
from wizard.web.site import current_site, now
from wizard.web.visit import Visit

OWN = "own"


def settle_device(visit: Visit, step: Step, response: Response) -> Response:
    """Make the cookies fit what was just answered to "is this your own device?".

    The answer is about the device on which it is given: the same plan opened with its code on
    another one must neither stay there nor be taken off it. A device on which somebody helps is
    never the resident's.
    """
    if visit.by_helper:
        return response
    token = cookies.device_token(request)
    answer = visit.path.counted.get(DEVICE)
    if step.id == DEVICE and answer is not None:
        wants_own = OWN in answer.picks
        if wants_own and not token:
            return keep_here(visit, response)
        if token and not wants_own:
            return leave_here(visit, response)
    if token:
        # Saving has extended the draft: the cookies must not end before it.
        _stay(visit, response, token)
    return response


def keep_here(visit: Visit, response: Response, pin: str | None = None) -> Response:
    """Let this device open the draft as long as it lives; with a PIN, only after that PIN.

    Raises PinUnusable and Busy; then nothing has changed. The token in use lasts until the browser
    comes with its new one: if this answer is lost on the way, it is all that the browser has.
    """
    drafts = current_site().drafts
    token = drafts.keep_on_device(visit.opened, now(), pin=pin, in_place=pin is None)
    if pin is not None and visit.opened.kind is WrapKind.DEVICE:
        _go_on_in_session(visit, response)
    if pin is None and visit.opened.kind is WrapKind.SESSION:
        cookies.clear(response, cookies.SESSION)
    _forget_unused(visit)
    _stay(visit, response, token)
    return response


def leave_here(visit: Visit, response: Response) -> Response:
    """Take the draft off this device; the person goes on in an ordinary session."""
    if visit.opened.kind is WrapKind.DEVICE:
        _go_on_in_session(visit, response)
    _forget_unused(visit)
    cookies.clear(response, cookies.DEVICE)
    _keep_look(response, None)
    return response


def _go_on_in_session(visit: Visit, response: Response) -> None:
    entry = current_site().drafts.open_session(visit.opened, now(), in_place=True)
    cookies.set_session(response, entry.token)


def _forget_unused(visit: Visit) -> None:
    """Forget the device's token, unless this very request came with nothing else."""
    token = cookies.device_token(request)
    if token != visit.token:
        forget_token(token)


def _stay(visit: Visit, response: Response, token: str) -> None:
    """Let the draft, and how its owner reads best, stay here as long as the draft lives."""
    until = visit.opened.expires_at
    cookies.set_device(response, token, until)
    _keep_look(response, until)


def _keep_look(response: Response, until: datetime | None) -> None:
    look = held_look()
    if look != STANDARD:
        keep_look(response, look, until)


def forget_token(token: str) -> None:
    """Make a token useless, also for someone who kept a copy of the cookie."""
    if token:
        current_site().drafts.stop_token(token)
