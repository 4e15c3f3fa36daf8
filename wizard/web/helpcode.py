"""The helper code: a way in for whoever helps from another screen, made and withdrawn at will.

It opens the shared box only. Nobody gets one before the resident has a way in of their own:
a plan must not end up with a helper alone.
"""

from __future__ import annotations

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse
from wtforms.form import BaseForm

from wizard.core import codes
from wizard.core.questionnaire import HELPER_ROLE, Choice, One
from wizard.fields import PickField
from wizard.forms import make_form
from wizard.store import WrapKind
from wizard.web.addresses import resume_url
from wizard.web.places import is_turned
from wizard.web.site import current_site, now
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_resident

blueprint = Blueprint("helpcode", __name__, url_prefix="/hulpcode")


@blueprint.get("/")
def show() -> str:
    """Say what a helper code is, and offer to make one or to withdraw it."""
    visit = require_resident()
    return _page(visit, _form(visit))


@blueprint.post("/")
def make() -> AnyResponse:
    """Make a helper code for somebody in the chosen role; an older one stops working."""
    visit = require_resident()
    form = _form(visit)
    if is_turned():
        return Response(_page(visit, form))
    if not form.validate() or not _has_own_way_in(visit):
        return Response(_page(visit, form), 422)
    visit.save(lambda draft, _: draft.with_helped(form["role"].data or "other"))
    visit.with_newest(lambda opened: current_site().drafts.make_helper_code(opened, now()))
    return redirect(url_for("helpcode.code"), 303)


@blueprint.get("/code")
def code() -> str | AnyResponse:
    """Show the helper code, only in the session in which it was made."""
    visit = require_resident()
    made = current_site().drafts.current_code(visit.opened, now(), WrapKind.HELPER_CODE)
    if not made:
        return redirect(url_for("helpcode.show"), 303)
    return render_page(
        "helpcode/code.html",
        visit=visit,
        mark=visit.mark,
        groups=codes.group(made).split(),
        until=visit.opened.expires_at.date(),
        resume_url=resume_url(visit),
    )


@blueprint.post("/intrekken")
def withdraw() -> AnyResponse:
    """Withdraw the helper code: whoever came in with it is out at once.

    What was written with it stays, under the role of who wrote it.
    """
    visit = require_resident()
    current_site().drafts.withdraw_helper_code(visit.opened)
    return redirect(url_for("helpcode.show"), 303)


def _has_own_way_in(visit: Visit) -> bool:
    return visit.survives_stop or visit.opened.kind is WrapKind.DEVICE


def _form(visit: Visit) -> BaseForm:
    roles = [choice.id for choice in _roles(visit)]
    sent = request.form if request.method == "POST" else None
    return make_form({"role": PickField(roles)}, sent, {"role": visit.draft.shared.helped})


def _roles(visit: Visit) -> tuple[Choice, ...]:
    question = visit.questionnaire.find_question(HELPER_ROLE)
    if not isinstance(question, One):
        return ()
    helped = visit.draft.shared.helped
    return tuple(role for role in question.choices if not role.retired or role.id == helped)


def _page(visit: Visit, form: BaseForm) -> str:
    return render_page(
        "helpcode/helpcode.html",
        visit=visit,
        mark=visit.mark,
        form=form,
        roles=_roles(visit),
        has_own_way_in=_has_own_way_in(visit),
        has_helper_code=current_site().drafts.has_helper_code(visit.opened),
        resume_url=resume_url(visit),
    )
