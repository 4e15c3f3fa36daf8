"""What a person just sent, kept along on a page until it can be saved."""

from __future__ import annotations

from collections.abc import Collection

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from wizard.web.security import is_from_here

FIELDS_MOST = 500
"""More than any page of ours sends; hidden fields for all that fits a body would be 30 MiB."""


def typed_fields(*, but: Collection[str]) -> list[tuple[str, str]]:
    """Return the fields that were posted, `but` some; none that another site made up."""
    if request.method != "POST" or not is_from_here(request):
        return []
    try:
        fields = list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        return []
    if len(fields) > FIELDS_MOST:
        return []
    return [(name, value) for name, value in fields if name not in but]
