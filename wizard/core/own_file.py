"""Everything that a person told, as one file: theirs to keep, to read and to open again.

`docs/own-data.md` describes the format. `readable` is for people and other programs; only `draft`
is ever read back (wizard/core/opened_file.py). Nothing secret is in it: no key, code or token.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from wizard.core.answers import Line, lines
from wizard.core.draft import Document, Draft, PrivateDocument, SharedDocument
from wizard.core.elsewhere import elsewhere, typed_words
from wizard.core.followup import Round
from wizard.core.municipality import Edition
from wizard.core.questionnaire import Questionnaire
from wizard.core.sent import Reach
from wizard.core.wishes import all_wishes

FILE_FORMAT = 1

StructT = TypeVar("StructT", bound=Struct)


def own_file(edition: Edition, draft: Draft, today: date, about: str) -> bytes:
    """Return the file, as UTF-8 JSON with its names in the same order each time.

    `about` says in plain words what the file is.
    """
    questionnaire = edition.questionnaire
    file = {
        "startplan": FILE_FORMAT,
        "made_on": today,
        "municipality": edition.municipality.slug,
        "language": edition.lang,
        "about": about,
        "readable": [
            *_answers(questionnaire, draft),
            *_helper_words(questionnaire, draft),
            *_rounds(edition, draft),
            *_sending(draft),
        ],
        "draft": {
            "shared": _in_order(questionnaire, told_in(draft.shared)),
            "private": _in_order(questionnaire, told_in(draft.private)),
        },
    }
    return msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n"


def told_in(document: Document) -> dict[str, Any]:
    """Return what a document says as plain values, without the revisions of this one store."""
    answers = {id_: _first(answer) for id_, answer in document.answers.items()}
    told: Document = msgspec.structs.replace(document, answers=answers)
    if isinstance(told, PrivateDocument):
        # Whoever has a reply key reads what a desk answers, and withdraws: it leaves no draft.
        told = msgspec.structs.replace(told, reach=Reach(), sent=())
    if isinstance(told, SharedDocument):
        told = msgspec.structs.replace(
            told,
            helper={part: _first(words) for part, words in told.helper.items()},
            after=_first(told.after),
            earlier=tuple(_first(one) for one in told.earlier),
        )
    values = msgspec.json.decode(msgspec.json.encode(told))
    return {name: value for name, value in values.items() if value}


def _first(kept: StructT) -> StructT:
    return msgspec.structs.replace(kept, revision=0)


def _in_order(questionnaire: Questionnaire, told: dict[str, Any]) -> dict[str, Any]:
    order = {question.id: place for place, question in enumerate(questionnaire.questions())}

    def place(entry: tuple[str, object]) -> tuple[int, str]:
        return order.get(entry[0], len(order)), entry[0]

    return {
        name: dict(sorted(value.items(), key=place)) if name in {"answers", "paper"} else value
        for name, value in told.items()
    }


def _answers(questionnaire: Questionnaire, draft: Draft) -> Iterator[dict[str, Any]]:
    """Yield every answer as it reads, also of questions that are skipped or not asked now.

    One that has no question in this edition comes last, with its ids and what was typed.
    """
    answers = draft.answers
    for question in questionnaire.questions():
        if question.id in answers:
            answer = answers[question.id]
            yield {
                "question": question.id,
                "asked": question.text,
                "said": [_plain(line) for line in lines(question, answer)],
                "skipped": answer.skipped,
                "on_paper": draft.is_on_paper(question),
                "to_talk_about": question.id in draft.talk,
            }
    for id_, answer in elsewhere(questionnaire, answers):
        said = [*answer.picks, *typed_words(answer)]
        yield {"question": id_, "asked": "", "said": said, "skipped": answer.skipped}


def _helper_words(questionnaire: Questionnaire, draft: Draft) -> Iterator[dict[str, Any]]:
    for part in questionnaire.parts:
        words = draft.shared.helper.get(part.id)
        if words and words.text:
            yield {
                "part": part.id,
                "asked": part.title,
                "helper_said": words.text,
                "on_paper": words.on_paper,
            }


def _rounds(edition: Edition, draft: Draft) -> Iterator[dict[str, Any]]:
    wishes = {wish.id: wish.text for wish in all_wishes(edition)}
    for number, one in enumerate((*draft.shared.earlier, draft.shared.after), start=1):
        if one:
            yield {
                "round": number,
                "talked_about": [*one.talked],
                "agreed": [{"who": a.who, "what": a.what, "when": a.when} for a in one.agreements],
                "fixed_person": one.fixed_person,
                "wishes": [*_wishes(one, wishes)],
            }


def _wishes(one: Round, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    for wish, progress in one.progress.items():
        for said in progress:
            yield {
                "wish": names.get(wish, wish),
                "on": said.on,
                "state": said.state,
                "said": said.words,
            }


def _sending(draft: Draft) -> Iterator[dict[str, Any]]:
    """Yield how to be reached and what was sent; only a reference tells of the latter."""
    if draft.private.reach:
        yield {"reach_me": msgspec.to_builtins(draft.private.reach)}
    for case in draft.private.sent:
        yield {"sent_to": case.desk, "on": case.sent_on, "reference": case.reference}


def _plain(line: Line) -> str:
    return ": ".join(filter(None, (line.text.removesuffix(":"), line.own_words)))
