"""What the rules make of a few answers, and why.

The answers stand in the address. On the site they never do; here nobody's own answers are given:
the person at this computer makes them up to try the rules.
"""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, g, request, url_for
from msgspec import Struct

from wizard.answersfile import people, read_draft
from wizard.core.answers import Answer
from wizard.core.explain import questions_read
from wizard.core.explain_route import explain_route
from wizard.core.municipality import Edition
from wizard.core.questionnaire import Question, choices_of
from wizard.errors import ContentInvalid
from wizard.web.site import current_showcase
from wizard.web.templating import render_page

blueprint = Blueprint("routing", __name__, url_prefix="/volgende-stap")


class Tried(Struct, frozen=True):
    """A question that may steer, and the ids that were picked in answer to it."""

    question: Question
    picked: tuple[str, ...]

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What can be picked, by id."""
        return tuple((choice.id, choice.text) for choice in choices_of(self.question))

    @property
    def several(self) -> bool:
        """Tell whether more than one may be picked."""
        return self.question.kind != "one"


@blueprint.get("/")
def show() -> str:
    """Show the questions that may steer, and the route of what was picked."""
    edition: Edition = g.edition
    tried = [_tried(question) for question in questions_read(edition)]
    answers = {one.question.id: Answer(picks=one.picked) for one in tried if one.picked}
    return render_page(
        "workbench/routing.html",
        tried=tried,
        account=explain_route(edition, answers),
        people=_people(edition),
    )


def _tried(question: Question) -> Tried:
    asked = request.args.getlist(question.id)
    picked = tuple(choice.id for choice in choices_of(question) if choice.id in asked)
    return Tried(question, picked if question.kind != "one" else picked[:1])


def _people(edition: Edition) -> dict[str, str]:
    """Return the addresses at which the answers of made-up people are tried, by their names."""
    steering = {question.id for question in questions_read(edition)}
    found = {}
    for name, path in people(current_showcase().settings.content_dir).items():
        try:
            answers = read_draft(path, edition.questionnaire).answers
        except ContentInvalid:
            continue  # the problems above the page tell of it
        picks = {id_: told.picks for id_, told in answers.items() if id_ in steering}
        query = urlencode({id_: ids for id_, ids in picks.items() if ids}, doseq=True)
        found[name] = f"{url_for('routing.show')}?{query}"
    return found
