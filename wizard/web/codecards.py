"""The code card of a visit: only while the session that made the code still knows it."""

from __future__ import annotations

from wizard.core import codes
from wizard.handout.codecard import CodeCard
from wizard.web.places import public_start_url
from wizard.web.site import current_site, now
from wizard.web.visit import Visit


def find_code_card(visit: Visit) -> CodeCard | None:
    """Return the card of the code that this session made, or None; a helper's has none."""
    site = current_site()
    code = site.drafts.current_code(visit.opened, now())
    if not code:
        return None
    return CodeCard(
        groups=tuple(codes.group(code).split()),
        mark=visit.mark,
        until=visit.opened.expires_at.date(),
        lang=visit.edition.lang,
        start_url=public_start_url(visit.edition),
    )
