"""What each kind of step asks and saves: one small form per kind, all with the same face."""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict
from wtforms import Field
from wtforms.form import BaseForm

from wizard.core.answers import Answer
from wizard.core.asked import asked_now, hangs_on_answers, ids_said
from wizard.core.draft import Draft, HelperWords
from wizard.core.elsewhere import with_unknown
from wizard.core.path import Step, StepKind
from wizard.core.questionnaire import Question
from wizard.core.typed_language import language_of
from wizard.fields import PickField, WordsField
from wizard.forms import answer_from, form_for, ids_sent, make_form, mark_language
from wizard.store import Box
from wizard.web.answerrows import private_questions
from wizard.web.paperswitches import paper_form, with_switches
from wizard.web.places import typed_lang
from wizard.web.stepform import StepForm
from wizard.web.visit import Visit

YES, NO = "yes", "no"
GOING_ON = {"next", "skip"}
"""Buttons that leave a question open on purpose; after the others it still waits to be seen."""


class QuestionForm(StepForm):
    """One question."""

    stored: Answer
    question: Question

    def _look_up(self) -> None:
        questionnaire = self.visit.questionnaire
        part, self.found = questionnaire.places[self.step.id]
        self.private = part.private
        self.stored = self.visit.draft.answers.get(self.step.id, Answer())
        said = ids_said(self.stored) | ids_sent(self.sent, self.prefix)
        # The way through the questions is dear: it is worked out for who needs it.
        earlier = self.visit.path.counted if hangs_on_answers(self.found) else {}
        self.question = asked_now(self.found, earlier, said)

    def _fields(self) -> BaseForm:
        return form_for(self.question, self.stored, self.sent, self.prefix)

    def told(self, revision: int = 0, /) -> Answer:
        """Return the answer that was sent."""
        lang, skipped = typed_lang(), self.go == "skip"
        told = answer_from(self.fields, self.stored, lang=lang, skipped=skipped, revision=revision)
        return with_unknown(told, self.stored, self.found)

    def change(self, draft: Draft, revisions: Mapping[Box, int]) -> Draft:
        """Put the answer in place, unless it has just been changed differently elsewhere."""
        stored = draft.answers.get(self.step.id)
        answer = self.told(revisions[Box.PRIVATE if self.private else Box.SHARED])
        if stored and (stored.says_the_same_as(answer) or self._is_untouched(stored, answer)):
            return draft
        if stored is None and answer.is_empty and self.go not in GOING_ON:
            return draft
        self._refuse_clash(stored or Answer())
        return draft.with_answer(self.step.id, answer, private=self.private)


class HelperForm(StepForm):
    """The helper's own words about a part, and whether the resident wants them on paper."""

    stored: HelperWords

    def _look_up(self) -> None:
        self.stored = self.visit.draft.shared.helper.get(self.step.id, HelperWords())

    def _fields(self) -> BaseForm:
        asked = YES if self.stored.on_paper else NO if self.stored.text else ""
        stored = {"text": self.stored.text, "on_paper": asked}
        form = make_form(self._asked(), self.sent, stored, self.prefix)
        if self.sent is None:
            mark_language(form, self.stored.lang)
        return form

    def _asked(self) -> dict[str, Field]:
        """Return the fields; only the resident is asked what may be on paper."""
        words: dict[str, Field] = {"text": WordsField()}
        return words if self.visit.by_helper else {**words, "on_paper": PickField((YES, NO))}

    def told(self, revision: int = 0, /) -> HelperWords:
        """Return the words that were sent; none when they are to be taken away."""
        text = "" if self.go == "remove" else self.fields["text"].data or ""
        return HelperWords(
            text=text,
            on_paper=self._may_be_on_paper(text),
            revision=revision,
            lang=language_of((text,), typed_lang(), {self.stored.text: self.stored.lang}),
        )

    def _may_be_on_paper(self, text: str) -> bool:
        """Tell what the resident said about these words; about new ones nothing was said yet."""
        if self.visit.by_helper:
            return self.stored.on_paper and text == self.stored.text
        return bool(self.fields["on_paper"].data == YES)

    def change(self, draft: Draft, revisions: Mapping[Box, int]) -> Draft:
        """Put the helper's words in place, unless they were just changed differently."""
        stored = draft.shared.helper.get(self.step.id)
        words = self.told(revisions[Box.SHARED])
        if stored and (stored.says_the_same_as(words) or self._is_untouched(stored, words)):
            return draft
        if stored is None and not words.text and self.go not in GOING_ON:
            return draft
        self._refuse_clash(stored or HelperWords())
        return draft.with_helper(self.step.id, words)


class MoreForm(StepForm):
    """The offer to tell more about a part."""

    def change(self, draft: Draft, _revisions: Mapping[Box, int]) -> Draft:
        """Open the rest of the part when that was pressed."""
        return draft.with_opened(self.step.id) if self.go == "more" else draft


class HandBackForm(StepForm):
    """The end of the private part, where the resident alone decides what may be on paper."""

    def _fields(self) -> BaseForm:
        return paper_form(self.visit, private_questions(self.visit), (), self.sent)

    def change(self, draft: Draft, revisions: Mapping[Box, int]) -> Draft:
        """Set the paper switches of the private answers."""
        return with_switches(self.visit, draft, self.fields, revisions)


FORMS: dict[StepKind, type[StepForm]] = {
    StepKind.QUESTION: QuestionForm,
    StepKind.HELPER: HelperForm,
    StepKind.MORE: MoreForm,
    StepKind.HAND_BACK: HandBackForm,
}


def step_form(
    visit: Visit, step: Step, sent: MultiDict[str, str] | None = None, prefix: str = ""
) -> StepForm:
    """Return the form of a step."""
    return FORMS.get(step.kind, StepForm)(visit, step, sent, prefix)
