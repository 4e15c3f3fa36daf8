"""What guards every request: where a POST comes from, CSRF tokens, and headers.

There is no Flask session. The CSRF token hangs on the opaque token in the cookie, so nothing about
it is stored and it ends with that cookie.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, current_app, g, request
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.exceptions import BadHost, BadRequest, SecurityError

from wizard.settings import Settings
from wizard.vault import token_key
from wizard.web import cookies
from wizard.web.deskplace import is_below_desk
from wizard.web.site import current_site

View = TypeVar("View", bound=Callable[..., Any])

SAFE = {"GET", "HEAD", "OPTIONS"}

_without_token: set[Callable[..., Any]] = set()

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}
TRANSPORT_SECURITY = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}


class CsrfMissing(BadRequest):
    """A form that did not come with the token of the cookie that came with it."""


class NoSessions(SessionInterface):
    """Keeps no session: nothing about a browser is stored in a cookie of Flask's."""

    def open_session(self, app: Flask, request: Request) -> SessionMixin:  # noqa: ARG002 - Flask calls it so
        """Return a session in which nothing can be put."""
        return self.make_null_session(app)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Store nothing."""


def guard(app: Flask) -> None:
    """Put the guards on every request of `app`."""
    app.session_interface = NoSessions()
    app.before_request(refuse_senseless_hosts)
    app.before_request(refuse_foreign_posts)
    app.before_request(refuse_without_token)
    app.after_request(add_headers)


def without_token(view: View) -> View:
    """Declare that a form may be sent to this view without a CSRF token."""
    _without_token.add(view)
    return view


def take_token(token: str) -> None:
    """Let the page that answers this request hang on a token that its cookie brings only now."""
    g.fresh_token = token


def csrf_token() -> str:
    """Return the token for this page's forms: the same as long as the cookie is, "" without one.

    It is derived from the cookie's token, one way. A colleague's counts at the desk and a
    resident's elsewhere: one browser may hold both.
    """
    if "fresh_token" in g:
        return _csrf_token_of(g.fresh_token)
    at_desk = is_below_desk(request)
    tokens = (cookies.desk_token(request),) if at_desk else cookies.find_tokens(request)
    token = next(iter(tokens), "")
    return _csrf_token_of(token) if token else ""


def _csrf_token_of(token: str) -> str:
    return token_key(token, "csrf").hex()


def refuse_senseless_hosts() -> None:
    """Refuse a Host that is no name: an address built with it would lead to another site."""
    no_name = request.headers.get("Host") and not request.host
    if no_name or isinstance(request.routing_exception, BadHost):
        raise SecurityError


def refuse_foreign_posts() -> None:
    """Refuse a POST that another site made the browser send.

    This protects the pages without a session (start, resume) too, where no CSRF token exists.
    """
    if request.method in SAFE or is_from_here(request):
        return
    abort(403)


def refuse_without_token() -> None:
    """Refuse a form without the CSRF token of its cookie. Raises CsrfMissing."""
    view = current_app.view_functions.get(request.endpoint or "")
    if request.method in SAFE or view is None or view in _without_token:
        return
    expected, sent = csrf_token(), request.form.get("csrf_token", "")
    if not (expected and hmac.compare_digest(expected.encode(), sent.encode("utf-8", "replace"))):
        raise CsrfMissing


def is_from_here(request: Request) -> bool:
    """Tell whether the browser says that one of our own pages sent this request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        return urlsplit(sender).netloc == request.host
    except ValueError:
        return False


def headers_of(settings: Settings) -> dict[str, str]:
    """Return what every answer of this instance says to browsers."""
    return {**HEADERS, **TRANSPORT_SECURITY} if settings.is_https else HEADERS


def add_headers(response: Response) -> Response:
    """Add the security headers; no cache ever keeps a page."""
    response.headers.extend(headers_of(current_site().settings))
    response.headers["Cache-Control"] = "no-store"
    return response
