"""A draft: what a person has told so far, in a shared and a private document.

The two documents are what the vault encrypts, each under its own key: whoever helps may get the
key of the shared one only. Nothing here knows about keys, databases or requests.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self, TypeVar

import msgspec
from msgspec import Struct

from wizard.core.answers import Answer
from wizard.core.followup import Round
from wizard.core.path import Path, StepKind, path_for
from wizard.core.questionnaire import Question, Questionnaire
from wizard.core.sent import Reach, SentCase

DRAFT_FORMAT = 1
TALK_POINTS_MOST = 3


class HelperWords(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What the helper adds about one part; on paper only if the resident agreed."""

    text: str = ""
    on_paper: bool = False
    revision: int = 0
    lang: str = ""

    def says_the_same_as(self, other: HelperWords) -> bool:
        """Compare the words and the resident's permission, whenever they were given."""
        return self.said() == other.said()

    def said(self) -> tuple[object, ...]:
        """Return the words and the permission, without when and in which language."""
        return (self.text, self.on_paper)


class Document(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What both documents hold: answers and what the resident chose about each of them.

    `paper` holds only switches that were set, by question id; `talk` the question ids to talk
    about, in the order of choosing.
    """

    format: int = DRAFT_FORMAT
    content: int = 0
    answers: dict[str, Answer] = {}
    paper: dict[str, bool] = {}
    talk: tuple[str, ...] = ()


class SharedDocument(Document, frozen=True):
    """The document that a helper may see; `mark` is a pair of mark word ids.

    `municipality` is the slug of the one whose questions these are; drafts from before there were
    several have none, and belong to the instance's own.
    `helped` is the role of who may help from another screen, a choice id of the question who
    helps; "" for nobody. `after` is what came after the talk, `earlier` the rounds before it
    with the oldest first, `term` the days that the resident wants to keep the plan, 0 for the
    usual term.
    """

    municipality: str = ""
    mark: tuple[str, str] = ("", "")
    lang: str = "nl"
    opened: tuple[str, ...] = ()
    helper: dict[str, HelperWords] = {}
    helped: str = ""
    chosen_card: str = ""
    after: Round = Round()
    earlier: tuple[Round, ...] = ()
    term: int = 0


class PrivateDocument(Document, frozen=True):
    """The document that is the resident's alone.

    `reach` is how a desk may reach them, `sent` links to what was sent: one case for each desk.
    """

    reach: Reach = Reach()
    sent: tuple[SentCase, ...] = ()


class Draft(Struct, frozen=True, kw_only=True):
    """Both documents together; changes return a new draft and never drop another answer."""

    shared: SharedDocument
    private: PrivateDocument = PrivateDocument()

    @property
    def answers(self) -> Mapping[str, Answer]:
        """All stored answers, those of hidden questions included."""
        return {**self.shared.answers, **self.private.answers}

    @property
    def talk(self) -> tuple[str, ...]:
        """The questions that the resident wants to talk about."""
        return self.shared.talk + self.private.talk

    @property
    def reference(self) -> str:
        """The reference of what was sent, "" when nothing was."""
        return next((case.reference for case in self.private.sent), "")

    def path(self, questionnaire: Questionnaire) -> Path:
        """Return the way through the questions for this draft."""
        helped = bool(self.shared.helped)
        return path_for(questionnaire, self.answers, self.shared.opened, helped=helped)

    def seen(self) -> frozenset[str]:
        """Return the keys of the steps that were answered or skipped."""
        questions = (f"{StepKind.QUESTION}:{question}" for question in self.answers)
        helpers = (f"{StepKind.HELPER}:{part}" for part in self.shared.helper)
        return frozenset((*questions, *helpers))

    def is_on_paper(self, question: Question) -> bool:
        """Tell whether this answer may leave the resident's own screen."""
        set_by_hand = {**self.shared.paper, **self.private.paper}
        return set_by_hand.get(question.id, not question.sensitive)

    def with_answer(self, question_id: str, answer: Answer, *, private: bool) -> Self:
        """Return the draft with one answer put in place."""
        document = self._document(private=private)
        return self._with(document, answers={**document.answers, question_id: answer})

    def with_paper(self, question_id: str, *, on_paper: bool, private: bool) -> Self:
        """Return the draft with one paper switch set."""
        document = self._document(private=private)
        return self._with(document, paper={**document.paper, question_id: on_paper})

    def with_talk(self, question_ids: tuple[str, ...], *, private: bool) -> Self:
        """Return the draft with the points to talk about that belong to one document."""
        return self._with(self._document(private=private), talk=question_ids)

    def with_helper(self, part_id: str, words: HelperWords) -> Self:
        """Return the draft with the helper's words about one part."""
        return self._with(self.shared, helper={**self.shared.helper, part_id: words})

    def with_opened(self, part_id: str) -> Self:
        """Return the draft in which more is told about one part."""
        opened = dict.fromkeys((*self.shared.opened, part_id))
        return self._with(self.shared, opened=tuple(opened))

    def with_helped(self, role: str) -> Self:
        """Return the draft with the role of who may help from another screen."""
        return self._with(self.shared, helped=role)

    def with_chosen_card(self, card_id: str) -> Self:
        """Return the draft with the route card that the resident chose; "" for none."""
        return self._with(self.shared, chosen_card=card_id)

    def with_after(self, after: Round) -> Self:
        """Return the draft with what came after the talk."""
        return self._with(self.shared, after=after)

    def with_term(self, days: int) -> Self:
        """Return the draft with the days that the resident wants to keep it."""
        return self._with(self.shared, term=days)

    def with_lang(self, lang: str) -> Self:
        """Return the draft with the language that its resident uses now."""
        return self._with(self.shared, lang=lang)

    def with_reach(self, reach: Reach) -> Self:
        """Return the draft with how a desk may reach its resident."""
        return self._with(self.private, reach=reach)

    def with_sent(self, cases: tuple[SentCase, ...]) -> Self:
        """Return the draft with just these links to what was sent, the newest first."""
        return self._with(self.private, sent=cases)

    def with_new_round(self, card_id: str) -> Self:
        """Return the draft for a new start from this plan: every answer stays.

        What came after the last talk stays readable as an earlier round; the next step is the
        card given here.
        """
        earlier = (*self.shared.earlier, self.shared.after) if self.shared.after else None
        return self._with(
            self.shared,
            after=Round(),
            earlier=self.shared.earlier if earlier is None else earlier,
            chosen_card=card_id,
        )

    def _document(self, *, private: bool) -> SharedDocument | PrivateDocument:
        return self.private if private else self.shared

    def _with(self, document: SharedDocument | PrivateDocument, **changes: object) -> Self:
        changed = msgspec.structs.replace(document, **changes)
        name = "private" if isinstance(document, PrivateDocument) else "shared"
        return msgspec.structs.replace(self, **{name: changed})


def on_paper(questionnaire: Questionnaire, draft: Draft) -> Draft:
    """Return the draft as others may see it: without anything that is switched off.

    Paper, shared view, desk and the route that they show are all made from this, so a
    switched-off answer cannot change a byte of them.
    """
    shown = {q.id for q in questionnaire.questions() if draft.is_on_paper(q)}
    helper = {part: words for part, words in draft.shared.helper.items() if words.on_paper}
    shared = msgspec.structs.replace(_only(draft.shared, shown), helper=helper)
    return Draft(shared=shared, private=_only(draft.private, shown))


DocumentT = TypeVar("DocumentT", bound=Document)


def _only(document: DocumentT, shown: set[str]) -> DocumentT:
    answers = {id_: answer for id_, answer in document.answers.items() if id_ in shown}
    talk = tuple(id_ for id_ in document.talk if id_ in answers)
    switched_on = dict.fromkeys(answers, True)  # so that showing it on changes nothing more
    return msgspec.structs.replace(document, answers=answers, talk=talk, paper=switched_on)
