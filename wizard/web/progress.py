"""Hoe gaat het nu: per wish what has become of it, with what was said earlier beside it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from flask import Blueprint, Response, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse
from wtforms.form import BaseForm

from wizard.core.draft import Draft
from wizard.core.followup import Progress, Round, State
from wizard.core.typed_language import language_of
from wizard.core.wishes import WISHES, Wish, all_wishes, wishes_of
from wizard.fields import PickField, WordsField
from wizard.forms import errors_of, make_form, mark_language
from wizard.store import Box
from wizard.web.addresses import question_url
from wizard.web.places import typed_lang
from wizard.web.templating import render_page
from wizard.web.visit import Visit, require_resident, require_visit

blueprint = Blueprint("progress", __name__, url_prefix="/hoe-gaat-het")

PLAIN = {"help": "", "icon": "", "exclusive": False}
"""What a choice has besides its words, for the template that draws it."""


def state_names() -> dict[State, str]:
    """Return the words for each state; none of them is better than another."""
    return {
        State.DONE: gettext("Klaar"),
        State.UNDER_WAY: gettext("Bezig"),
        State.DIFFERENT: gettext("Anders geworden"),
        State.STOPPED: gettext("Gestopt"),
    }


@blueprint.get("/")
def show() -> str:
    """Ask how it goes with each wish."""
    visit = require_visit()
    return _page(visit, _form(visit, wishes_of(visit.edition, visit.draft)))


@blueprint.post("/")
def save() -> AnyResponse:
    """Add what was said about the wishes; a wish about which nothing is picked stays as it was.

    What is said is added to what was said before, so two people cannot overwrite each other.
    """
    visit = require_visit()
    wishes = wishes_of(visit.edition, visit.draft)
    form = _form(visit, wishes)
    if not form.validate():
        return Response(_page(visit, form), 422)
    visit.save(lambda draft, revisions: _changed(visit, draft, form, wishes, revisions))
    return redirect(url_for("progress.show"), 303)


@blueprint.post("/opnieuw")
def start_again() -> AnyResponse:
    """Start a new round from this plan: the answers stay, and the way leads to the first wish."""
    visit = require_resident()
    card = visit.edition.municipality.orientation
    visit.save(lambda draft, _: draft.with_new_round(card))
    return redirect(question_url(visit, WISHES), 303)


def _changed(
    visit: Visit,
    draft: Draft,
    form: BaseForm,
    wishes: tuple[Wish, ...],
    revisions: Mapping[Box, int],
) -> Draft:
    after = draft.shared.after
    for wish in wishes:
        state, shown = form[f"state-{wish.id}"].data, request.form.get(f"was-{wish.id}", "")
        words, last = form[f"words-{wish.id}"].data or "", after.latest(wish.id)
        if state and shown != f"{state} {words}":
            known = {last.words: last.lang} if last else {}
            lang = language_of((words,), typed_lang(), known)
            said = Progress(state=State(state), on=visit.today, words=words, lang=lang)
            after = after.with_progress(wish.id, said, knowing=shown == latest_said(after, wish.id))
    if after == draft.shared.after:
        return draft
    return draft.with_after(msgspec.structs.replace(after, revision=revisions[Box.SHARED]))


def latest_said(after: Round, wish: str) -> str:
    """Return what a page shows about a wish, to tell later whether it was changed there."""
    last = after.latest(wish)
    return f"{last.state} {last.words}" if last else ""


def _form(visit: Visit, wishes: tuple[Wish, ...]) -> BaseForm:
    after = visit.draft.shared.after
    states = {f"state-{wish.id}": PickField(list(State)) for wish in wishes}
    words = {f"words-{wish.id}": WordsField(one_line=True) for wish in wishes}
    sent = request.form if request.method == "POST" else None
    form = make_form({**states, **words}, sent, _stored(after, wishes))
    for wish in wishes:
        last = after.latest(wish.id)
        if sent is None and last:
            mark_language(form, last.lang, [f"words-{wish.id}"])
    return form


def _stored(after: Round, wishes: tuple[Wish, ...]) -> dict[str, str]:
    said = {wish.id: last for wish in wishes if (last := after.latest(wish.id))}
    return {
        **{f"state-{wish}": last.state for wish, last in said.items()},
        **{f"words-{wish}": last.words for wish, last in said.items()},
    }


def _shown(after: Round, wishes: tuple[Wish, ...]) -> dict[str, str]:
    """Return what this page is made from; one with a mistake shows nothing newer than before."""
    now_said = {wish.id: latest_said(after, wish.id) for wish in wishes}
    return {wish: request.form.get(f"was-{wish}", said) for wish, said in now_said.items()}


def _page(visit: Visit, form: BaseForm) -> str:
    shared, wishes = visit.draft.shared, wishes_of(visit.edition, visit.draft)
    return render_page(
        "aftertalk/progress.html",
        visit=visit,
        mark=visit.mark,
        form=form,
        wishes=wishes,
        after=shared.after,
        shown=_shown(shared.after, wishes),
        earlier=[one for one in reversed(shared.earlier) if one],
        names=state_names(),
        states=[{**PLAIN, "id": state, "text": text} for state, text in state_names().items()],
        wish_names={wish.id: wish.text for wish in (*all_wishes(visit.edition), *wishes)},
        errors=list(errors_of(form)),
    )
