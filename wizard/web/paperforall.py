"""Papers that are the same for everyone: printed once by each node, and then kept in memory."""

from __future__ import annotations

import functools

from flask import current_app, g
from flask_babel import gettext

from wizard.core.paper_questions import Length
from wizard.handout.guide import guide_paper
from wizard.handout.paper import Paper
from wizard.handout.questions import questions_paper
from wizard.web.places import public_start_url
from wizard.web.site import current_site

PRINTED = "startplan-printed-for-all"
KEPT_MOST = 64
LENGTHS: dict[str, Length] = {"kort": "short", "lang": "long"}


def printed_for_all(name: str) -> bytes:
    """Return the PDF of a paper, by its name in addresses, for this municipality and language.

    Raises Busy and PdfFailed, as the workers do; then the next one who asks has it printed.
    """
    kept = current_app.extensions.setdefault(PRINTED, functools.lru_cache(KEPT_MOST)(_print))
    printed: bytes = kept(g.edition.municipality.slug, g.edition.lang, name)
    return printed


def _print(_slug: str, _lang: str, name: str) -> bytes:
    return current_site().pdf.render(_questions(name) if name in LENGTHS else _guide(name))


def _questions(name: str) -> Paper:
    start_url, demo = public_start_url(g.edition), current_site().settings.is_demo
    return questions_paper(g.edition, LENGTHS[name], start_url=start_url, demo=demo)


def _guide(name: str) -> Paper:
    titles = {
        "coaches": gettext("Voor jobcoaches en begeleiders"),
        "caregivers": gettext("Voor wie helpt, thuis of in de familie"),
    }
    demo = current_site().settings.is_demo
    return guide_paper(name, titles[name], lang=g.edition.lang, demo=demo)
