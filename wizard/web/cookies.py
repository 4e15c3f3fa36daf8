"""The cookies: a resident's session, an own device, how pages look, and a colleague's session.

The third says what somebody chose on the page about reading, and nothing about who they are or
what they answered. The others hold a random token; the desk's also a mark (`wizard.web.desk.kept`).

Browsers refuse `__Host-` names without TLS, so on a loopback address the names go without.
"""

from __future__ import annotations

from datetime import datetime

from flask import Request
from werkzeug.wrappers import Response

from wizard.web.site import current_site

SESSION, DEVICE, LOOK = ALL = "plan", "apparaat", "weergave"
"""What a resident's browser may hold."""

DESK = "balie"


def find_tokens(request: Request) -> tuple[str, ...]:
    """Return the tokens that the browser holds, the session's first."""
    prefix = _prefix()
    held = (request.cookies.get(prefix + cookie) for cookie in (SESSION, DEVICE))
    return tuple(token for token in held if token)


def set_session(response: Response, token: str) -> None:
    """Give the browser a session token that goes when the browser closes."""
    _set(response, SESSION, token, expires=None)


def set_device(response: Response, token: str, expires: datetime) -> None:
    """Give the browser a token that stays on this device until the draft ends."""
    _set(response, DEVICE, token, expires=expires)


def set_look(response: Response, look: str, expires: datetime | None) -> None:
    """Let the browser hold how pages look, until then or until it closes."""
    _set(response, LOOK, look, expires=expires)


def clear(response: Response, *cookies: str) -> None:
    """Take back cookies; both tokens when none is named."""
    https = current_site().settings.is_https
    for cookie in cookies or (SESSION, DEVICE):
        response.delete_cookie(
            _name(cookie), secure=https, httponly=True, samesite="Strict", path="/"
        )


def device_token(request: Request) -> str:
    """Return the own device's token, or ""."""
    return request.cookies.get(_name(DEVICE), "")


def session_token(request: Request) -> str:
    """Return the session's token, or ""."""
    return request.cookies.get(_name(SESSION), "")


def set_desk(response: Response, token: str, mark: str) -> None:
    """Give a colleague's browser a token that goes when the browser closes."""
    _set(response, DESK, f"{token}.{mark}", expires=None)


def desk_token(request: Request) -> str:
    """Return the colleague's token, or ""."""
    return request.cookies.get(_name(DESK), "").partition(".")[0]


def desk_mark(request: Request) -> str:
    """Return the mark that came with the colleague's token, or ""."""
    return request.cookies.get(_name(DESK), "").partition(".")[2]


def look(request: Request) -> str:
    """Return what the browser holds about how pages look, or ""; nobody has checked it yet."""
    return request.cookies.get(_name(LOOK), "")


def _set(response: Response, cookie: str, value: str, expires: datetime | None) -> None:
    https = current_site().settings.is_https
    response.set_cookie(
        _name(cookie),
        value,
        expires=expires,
        secure=https,
        httponly=True,
        samesite="Strict",
        path="/",
    )


def _name(cookie: str) -> str:
    return _prefix() + cookie


def _prefix() -> str:
    return "__Host-" if current_site().settings.is_https else ""
