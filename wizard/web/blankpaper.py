"""The blank questions as PDFs: the same for everyone, so printed once and then kept in memory."""

from __future__ import annotations

import functools

from flask import current_app, g, url_for

from wizard.core.municipality import Edition
from wizard.core.paper_questions import Length
from wizard.handout.questions import questions_paper
from wizard.web.site import current_site

PRINTED = "startplan-printed-questions"
KEPT_MOST = 32


def printed_questions(length: Length) -> bytes:
    """Return the blank questions of this request's municipality and language as a PDF.

    Raises Busy and PdfFailed, as the workers do; then the next one who asks has it printed.
    """
    kept = current_app.extensions.setdefault(PRINTED, functools.lru_cache(KEPT_MOST)(_print))
    printed: bytes = kept(g.edition.municipality.slug, g.edition.lang, length)
    return printed


def _print(_slug: str, _lang: str, length: Length) -> bytes:
    site, edition = current_site(), g.edition
    start_url = public_start_url(edition)
    paper = questions_paper(edition, length, start_url=start_url, demo=site.settings.is_demo)
    return site.pdf.render(paper)


def public_start_url(edition: Edition) -> str:
    """Return the start page's public address, as short as it can be; "" where there is none."""
    site = current_site()
    base = site.settings.base_url.rstrip("/")
    is_home = edition == site.default_edition()
    return base if is_home or not base else base + url_for("start.show")
