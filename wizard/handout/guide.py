"""The guides for whoever helps, on paper: the same words as on their pages."""

from __future__ import annotations

from jinja2 import Environment

from wizard.i18n import text_direction


def render_guide(env: Environment, guide: str, title: str, *, lang: str, demo: bool) -> str:
    """Return a guide as HTML for paper; `guide` names a template in templates/guides."""
    return env.get_template("handout/guide.html").render(
        template=f"guides/{guide}.html",
        title=title,
        lang=lang,
        direction=text_direction(lang),
        demo=demo,
    )
