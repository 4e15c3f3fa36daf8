"""The first page: what is wrong now, and the way to everything else."""

from __future__ import annotations

from flask import Blueprint, g

from wizard.web.site import current_showcase
from wizard.web.templating import render_page
from wizard.workbench.people import everyone

blueprint = Blueprint("overview", __name__)


@blueprint.get("/")
def show() -> str:
    """Show what there is of this municipality in this language."""
    return render_page(
        "workbench/overview.html",
        parts=g.edition.questionnaire.parts,
        people=everyone(current_showcase().settings.content_dir),
    )
