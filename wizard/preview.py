"""A plan without a server: answers from a TOML file, for whoever writes the texts.

The file holds `[answers.<question id>]` tables with `picks`, `items`, `text` and `fields`, and
may hold `mark`, `talk`, `[paper]` and `[helper.<part id>]` with `text` and `on_paper`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from wizard.core.answers import Answer
from wizard.core.draft import Draft, HelperWords, PrivateDocument, SharedDocument
from wizard.core.municipality import Edition
from wizard.core.plan import Plan, build_plan
from wizard.core.questionnaire import Questionnaire
from wizard.errors import ContentInvalid


class Answers(Struct, frozen=True, forbid_unknown_fields=True):
    """What an answers file may hold."""

    answers: dict[str, Answer]
    mark: tuple[str, str] = ("green", "bicycle")
    talk: tuple[str, ...] = ()
    paper: dict[str, bool] = {}
    helper: dict[str, HelperWords] = {}


def preview_plan(path: Path, edition: Edition, today: date) -> Plan:
    """Return the plan that these answers give. Raises ContentInvalid."""
    try:
        told = msgspec.toml.decode(path.read_bytes(), type=Answers)
    except (OSError, ValueError) as error:
        message = f"{path.name}: {error}"
        raise ContentInvalid(message) from error
    unknown = set(told.answers) - {q.id for q in edition.questionnaire.questions()}
    if unknown:
        message = f"{path.name}: no question is called {', '.join(sorted(unknown))}"
        raise ContentInvalid(message)
    return build_plan(edition, _draft(told, edition.questionnaire), today)


def _draft(told: Answers, questionnaire: Questionnaire) -> Draft:
    """Return a draft with every part opened, so that all answers count."""
    own = {q.id for part in questionnaire.parts if part.private for q in part.questions}
    private = {id_: answer for id_, answer in told.answers.items() if id_ in own}
    shared = {id_: answer for id_, answer in told.answers.items() if id_ not in own}
    return Draft(
        shared=SharedDocument(
            answers=shared,
            mark=told.mark,
            talk=told.talk,
            paper=told.paper,
            helper=told.helper,
            opened=tuple(part.id for part in questionnaire.parts),
        ),
        private=PrivateDocument(answers=private, paper=told.paper),
    )
