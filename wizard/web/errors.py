"""Every failure as a page in plain words: what happened, that answers are safe, what to do."""

from __future__ import annotations

import logging
import sys
from typing import cast

from flask import Flask, Response, g, redirect, request
from msgspec import Struct
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response as AnyResponse

from wizard import errors
from wizard.logs import describe
from wizard.web import cookies
from wizard.web.addresses import resume_url
from wizard.web.desk.failures import ended_page, failure_page
from wizard.web.deskplace import is_for_desk
from wizard.web.homes import same_page_at
from wizard.web.printpage import page_to_print
from wizard.web.resume import code_page, pin_page
from wizard.web.security import CsrfMissing, is_from_here
from wizard.web.templating import render_page
from wizard.web.typed import typed_fields
from wizard.web.visit import Visit, find_visit

log = logging.getLogger(__name__)

RETRY_AFTER = "Retry-After"


class Page(Struct, frozen=True):
    """A status and the name of its template; `saved` is off when nothing could be stored."""

    status: int
    template: str


PAGES: tuple[tuple[type[Exception], Page], ...] = (
    (errors.Busy, Page(503, "busy")),
    (errors.TooManyTries, Page(429, "too_many")),
    (errors.SentTooOften, Page(429, "sent_too_often")),
    (errors.SendingNotOffered, Page(404, "not_sent")),
    (errors.DeskMissing, Page(503, "not_sent")),
    (errors.StorageFull, Page(507, "storage")),
    (errors.StorageBusy, Page(503, "busy")),
    (errors.StorageError, Page(503, "storage")),
    (errors.DraftNotFound, Page(404, "draft_gone")),
    (errors.CaseNotFound, Page(404, "not_found")),
    (errors.LanguageUnknown, Page(404, "language")),
    (errors.PlaceNotServed, Page(404, "not_served")),
    (errors.ResidentOnly, Page(403, "resident_only")),
    (errors.StaffNotFound, Page(404, "not_found")),
    (errors.RoleForbids, Page(403, "role_forbids")),
    (errors.PdfFailed, Page(503, "pdf")),
    (errors.KeysMissing, Page(503, "storage")),
    (errors.Unreadable, Page(500, "unreadable")),
    (MemoryError, Page(503, "busy")),
    (OSError, Page(503, "storage")),
)
"""The first that fits; whatever is not here is a fault of ours and gives 500."""

LAST_WORDS = "Er ging iets mis bij ons. Probeer het later nog een keer."
"""Said without template or catalogue, when those are what failed."""

HTTP_PAGES = {400: "bad_request", 403: "foreign", 404: "not_found", 405: "not_found"}


def register_errors(app: Flask) -> None:
    """Give every failure its page."""
    app.register_error_handler(errors.NoVisit, no_visit)
    app.register_error_handler(errors.PinNeeded, pin_needed)
    app.register_error_handler(errors.PlanElsewhere, lead_home)
    app.register_error_handler(errors.NotSignedIn, not_signed_in)
    app.register_error_handler(CsrfMissing, csrf_missing)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, failure)


def make_ready(app: Flask) -> None:
    """Make every page for residents once: it then stays in memory, and needs no file any more.

    Without a file left to open, a page that nobody saw before could not be made.
    """
    for page in {page for _, page in PAGES}:
        with app.test_request_context("/"):
            _page(page)


def no_visit(_error: errors.NoVisit) -> Response:
    """Ask for the code; what was just typed waits on that page."""
    had_one = bool(cookies.find_tokens(request))
    response = Response(code_page(ended=had_one or request.method == "POST"), 401)
    cookies.clear(response, cookies.SESSION)
    return response


def pin_needed(_error: errors.PinNeeded) -> Response:
    """Ask for the PIN of this device; what was just typed waits on that page."""
    return Response(pin_page(), 401)


def lead_home(_error: errors.PlanElsewhere) -> AnyResponse:
    """Lead to the plan's own municipality; what was sent under another's address is not used."""
    visit = cast("Visit", find_visit())
    asked = request.method in {"GET", "HEAD"}
    return redirect(same_page_at(visit.edition) if asked else resume_url(visit), 303)


def not_signed_in(_error: errors.NotSignedIn) -> Response:
    """Ask a colleague to sign in; what was just typed waits on that page."""
    return Response(ended_page(), 401)


def csrf_missing(error: CsrfMissing) -> Response:
    """Ask who is there when our own page outlived its cookie; refuse anything else."""
    if is_for_desk(request):
        ended = is_from_here(request) and not cookies.desk_token(request)
        return not_signed_in(errors.NotSignedIn("no cookie")) if ended else http_error(error)
    if is_from_here(request) and not cookies.find_tokens(request):
        return no_visit(errors.NoVisit("the cookie has gone"))
    return http_error(error)


def http_error(error: HTTPException) -> Response:
    """Return the page for a status that Flask or Werkzeug raised.

    A request under a name that is not ours gets no page: no address can be built under it.
    """
    if isinstance(error, SecurityError):
        return Response(status=400)
    status = error.code or 500
    name = HTTP_PAGES.get(status, "too_large" if status == 413 else "not_found")  # noqa: PLR2004 - a status
    return _page(Page(status, name))


def failure(error: Exception) -> Response:
    """Return the page for any other failure; log its class and place, never its message."""
    page = next((page for kind, page in PAGES if isinstance(error, kind)), Page(500, "failure"))
    if page.status >= 500:  # noqa: PLR2004 - a status
        log.error("request failed: " + describe(type(error), sys.exc_info()[2]))  # noqa: G003 - arguments are never printed
    g.failure = type(error)  # for `wizard.figures`
    response = _page(page)
    if isinstance(error, errors.TryLater):
        response.headers[RETRY_AFTER] = str(error.retry_after)
    return response


def _page(page: Page) -> Response:
    """Render an error page that needs no draft and no store.

    When even that fails, a bare text goes out: a trace would show what the person typed.
    """
    try:
        at_desk = is_for_desk(request)
        html = failure_page(page.template, page.status) if at_desk else _page_for_residents(page)
    except Exception as error:  # noqa: BLE001 - the last resort: whatever it was, say something
        log.critical("error page failed: " + describe(type(error), error.__traceback__))  # noqa: G003 - only class and place
        return Response(LAST_WORDS, 500, mimetype="text/plain")
    return Response(html, page.status)


def _page_for_residents(page: Page) -> str:
    return render_page(
        f"errors/{page.template}.html",
        status=page.status,
        retry=typed_fields(but={"pin", "code"}),
        page_to_print=page_to_print(),
    )
