"""Which page somebody can print with the browser while its PDF cannot be made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

START = "start.show"


def page_to_print() -> str:
    """Return the address of the page that a PDF was wanted of, or nothing for other requests.

    A PDF's address hangs below that of its page: the plan's at `plan/pdf`, the plan in large
    letters at `plan/groot/pdf`; or it is that of its page with `.pdf` behind it. One without a
    page of its own has the next page above it.
    """
    if not request.path.endswith("pdf"):
        return ""
    path = PurePosixPath(request.path)
    beside = [path.with_suffix("")] if path.suffix else []
    for page in (*beside, *path.parents):
        if found := _page_at(str(page)):
            endpoint, values = found
            return "" if endpoint == START else url_for(endpoint, **values)
    return ""


def _page_at(path: str) -> tuple[str, Mapping[str, Any]] | None:
    """Return what answers a GET at an address, with or without a slash at its end."""
    adapter = current_app.create_url_adapter(request)
    try:
        return adapter.match(path, method="GET") if adapter else None
    except RequestRedirect:
        return _page_at(path + "/")
    except HTTPException:
        return None
