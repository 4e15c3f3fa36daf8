"""Where the desk is: below /balie, and under a host name of its own where it has one."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Request, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.settings import Settings
from wizard.web.site import current_site

DESK = "/balie"


def is_below_desk(request: Request) -> bool:
    """Tell whether this request's address is one of the desk's."""
    return request.path == DESK or request.path.startswith(DESK + "/")


def is_for_desk(request: Request) -> bool:
    """Tell whether whoever sent this request is at the desk, also where there is no such page."""
    settings = current_site().settings
    return is_desk_host(request, settings) if settings.desk_host else is_below_desk(request)


def is_desk_host(request: Request, settings: Settings) -> bool:
    """Tell whether this request came under the desk's own name, whatever the port."""
    return urlsplit(f"//{request.host}").hostname == settings.desk_host


def keep_apart() -> AnyResponse | None:
    """Show desk pages under the desk's own name only, and all others under any name but that.

    A resident's page and a colleague's page then never share an origin: what goes wrong on the
    one cannot reach the other. The bare address of the desk leads to its first page.
    """
    settings = current_site().settings
    if not settings.desk_host:
        return None
    under_its_name = is_desk_host(request, settings)
    if under_its_name and request.path == "/":
        return redirect(url_for("desk.home"))
    if under_its_name != is_below_desk(request):
        abort(404)
    return None
