"""What guards every request: where a POST comes from, CSRF tokens, and headers.

There is no signed Flask session. The CSRF token hangs on the opaque token in the cookie, so
nothing about it is stored and it ends with that cookie.
"""

from __future__ import annotations

import functools
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, request, session
from flask.sessions import SessionInterface, SessionMixin
from flask_wtf.csrf import CSRFProtect, generate_csrf

from wizard.vault import token_key
from wizard.web import cookies
from wizard.web.deskplace import is_below_desk
from wizard.web.site import current_site

csrf = CSRFProtect()

SIGNED_TOKENS_KEPT = 4096

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
TRANSPORT_SECURITY = "max-age=63072000; includeSubDomains"


class TokenSession(dict[str, str], SessionMixin):
    """What Flask-WTF sees as the session: the one value that its CSRF tokens hang on."""


class TokenSessions(SessionInterface):
    """Derives the session from the cookie's token; never sets a cookie, never stores a thing."""

    def open_session(self, _app: Flask, request: Request) -> TokenSession:
        """Return the CSRF secret of this browser's token; nothing without a token.

        A colleague's token counts at the desk and a resident's elsewhere: one browser may hold
        both.
        """
        at_desk = is_below_desk(request)
        tokens = [cookies.desk_token(request)] if at_desk else cookies.find_tokens(request)
        token = next(iter(tokens), "")
        return TokenSession(csrf_token=_csrf_secret(token)) if token else TokenSession()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Store nothing: the token in the cookie is all there is."""


def guard(app: Flask) -> None:
    """Put the guards on every request of `app`."""
    app.session_interface = TokenSessions()
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=False)
    app.before_request(refuse_foreign_posts)
    csrf.init_app(app)
    app.after_request(add_headers)


def take_token(token: str) -> None:
    """Let the page that answers this request hang on a token that its cookie brings only now."""
    session["csrf_token"] = _csrf_secret(token)


def _csrf_secret(token: str) -> str:
    return token_key(token, "csrf").hex()


def csrf_token() -> str:
    """Return the token for this page's forms: the same as long as the cookie is, "" without one."""
    secret = session.get("csrf_token")
    return _signed(secret) if secret else ""


@functools.lru_cache(maxsize=SIGNED_TOKENS_KEPT)
def _signed(_secret: str) -> str:
    """Sign a session's secret once: Flask-WTF does so at every page, and that cost a tenth of it.

    Only the request in hand is looked at, so a token can reach nobody else's page.
    """
    token: str = generate_csrf()
    return token


def refuse_foreign_posts() -> None:
    """Refuse a POST that another site made the browser send.

    This protects the pages without a session (start, resume) too, where no CSRF token exists.
    """
    if request.method in {"GET", "HEAD", "OPTIONS"} or is_from_here(request):
        return
    abort(403)


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


def add_headers(response: Response) -> Response:
    """Add the security headers; no cache ever keeps a page."""
    response.headers.extend(HEADERS)
    if current_site().settings.is_https:
        response.headers["Strict-Transport-Security"] = TRANSPORT_SECURITY
    response.headers["Cache-Control"] = "no-store"
    return response
