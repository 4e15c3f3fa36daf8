"""Finds what is wrong in how a municipality's questions differ from the common ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from wizard.core.municipality import Municipality
from wizard.core.overlay import Overlay, QuestionChange, unknown_ids
from wizard.core.question_check import Fault
from wizard.core.questionnaire import Question, Questionnaire, Scale, choices_of

OVERLAY = "questions"


def overlay_faults(questionnaire: Questionnaire, overlay: Overlay) -> Iterator[Fault]:
    """Yield ids that lead nowhere, changes that change nothing, and what is said twice."""
    for id_ in unknown_ids(questionnaire, overlay):
        yield _place(id_, overlay), f"the common questions have no {id_}: look for its id there"
    known = {question.id: question for question in questionnaire.questions()}
    for change in overlay.change:
        if question := known.get(change.id):
            yield from ((change.id, text) for text in _without_effect(question, change))
    for id_ in overlay.leave_out:
        yield from _not_left_out(known, id_)
    for addition in overlay.add:
        if addition.question.chapter is None:
            text = "an added question stands in the plan: give it a chapter"
            yield addition.question.id, text
    yield from _twice(overlay)
    yield from _behind_later(overlay)
    yield from _out_of_place(questionnaire, overlay)


def _place(id_: str, overlay: Overlay) -> str:
    return id_ if id_.partition(".")[0] in {change.id for change in overlay.change} else OVERLAY


def _without_effect(question: Question, change: QuestionChange) -> Iterator[str]:
    own = {choice.id for choice in getattr(question, "choices", ())}
    for choice in choices_of(question):
        if choice.id not in own and choice.id in {other.id for other in change.choices}:
            yield f"{choice.id} cannot be changed: it replaces an answer (instead)"
    if change.add_choices and not hasattr(question, "choices"):
        yield f"a question of the kind {question.kind} has no choices to add to"
    if change.add_items and not isinstance(question, Scale):
        yield f"a question of the kind {question.kind} has no items to add to"
    if change == QuestionChange(id=change.id):
        yield "this changes nothing: leave it out"


def _not_left_out(known: dict[str, Question], id_: str) -> Iterator[Fault]:
    question, _, choice = id_.partition(".")
    if choice and question in known:
        own = {each.id for each in getattr(known[question], "choices", ())}
        if choice in {each.id for each in choices_of(known[question])} - own:
            yield f"{OVERLAY}.leave_out", f"{id_} cannot be left out: it replaces an answer"


def _twice(overlay: Overlay) -> Iterator[Fault]:
    lists = {"leave_out": overlay.leave_out}
    lists |= {f"order.{part}": ids for part, ids in overlay.order.items()}
    for name, ids in lists.items():
        for id_ in [id_ for id_, number in Counter(ids).items() if number > 1]:
            yield f"{OVERLAY}.{name}", f"{id_} stands here twice: leave one out"


def _behind_later(overlay: Overlay) -> Iterator[Fault]:
    """Questions are put in one after the other: what is not there yet, nothing stands behind."""
    waiting = [addition.question.id for addition in overlay.add]
    for number, addition in enumerate(overlay.add):
        if addition.after in waiting[number:]:
            text = f"{addition.after} is added later in this file: add it first"
            yield addition.question.id, text


def _out_of_place(questionnaire: Questionnaire, overlay: Overlay) -> Iterator[Fault]:
    home = {question.id: part.id for part in questionnaire.parts for question in part.questions}
    home |= {addition.question.id: addition.part for addition in overlay.add}
    for part, ids in overlay.order.items():
        for id_ in ids:
            if home.get(id_, part) != part:
                yield f"{OVERLAY}.order.{part}", f"{id_} stands in the part {home[id_]}"
    for addition in overlay.add:
        if home.get(addition.after, addition.part) != addition.part:
            text = f"{addition.after} stands in the part {home[addition.after]}: name that part"
            yield addition.question.id, text


def clashing_additions(
    municipalities: Iterable[Municipality],
) -> Iterator[tuple[Municipality, str, str]]:
    """Yield added questions whose id means another kind of question elsewhere."""
    first: dict[str, tuple[str, str]] = {}
    for municipality in municipalities:
        for addition in municipality.questions.add:
            id_, kind = addition.question.id, addition.question.kind
            slug, before = first.setdefault(id_, (municipality.slug, kind))
            if before != kind:
                text = f"this is a question of the kind {before} in {slug}: give it another id"
                yield municipality, id_, text
