"""Whom to tell about a hole in this site (RFC 9116): a text for machines and their people."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from flask import Blueprint, Response, abort, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.web.site import current_showcase, now

blueprint = Blueprint("securitytxt", __name__)

HOLDS_FOR = timedelta(days=180)
"""From the start of today. The standard advises less than a year: whom to tell may change."""


@blueprint.get("/.well-known/security.txt")
def show() -> Response:
    """Show whom to tell; a page that does not exist where nobody is named."""
    settings = current_showcase().settings
    if not settings.security_contact:
        abort(404)
    expires = datetime.combine(now().date(), time(tzinfo=UTC)) + HOLDS_FOR
    fields = {
        "Contact": settings.security_contact,
        "Expires": expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": "nl, en",
    }
    if settings.is_https:
        fields["Canonical"] = settings.base_url.rstrip("/") + url_for("securitytxt.show")
    lines = [f"{name}: {value}\r\n" for name, value in fields.items()]
    return Response("".join(lines), content_type="text/plain; charset=utf-8")


@blueprint.get("/security.txt")
def moved() -> AnyResponse:
    """Lead from where it was before the standard to where it is."""
    return redirect(url_for("securitytxt.show"))
