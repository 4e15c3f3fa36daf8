"""The first page: what is wrong now, and the way to everything else."""

from __future__ import annotations

from flask import Blueprint, g

from wizard.answersfile import people
from wizard.web.site import current_showcase
from wizard.web.templating import render_page

blueprint = Blueprint("overview", __name__)


@blueprint.get("/")
def show() -> str:
    """Show what there is of this municipality in this language."""
    return render_page(
        "workbench/overview.html",
        parts=g.edition.questionnaire.parts,
        people=people(current_showcase().settings.content_dir),
    )
