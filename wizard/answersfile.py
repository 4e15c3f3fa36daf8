"""Answers in a TOML file, for whoever writes the texts, and twelve made-up people as such files.

Two of the twelve are as extreme as the site lets somebody be.

A file holds `[answers.<question id>]` tables with `picks`, `items`, `text` and `fields`. It may
hold `lang` (in which they typed), `mark`, `talk`, `opened` (parts of which more is told; all
without it), `[paper]`, `[helper.<part id>]` with `text` and `on_paper`, and `[after]`.
`fill` is a text that fills every field in which one can type, as often as it goes in.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from wizard.contentset import OURS, folders
from wizard.core.answers import LINE_MOST_CHARACTERS, TEXT_MOST_CHARACTERS, Answer
from wizard.core.decoding import decoded
from wizard.core.draft import Draft, HelperWords, PrivateDocument, SharedDocument
from wizard.core.followup import Round
from wizard.core.questionnaire import People, Question, Questionnaire, TextQuestion
from wizard.core.renaming import carried, present_id
from wizard.errors import ContentInvalid
from wizard.i18n import SOURCE_LANGUAGE


class AnswersFile(Struct, frozen=True, forbid_unknown_fields=True):
    """What an answers file may hold."""

    answers: dict[str, Answer]
    lang: str = ""
    mark: tuple[str, str] = ("green", "bicycle")
    talk: tuple[str, ...] = ()
    opened: tuple[str, ...] | None = None
    paper: dict[str, bool] = {}
    helper: dict[str, HelperWords] = {}
    after: Round = Round()
    fill: str = ""


def people(own: Path = OURS) -> dict[str, Path]:
    """Return the files of the made-up people by name; one of their own goes before one of ours."""
    found = (folder / "people" for folder in reversed(folders(own)))
    return {path.stem: path for each in found for path in sorted(each.glob("*.toml"))}


def read_draft(path: Path, questionnaire: Questionnaire) -> Draft:
    """Return the draft that a file's answers make. Raises ContentInvalid."""
    told = decoded(path.read_bytes(), AnswersFile, path.name)
    known = {q.id for q in questionnaire.questions()}
    unknown = set(told.answers) - known - {rename.from_ for rename in questionnaire.renamed}
    if unknown:
        message = f"{path.name}: no question is called {', '.join(sorted(unknown))}"
        raise ContentInvalid(message)
    draft = _draft(_filled(told, questionnaire) if told.fill else told, questionnaire)
    return carried(draft, questionnaire)


def _draft(told: AnswersFile, questionnaire: Questionnaire) -> Draft:
    own = {q.id for part in questionnaire.parts if part.private for q in part.questions}
    renamed = questionnaire.renamed
    own |= {rename.from_ for rename in renamed if present_id(rename.from_, renamed) in own}
    answers = {id_: _typed_in(answer, told.lang) for id_, answer in told.answers.items()}
    parts = tuple(part.id for part in questionnaire.parts)
    return Draft(
        shared=SharedDocument(
            answers={id_: answer for id_, answer in answers.items() if id_ not in own},
            mark=told.mark,
            lang=told.lang or SOURCE_LANGUAGE,
            talk=told.talk,
            paper=told.paper,
            helper=told.helper,
            opened=parts if told.opened is None else told.opened,
            after=told.after,
        ),
        private=PrivateDocument(
            answers={id_: answer for id_, answer in answers.items() if id_ in own},
            paper=told.paper,
        ),
    )


def _typed_in(answer: Answer, lang: str) -> Answer:
    return msgspec.structs.replace(answer, lang=answer.lang or lang)


def _filled(told: AnswersFile, questionnaire: Questionnaire) -> AnswersFile:
    """Type the text into every field, the helper's too, and put all of it on paper."""
    text = (told.fill * TEXT_MOST_CHARACTERS)[:TEXT_MOST_CHARACTERS]
    asked = list(questionnaire.questions())
    helper = {part.id: HelperWords(text=text, on_paper=True) for part in questionnaire.parts}
    return msgspec.structs.replace(
        told,
        answers={q.id: _with_text(q, told.answers.get(q.id, Answer()), text) for q in asked},
        paper={q.id: True for q in asked},
        helper=helper,
    )


def _with_text(question: Question, answer: Answer, text: str) -> Answer:
    line = text[:LINE_MOST_CHARACTERS]
    typed = isinstance(question, TextQuestion) or bool(question.own_words)
    fields = {field.id: line for field in question.fields if field.kind == "text"}
    helped = isinstance(question, People)
    return msgspec.structs.replace(
        answer,
        text=text if typed else "",
        items=dict.fromkeys(answer.picks, line) if helped else answer.items,
        fields={**answer.fields, **fields},
    )
