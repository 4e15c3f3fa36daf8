"""Every question of a part as residents see it, and beside it what an editor wants to know."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, abort, g, request
from msgspec import Struct
from wtforms.form import BaseForm

from wizard.core.answers import Answer
from wizard.core.explain_route import Weighed, weigh
from wizard.core.municipality import Edition
from wizard.core.problems import QUESTIONNAIRE_FILE, municipality_file
from wizard.core.questionnaire import Condition, Part, Question, choices_of
from wizard.core.questionnaire_map import Mark, marks_of
from wizard.fields import PickField, WordsField
from wizard.forms import form_for, make_form
from wizard.web.site import current_showcase
from wizard.web.templating import render_page

blueprint = Blueprint("questions", __name__, url_prefix="/vragen")

YES_NO = ("yes", "no")


class ShownQuestion(Struct, frozen=True):
    """A question as it stands on the page: its form, where it comes from, when it is asked.

    `answers_when` are the choices that not everybody gets, each with its condition.
    """

    question: Question
    form: BaseForm
    file: str
    marks: tuple[Mark, ...]
    when: Weighed | None
    answers_when: tuple[tuple[str, Weighed], ...]


@blueprint.get("/<part_id>")
def show(part_id: str) -> str:
    """Show all questions of a part, also those that only some people are asked."""
    edition: Edition = g.edition
    part = next((part for part in edition.questionnaire.parts if part.id == part_id), None)
    if part is None:
        abort(404)
    helped = "helper" in request.args and part.chapter is not None and not part.private
    return render_page(
        "workbench/questions.html",
        part=part,
        parts=edition.questionnaire.parts,
        questions=list(_shown(edition, part)),
        helper_form=_helper_form() if helped else None,
        visit={"by_helper": False},
        helper_role="",
    )


def _shown(edition: Edition, part: Part) -> Iterator[ShownQuestion]:
    slug, lang = edition.municipality.slug, edition.lang
    common = {q.id: q for q in current_showcase().editions.shared_questions(slug, lang).questions()}

    def weighed(condition: Condition | None) -> Weighed | None:
        return weigh(edition.questionnaire, condition, {}) if condition else None

    for question in part.questions:
        marks = tuple(marks_of(question, common))
        own = not {"added", "changed", "retired"}.isdisjoint(marks)
        some = ((choice.text, weighed(choice.when)) for choice in choices_of(question))
        yield ShownQuestion(
            question,
            form_for(question, Answer(), prefix=f"{question.id}-"),
            municipality_file(slug) if own else QUESTIONNAIRE_FILE,
            marks,
            weighed(question.when),
            tuple((text, when) for text, when in some if when),
        )


def _helper_form() -> BaseForm:
    fields = {"text": WordsField(), "on_paper": PickField(YES_NO)}
    return make_form(fields, None, {"text": "", "on_paper": ""}, "helper-")
