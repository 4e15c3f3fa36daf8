"""The switches "op mijn papier": what may leave the resident's own screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from wizard.core.draft import Draft
from wizard.core.questionnaire import Question
from wizard.fields import SwitchesField
from wizard.forms import make_form
from wizard.store import Box
from wizard.web.answerrows import HelperRow
from wizard.web.places import is_turned
from wizard.web.visit import Visit


def paper_form(
    visit: Visit,
    questions: Sequence[Question],
    helper: Sequence[HelperRow],
    sent: MultiDict[str, str] | None,
) -> BaseForm:
    """Return the form of these switches.

    `shown` and `helper_shown` list what stands on the page, `paper` and `helper` what is on.
    """
    ids = [question.id for question in questions]
    parts = [row.part.id for row in helper]
    stored = {
        "shown": ids,
        "paper": [question.id for question in questions if visit.draft.is_on_paper(question)],
        "helper_shown": parts,
        "helper": [row.part.id for row in helper if row.words.on_paper],
    }
    choices = {"shown": ids, "paper": ids, "helper_shown": parts, "helper": parts}
    return make_form({name: SwitchesField(of) for name, of in choices.items()}, sent, stored)


def with_switches(
    visit: Visit, draft: Draft, form: BaseForm, revisions: Mapping[Box, int]
) -> Draft:
    """Return the draft with the switches as sent.

    Only what stood on the person's page is touched: an answer that was added elsewhere in the
    meantime keeps its own switch.
    """
    for question_id in form["shown"].data:
        private = visit.questionnaire.part_of(question_id).private
        on = question_id in form["paper"].data
        if is_turned() and on is _is_on(visit, draft, question_id):
            continue  # nobody pressed Verder yet: what was not touched is not settled
        draft = draft.with_paper(question_id, on_paper=on, private=private)
    for part_id in form["helper_shown"].data:
        words = draft.shared.helper[part_id]
        on = part_id in form["helper"].data
        if words.on_paper is not on:
            words = msgspec.structs.replace(words, on_paper=on, revision=revisions[Box.SHARED])
            draft = draft.with_helper(part_id, words)
    return draft


def _is_on(visit: Visit, draft: Draft, question_id: str) -> bool:
    question = visit.questionnaire.find_question(question_id)
    return question is not None and draft.is_on_paper(question)
