"""Who is at the desk, and who may see which page: every desk view says for whom it is.

A view that says nothing is for nobody. Who it is, the edition of their desk and whether that desk
is for practice are found before any view runs: a page about a failure may not ask the store again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import current_app, g, request

from wizard.core.roles import Right, Role, may
from wizard.errors import NotSignedIn, RoleForbids
from wizard.i18n import SOURCE_LANGUAGE
from wizard.vault.signedin import SignedIn
from wizard.web import cookies
from wizard.web.deskplace import is_below_desk
from wizard.web.site import current_site, now

View = TypeVar("View", bound=Callable[..., Any])

Admitted = frozenset[Role | None]
"""Roles; None stands for whoever is not signed in."""

_admitted: dict[Callable[..., Any], Admitted] = {}


def needs(right: Right) -> Callable[[View], View]:
    """Declare that a view is for colleagues whose role has this right."""

    def declare(view: View) -> View:
        _admitted[view] = frozenset(role for role in Role if may(role, right))
        return view

    return declare


def for_colleagues(view: View) -> View:
    """Declare that a view is for whoever is signed in."""
    _admitted[view] = frozenset(Role)
    return view


def for_everybody(view: View) -> View:
    """Declare that a view is for anybody, signed in or not."""
    _admitted[view] = frozenset({*Role, None})
    return view


def admitted_to(endpoint: str | None) -> Admitted:
    """Return for whom a page is; for nobody when its view does not say."""
    view = current_app.view_functions.get(endpoint or "")
    return _admitted.get(view, frozenset()) if view else frozenset()


def let_in() -> None:
    """Find the colleague of a request below the desk and refuse what is not for them.

    It goes by the address, so that nothing below the desk escapes it; where no page is, nothing
    is refused. Raises NotSignedIn, RoleForbids and what the store raises.
    """
    if not is_below_desk(request):
        return
    signed_in = g.colleague = _find_colleague()
    role = signed_in.role if signed_in else None
    if request.routing_exception or role in admitted_to(request.endpoint):
        return
    if signed_in is None:
        raise NotSignedIn("a desk page without a session")
    raise RoleForbids("this page is for other roles")


def require_colleague() -> SignedIn:
    """Return who is signed in. Raises NotSignedIn on a page that is for everybody."""
    signed_in: SignedIn | None = g.get("colleague")
    if signed_in is None:
        raise NotSignedIn("nobody is signed in")
    return signed_in


def _find_colleague() -> SignedIn | None:
    """Return who holds this browser's cookie, and take the edition of their desk along."""
    token = cookies.desk_token(request)
    signed_in = current_site().accounts.find(token, now(), used=True) if token else None
    if signed_in:
        slug, _, _ = signed_in.staff.desk_id.partition("/")
        edition = current_site().editions.find(slug, SOURCE_LANGUAGE)
        g.edition = edition or current_site().default_edition()
        key = current_site().desks.find_key(signed_in.staff.desk_id)
        g.practice = key is not None and key.practice
    return signed_in
