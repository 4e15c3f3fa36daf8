"""Answers under former ids, carried to the present ones when a draft is opened.

An id that was renamed is never used again (`wizard check` sees to it). So an answer under it is
always an older one, also when an older version of the site, that still runs, has just saved it.
Nothing here looks at words: what somebody typed is never taken for an id.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, TypeVar

import msgspec

from wizard.core.allowed import allowed_in
from wizard.core.draft import Document, Draft
from wizard.core.questionnaire import (
    HELPER_ROLE,
    Question,
    Questionnaire,
    Rename,
    choices_of,
)
from wizard.core.retold import entries, sequence
from wizard.core.wishes import WISHES

Told = dict[str, Any]
"""What a document says, as plain values that anybody may have written."""

DocumentT = TypeVar("DocumentT", bound=Document)


def carried(draft: Draft, questionnaire: Questionnaire) -> Draft:
    """Return the draft with its answers under the present ids.

    Where both ids have an answer, the newer one holds. The other stays under the former id, so
    that nobody's words are lost: see wizard/core/elsewhere.py.
    """
    if not questionnaire.renamed:
        return draft
    shared = _carried(draft.shared, questionnaire)
    return Draft(shared=shared, private=_carried(draft.private, questionnaire))


def _carried(document: DocumentT, questionnaire: Questionnaire) -> DocumentT:
    told = msgspec.json.decode(msgspec.json.encode(document))
    return msgspec.convert(carried_told(told, questionnaire), type(document))


def carried_told(told: Told, questionnaire: Questionnaire) -> Told:
    """Return what a document tells under the present ids; what is odd in it stays as it is."""
    for place, rename in enumerate(questionnaire.renamed):
        question, _, choice = rename.from_.partition(".")
        if choice:
            later = present_id(question, questionnaire.renamed[place:])
            found = questionnaire.find_question(later)
            new = rename.to.partition(".")[2]
            told = _with_choice(told, question, choice, new, _picked_in(found))
        else:
            told = _with_id(told, rename.from_, rename.to)
    return told


def present_id(former: str, renamed: Sequence[Rename]) -> str:
    """Return what an id is called after these renames, a choice by its question's name too."""
    for rename in renamed:
        question, dot, choice = former.partition(".")
        if rename.from_ == former:
            former = rename.to
        elif rename.from_ == question:
            former = f"{rename.to}{dot}{choice}"
    return former


def rename_problems(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """Yield (former id, what is wrong) for each rename that leads nowhere or back."""
    ids = set(all_ids(questionnaire))
    for place, rename in enumerate(questionnaire.renamed):
        if rename.from_ in ids:
            yield rename.from_, "this id was renamed, so it may not be used again"
        if rename.from_.partition(".")[0] != rename.to.partition(".")[0] and "." in rename.from_:
            yield rename.from_, "a choice that is renamed stays in its question"
        if present_id(rename.to, questionnaire.renamed[place + 1 :]) not in ids:
            yield rename.from_, f"this was renamed to {rename.to}, which does not exist"


def all_ids(questionnaire: Questionnaire) -> Iterator[str]:
    """Yield every id that a draft may hold: of parts, questions, and what can be said to them."""
    for part in questionnaire.parts:
        yield part.id
        for question in part.questions:
            yield question.id
            yield from (f"{question.id}.{id_}" for id_ in ids_in(question))


def ids_in(question: Question) -> dict[str, None]:
    """Return every id that an answer to this question may name, each once."""
    allowed = allowed_in(question)
    rooms = {**allowed.items, **allowed.fields}
    picks = allowed.picks.ids if allowed.picks else ()
    instead = (choice.id for choice in choices_of(question))
    inside = (id_ for room in rooms.values() for id_ in room or ())
    return dict.fromkeys((*picks, *instead, *rooms, *inside))


def _picked_in(question: Question | None) -> set[str]:
    """Return the items and follow-ups in which something is picked rather than typed."""
    if question is None:
        return set()
    allowed = allowed_in(question)
    return {id_ for id_, room in {**allowed.items, **allowed.fields}.items() if room is not None}


def _with_id(told: Told, old: str, new: str) -> Told:
    changed, answers = {**told}, entries(told.get("answers"))
    if _wins(answers, old, new):
        changed["answers"] = _swapped(answers, old, new)
        changed["paper"] = _swapped(entries(told.get("paper")), old, new)
    if _wins(entries(told.get("helper")), old, new):
        changed["helper"] = _swapped(told["helper"], old, new)
    for name in ("talk", "opened"):
        if name in told:
            changed[name] = _replaced(told[name], old, new)
    return _with_rounds(changed, lambda one: _with_talked(one, old, new))


def _wins(table: Told, old: str, new: str) -> bool:
    """Tell whether what stands under the old id goes to the new one: it is there, and newer."""
    if old not in table:
        return False
    return new not in table or _revision(table[old]) > _revision(table[new])


def _revision(raw: object) -> int:
    revision = entries(raw).get("revision", 0)
    return revision if isinstance(revision, int) else 0


def _swapped(table: Told, old: str, new: str) -> Told:
    other = {old: new, new: old}
    return {other.get(id_, id_): value for id_, value in table.items()}


def _replaced(ids: object, old: str, new: str) -> object:
    if not isinstance(ids, list) or old not in ids:
        return ids
    return [*dict.fromkeys(new if id_ == old else id_ for id_ in ids if isinstance(id_, str))]


def _with_rounds(told: Told, change: Callable[[Told], Told]) -> Told:
    changed = {**told}
    if entries(told.get("after")):
        changed["after"] = change(told["after"])
    if sequence(told.get("earlier")):
        changed["earlier"] = [change(one) if entries(one) else one for one in told["earlier"]]
    return changed


def _with_talked(one: Told, old: str, new: str) -> Told:
    return {**one, "talked": _replaced(one["talked"], old, new)} if "talked" in one else one


def _with_choice(told: Told, question: str, old: str, new: str, picked_in: Collection[str]) -> Told:
    changed, answers = {**told}, entries(told.get("answers"))
    if entries(answers.get(question)):
        answer = _with_pick(answers[question], old, new, picked_in)
        changed["answers"] = {**answers, question: answer}
    if question == HELPER_ROLE and told.get("helped") == old:
        changed["helped"] = new
    if question == WISHES:
        changed = _with_rounds(changed, lambda one: _with_progress(one, old, new))
    return changed


def _with_pick(answer: Told, old: str, new: str, picked_in: Collection[str]) -> Told:
    changed = {**answer}
    if "picks" in answer:
        changed["picks"] = _replaced(answer["picks"], old, new)
    for name in ("items", "fields"):
        filled = entries(answer.get(name))
        if filled:
            named = filled if new in filled else _swapped(filled, old, new)
            changed[name] = {
                id_: new if value == old and id_ in picked_in else value
                for id_, value in named.items()
            }
    return changed


def _with_progress(one: Told, old: str, new: str) -> Told:
    progress = entries(one.get("progress"))
    if old not in progress:
        return one
    said = [*sequence(progress[old]), *sequence(progress.get(new))]
    rest = {id_: value for id_, value in progress.items() if id_ != old}
    return {**one, "progress": {**rest, new: said}}
