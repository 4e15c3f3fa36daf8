"""Colleagues: who is at this desk, who may read, and who is away."""

from __future__ import annotations

from flask import Blueprint

from wizard.web.desk.guard import for_colleagues, require_colleague
from wizard.web.desk.layout import render_desk_page
from wizard.web.desk.words import ROLES
from wizard.web.site import current_site

blueprint = Blueprint("colleagues", __name__, url_prefix="/collegas")


@blueprint.get("/")
@for_colleagues
def show() -> str:
    """List who is at this desk."""
    desk_id = require_colleague().staff.desk_id
    colleagues = current_site().accounts.colleagues(desk_id)
    return render_desk_page("desk/colleagues.html", colleagues=colleagues, roles=ROLES)
