"""The page of one question: drawn once for each way it can look, filled in for each person."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from flask import Flask, current_app
from msgspec import Struct

from wizard.core.municipality import Edition
from wizard.core.path import Step
from wizard.core.questionnaire import Part, Question
from wizard.forms import field_names, stored_values
from wizard.recent import Recent
from wizard.web.addresses import step_address, step_url
from wizard.web.answerrows import RETURN_TO_CHECK
from wizard.web.looks import look_classes
from wizard.web.security import csrf_token
from wizard.web.sheets import Blank, BlankField, Sheet
from wizard.web.site import current_showcase
from wizard.web.staticfiles import STATIC
from wizard.web.stepforms import QuestionForm
from wizard.web.templating import render_page
from wizard.web.visit import Visit

SHEETS = "startplan-sheets"
SHEETS_KEPT = 2000
"""Some 10 kB each: the questions of a few dozen municipalities and languages."""

TEMPLATE = "steps/question.html"
WAYS_BACK = ("", RETURN_TO_CHECK)


class Seen(Struct, frozen=True):
    """Of a visit what decides about more than a text on a question's page."""

    by_helper: bool
    together: bool
    is_timed: bool
    has_mark: bool
    looks: str


class SeenVisit(Struct, frozen=True):
    """A visit as far as the templates of a sheet may know it."""

    by_helper: bool
    together: bool
    seconds_left: Blank | None


def set_up_sheets(app: Flask) -> None:
    """Let `app` keep the sheets that it draws."""
    app.extensions[SHEETS] = Recent[Sheet](SHEETS_KEPT)


def question_page(form: QuestionForm, returning: str) -> str:
    """Return the page of a question with the answer that is stored."""
    visit, step, question = form.visit, form.step, form.question
    look, edition = _seen(visit), visit.edition
    pieces = () if question is form.found else tuple(_pieces(question))
    key = (edition.municipality.slug, edition.lang, step, pieces, returning, look)
    sheets: Recent[Sheet] = current_app.extensions[SHEETS]
    sheet = sheets.get(key, lambda: _drawn(edition, step, question, returning, look))
    return sheet.filled(_values(form))


def what_is_asked(
    edition: Edition, step: Step, question: Question | None, returning: str
) -> dict[str, object]:
    """Return what the page of a step shows to everybody who gets it."""
    parts = edition.questionnaire.parts
    numbered = [part for part in parts if part.numbered]
    part = next(part for part in parts if part.id == step.part)
    return {
        "question": question,
        "returning": returning,
        "terms": edition.explained.get(step.id, ()),
        "sounds": list(_sounds(edition, step)),
        "title": _title(part, question),
        "level": 1,
        "part": part,
        "part_number": numbered.index(part) + 1 if part in numbered else 0,
        "part_total": len(numbered),
    }


def _seen(visit: Visit) -> Seen:
    timed, marked = visit.opened.idle_until is not None, bool(visit.mark)
    return Seen(visit.by_helper, visit.together, timed, marked, look_classes())


def _pieces(question: Question) -> Iterator[Hashable]:
    """Yield the ids of all that is offered, in its place."""
    for name in ("choices", "instead", "items", "scale", "fields"):
        pieces = getattr(question, name, ())
        yield tuple((one.id, tuple(c.id for c in getattr(one, "choices", ()))) for one in pieces)


def _drawn(edition: Edition, step: Step, question: Question, returning: str, look: Seen) -> Sheet:
    """Draw a question's page for nobody in particular."""

    def draw(blank: Callable[[str], Blank]) -> str:
        left = blank("left") if look.is_timed else None
        return render_page(
            TEMPLATE,
            visit=SeenVisit(look.by_helper, look.together, left),
            mark=blank("mark") if look.has_mark else "",
            form={name: _field(name, blank) for name in field_names(question)},
            held={name: blank(name) for name in ("revision", "was")},
            csrf_token=lambda: blank("csrf_token"),
            action=blank("action"),
            address=blank("address"),
            errors=(),
            **what_is_asked(edition, step, question, returning),
        )

    return Sheet(draw)


def _field(name: str, blank: Callable[[str], Blank]) -> BlankField:
    return BlankField(name, blank(name), blank("lang"))


def _values(form: QuestionForm) -> dict[str, object]:
    visit, step = form.visit, form.step
    return {
        "mark": visit.mark,
        "left": visit.seconds_left,
        "csrf_token": csrf_token(),
        "action": step_url(visit, step),
        "address": step_address(visit, step),
        "lang": form.stored.lang,
        **form.held,
        **stored_values(form.question, form.stored),
    }


def _title(part: Part, question: Question | None) -> str:
    """Return the page's title; a private or conditional page names only the part."""
    if question is None or question.when is not None or part.private:
        return part.title
    return question.text


def _sounds(edition: Edition, step: Step) -> Iterator[tuple[str, str]]:
    """Return the recorded question: URL and type of each file."""
    for sound in current_showcase().recordings.of(edition).get(step.id, ()):
        yield f"{STATIC}/{sound.name}", sound.media_type
