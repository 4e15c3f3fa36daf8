"""The guides for whoever helps, on paper: the same words as on their pages."""

from __future__ import annotations

from wizard.handout.environment import paper_environment
from wizard.handout.paper import Paper
from wizard.i18n import text_direction


def guide_paper(guide: str, title: str, *, lang: str, demo: bool) -> Paper:
    """Return a guide as a page for the press; `guide` names a template in templates/guides."""
    html = (
        paper_environment(lang)
        .get_template("handout/guide.html")
        .render(
            template=f"guides/{guide}.html",
            title=title,
            lang=lang,
            direction=text_direction(lang),
            demo=demo,
        )
    )
    return Paper(html, "guide")
