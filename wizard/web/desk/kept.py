"""What a colleague was doing when their session ended, kept along on the page to sign in.

What was typed goes on only for the same colleague: the next one at that computer never saves the
words of the one before. A mark beside the token in the cookie tells them apart, also when nothing
is left of the old session; it is a keyed hash, so it says nobody's name.
"""

from __future__ import annotations

import hmac

from flask import request
from msgspec import Struct

from wizard.vault.signedin import SignedIn
from wizard.web import cookies
from wizard.web.deskplace import DESK
from wizard.web.site import current_site
from wizard.web.typed import typed_fields

PREFIX, BACK_TO = "kept-", "back_to"
OWN_FIELDS = {"csrf_token", "password", "again", "code", "new_password", "new_code", "secret"}
"""What never comes along: a token of another page, and what nobody but its owner may hold."""

Fields = list[tuple[str, str]]


class Kept(Struct, frozen=True):
    """Where somebody was, and what was typed there; each name as on its own page."""

    back_to: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    def hidden(self) -> Fields:
        """Return this as hidden fields of the page to sign in, apart from its own."""
        kept = [(PREFIX + name, value) for name, value in self.fields]
        return [(BACK_TO, self.back_to), *kept] if self.back_to else kept


def refused_here() -> Kept:
    """Return what the request in hand asked for, which nobody was signed in for."""
    fields = tuple(typed_fields(but=OWN_FIELDS))
    return Kept(request.full_path.rstrip("?"), fields) if fields or is_shown() else Kept()


def is_shown() -> bool:
    """Tell whether this request only looks."""
    return request.method in {"GET", "HEAD"}


def came_along() -> Kept:
    """Return what the page to sign in had kept; an address elsewhere counts for nothing."""
    typed = typed_fields(but=OWN_FIELDS)
    back_to = request.form.get(BACK_TO, "")
    if not back_to.startswith(DESK + "/"):
        return Kept()
    return Kept(
        back_to,
        tuple((n.removeprefix(PREFIX), value) for n, value in typed if n.startswith(PREFIX)),
    )


def mark_of(signed_in: SignedIn, token: str) -> str:
    """Return the mark of a colleague that stands beside their token."""
    key = current_site().keys.app_key("desk mark")
    return hmac.digest(key, signed_in.staff.id + token.encode(), "sha256")[:16].hex()


def was_typed_by(signed_in: SignedIn) -> bool:
    """Tell whether the session that this browser held before was of this same colleague."""
    before = mark_of(signed_in, cookies.desk_token(request))
    return hmac.compare_digest(before.encode(), cookies.desk_mark(request).encode())
