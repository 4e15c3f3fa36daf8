"""A plan that comes back in as a file: a new draft from it, and word of what was not taken over.

The file may have been changed by anybody, or be no plan at all. Where in it an answer stands says
nothing: the questionnaire decides whether that is private.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from wizard.core.answers import Answer
from wizard.core.draft import TALK_POINTS_MOST, Draft, HelperWords
from wizard.core.followup import TERMS, Round
from wizard.core.left_out import LeftOut, Told, is_odd, laid_together, left_out
from wizard.core.municipality import Edition
from wizard.core.own_file import FILE_FORMAT, told_in
from wizard.core.questionnaire import HELPER_ROLE, choices_of
from wizard.core.renaming import carried_told
from wizard.core.retold import Reader, entries, once_each, sequence
from wizard.core.strict_json import read_json
from wizard.errors import FileTooNew, FileUnreadable

ROUNDS_MOST = 50


class OpenedFile(Struct, frozen=True):
    """The draft that a file gives, and what could not come along."""

    draft: Draft
    left_out: LeftOut


def open_file(
    raw: bytes, edition: Edition, new: Draft, today: date, languages: Collection[str]
) -> OpenedFile:
    """Return what a file holds, on top of the draft that a new start would give.

    `languages` are the codes that words may be marked with. Raises FileUnreadable and FileTooNew;
    then nothing of the file was used.
    """
    in_file = _draft_in(read_json(raw))
    own = {q.id for part in edition.questionnaire.parts if part.private for q in part.questions}
    shared, private = (
        carried_told(entries(in_file.get(name)), edition.questionnaire)
        for name in ("shared", "private")
    )
    told = laid_together(shared, private, own)
    draft = _Retelling(told, edition, Reader.of(edition, languages, today), own).draft(new)
    kept = laid_together(told_in(draft.shared), told_in(draft.private), own)
    asked = [question.id for question in edition.questionnaire.questions()]
    return OpenedFile(draft, left_out(told, kept, asked, odd=is_odd(in_file)))


def municipality_in(raw: bytes) -> str:
    """Return the slug of the municipality whose questions a file answers, or "".

    Raises FileUnreadable and FileTooNew.
    """
    slug = entries(_draft_in(read_json(raw)).get("shared")).get("municipality")
    return slug if isinstance(slug, str) else ""


def _draft_in(file: object) -> dict[str, Any]:
    """Return the part of a file of ours that is read back."""
    named = entries(file)
    version, draft = named.get("startplan"), named.get("draft")
    if type(version) is not int or version < FILE_FORMAT:
        raise FileUnreadable("no plan of ours")
    if version > FILE_FORMAT:
        raise FileTooNew("a later format")
    if not isinstance(draft, dict):
        raise FileUnreadable("a plan without a draft")
    return draft


class _Retelling(Struct, frozen=True):
    """Tells a new draft what the file says; `own` are the questions that are private."""

    told: Told
    edition: Edition
    reader: Reader
    own: Collection[str]

    def draft(self, new: Draft) -> Draft:
        """Return the new draft with all that fits in it."""
        answers, paper = self._answers(), self._paper()
        talk = self._talk(answers)
        shared = msgspec.structs.replace(
            new.shared,
            answers={id_: one for id_, one in answers.items() if id_ not in self.own},
            paper={id_: on for id_, on in paper.items() if id_ not in self.own},
            talk=tuple(id_ for id_ in talk if id_ not in self.own),
            mark=self._mark(new.shared.mark),
            opened=self._opened(),
            helper=self._helper(),
            helped=self._known("helped", self._roles()),
            chosen_card=self._known("chosen_card", self._cards()),
            after=self.reader.round(self.told.get("after")),
            earlier=self._earlier(),
            term=self._term(),
        )
        private = msgspec.structs.replace(
            new.private,
            answers={id_: one for id_, one in answers.items() if id_ in self.own},
            paper={id_: on for id_, on in paper.items() if id_ in self.own},
            talk=tuple(id_ for id_ in talk if id_ in self.own),
        )
        return Draft(shared=shared, private=private)

    def _answers(self) -> dict[str, Answer]:
        told = self.told["answers"]
        return {
            id_: self.reader.answer(told[id_], question)
            for id_, question in self.reader.questions.items()
            if isinstance(told.get(id_), dict)
        }

    def _paper(self) -> dict[str, bool]:
        switches = self.told["paper"]
        return {
            id_: switches[id_]
            for id_ in self.reader.questions
            if isinstance(switches.get(id_), bool)
        }

    def _talk(self, answers: Collection[str]) -> tuple[str, ...]:
        questions = self.reader.questions
        points = (id_ for id_ in once_each(self.told["talk"]) if id_ in answers)
        return tuple(id_ for id_ in points if questions[id_].chapter)[:TALK_POINTS_MOST]

    def _mark(self, drawn: tuple[str, str]) -> tuple[str, str]:
        marks = self.edition.questionnaire.marks
        pairs = [(first.id, second.id) for first in marks.first for second in marks.second]
        told = tuple(sequence(self.told.get("mark")))
        return next((pair for pair in pairs if pair == told), drawn)

    def _opened(self) -> tuple[str, ...]:
        parts = {part.id for part in self.edition.questionnaire.parts}
        return tuple(part for part in once_each(self.told.get("opened")) if part in parts)

    def _helper(self) -> dict[str, HelperWords]:
        told = entries(self.told.get("helper"))
        parts = (p.id for p in self.edition.questionnaire.parts if p.chapter and not p.private)
        return {
            part: self.reader.helper_words(told[part])
            for part in parts
            if isinstance(told.get(part), dict)
        }

    def _roles(self) -> list[str]:
        question = self.reader.questions.get(HELPER_ROLE)
        return [choice.id for choice in choices_of(question)] if question else []

    def _cards(self) -> list[str]:
        return [card.id for card in self.edition.municipality.cards]

    def _known(self, name: str, ids: Collection[str]) -> str:
        return next((id_ for id_ in ids if id_ == self.told.get(name)), "")

    def _earlier(self) -> tuple[Round, ...]:
        rounds = sequence(self.told.get("earlier"))[-ROUNDS_MOST:]
        return tuple(filter(None, map(self.reader.round, rounds)))

    def _term(self) -> int:
        term = self.told.get("term")
        return term if type(term) is int and term in TERMS else 0
