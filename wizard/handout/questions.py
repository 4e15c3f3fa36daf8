"""The questions to fill in with a pen, as a page for the press: the same paper for everyone."""

from __future__ import annotations

from wizard.core.municipality import Edition
from wizard.core.paper_questions import Length, blank_questions
from wizard.handout.environment import paper_environment
from wizard.handout.paper import Paper
from wizard.handout.qrcode import qr_code
from wizard.i18n import text_direction


def questions_paper(edition: Edition, length: Length, *, start_url: str, demo: bool) -> Paper:
    """Return the blank questions as a page for the press.

    `start_url` is the public address of the start page; without one there is no code to scan.
    """
    template = paper_environment(edition.lang).get_template("handout/questions.html")
    html = template.render(
        parts=blank_questions(edition.questionnaire, length),
        length=length,
        lang=edition.lang,
        direction=text_direction(edition.lang),
        demo=demo,
        start=qr_code(start_url) if start_url else None,
    )
    return Paper(html, "questions")
