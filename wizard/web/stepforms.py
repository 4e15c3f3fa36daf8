"""What each kind of step asks and saves: one small form per kind, all with the same face."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from wizard.core.answers import Answer
from wizard.core.codes import contains_code
from wizard.core.conditions import asked_now
from wizard.core.draft import Draft, HelperWords
from wizard.core.path import Step, StepKind
from wizard.core.questionnaire import Question
from wizard.errors import AnswerClash
from wizard.fields import PickField, WordsField
from wizard.forms import answer_from, form_for, make_form, mark_language
from wizard.store import Box
from wizard.web.answerrows import private_questions
from wizard.web.paperswitches import paper_form, with_switches
from wizard.web.visit import Visit

YES, NO = "yes", "no"
REVISION_DIGITS = 9
GOING_ON = {"next", "skip"}
"""Buttons that leave a question open on purpose; after the others it still waits to be seen."""


class StepForm:
    """A step that only wants a button pressed; the base of those that ask something.

    `seen` is the revision that the person's page was made from, None when it did not arrive;
    `whole` tells whether everything that the page holds has arrived.
    """

    question: Question | None = None
    stored: Answer | HelperWords | None = None

    def __init__(self, visit: Visit, step: Step, sent: MultiDict[str, str] | None = None) -> None:
        """Fill the step's fields with what was sent, or else with what is stored."""
        self.visit = visit
        self.step = step
        self.sent = sent
        self.go = sent.get("go", "next") if sent else ""
        self.seen = whole_number(sent.get("revision", "")) if sent else None
        self.fields = self._fields()

    def _fields(self) -> BaseForm:
        return make_form({}, None, {})

    @property
    def revision(self) -> int:
        """The revision of what is stored now, for the page to send back."""
        return self.stored.revision if self.stored else 0

    @property
    def whole(self) -> bool:
        """Tell whether the form arrived whole."""
        return self.sent is None or self.stored is None or self.seen is not None

    def validate(self) -> bool:
        """Tell whether everything that was sent can be kept."""
        return self.fields.validate() and self.whole and self._keeps_code_apart()

    def _keeps_code_apart(self) -> bool:
        """Refuse an answer that holds this plan's own code: whoever reads it could open all."""
        code = self.visit.opened.note.get("code")
        clean = True
        for field in self.fields:
            if code and isinstance(field, WordsField) and contains_code(field.data or "", code):
                text = gettext("Zet je code niet in je antwoord. Haal de cijfers weg.")
                field.errors = [*field.errors, text]
                clean = False
        return clean

    def told(self, _revision: int = 0, /) -> Answer | HelperWords | None:
        """Return what was sent as it would be stored, at this revision."""
        return None

    def change(self, draft: Draft, _revisions: Mapping[Box, int]) -> Draft:
        """Return the draft with what this step says. Raises AnswerClash."""
        return draft

    def _refuse_clash(self, stored: Answer | HelperWords) -> None:
        if stored.revision != self.seen:
            raise AnswerClash


class QuestionForm(StepForm):
    """One question."""

    stored: Answer
    question: Question

    def _fields(self) -> BaseForm:
        questionnaire = self.visit.questionnaire
        found = next(q for q in questionnaire.questions() if q.id == self.step.id)
        self.question = asked_now(found, self.visit.path.counted)
        self.private = questionnaire.part_of(self.step.id).private
        self.stored = self.visit.draft.answers.get(self.step.id, Answer())
        return form_for(self.question, self.stored, self.sent)

    def told(self, revision: int = 0, /) -> Answer:
        """Return the answer that was sent."""
        lang, skipped = self.visit.edition.lang, self.go == "skip"
        return answer_from(self.fields, lang=lang, skipped=skipped, revision=revision)

    def change(self, draft: Draft, revisions: Mapping[Box, int]) -> Draft:
        """Put the answer in place, unless it has just been changed differently elsewhere."""
        stored = draft.answers.get(self.step.id)
        answer = self.told(revisions[Box.PRIVATE if self.private else Box.SHARED])
        if stored and stored.says_the_same_as(answer):
            return draft
        if stored is None and answer.is_empty and self.go not in GOING_ON:
            return draft
        self._refuse_clash(stored or Answer())
        return draft.with_answer(self.step.id, answer, private=self.private)


class HelperForm(StepForm):
    """The helper's own words about a part, and whether the resident wants them on paper."""

    stored: HelperWords

    def _fields(self) -> BaseForm:
        self.stored = self.visit.draft.shared.helper.get(self.step.id, HelperWords())
        if self.visit.by_helper:
            return make_form({"text": WordsField()}, self.sent, {"text": self.stored.text})
        asked = YES if self.stored.on_paper else NO if self.stored.text else ""
        fields = {"text": WordsField(), "on_paper": PickField((YES, NO))}
        form = make_form(fields, self.sent, {"text": self.stored.text, "on_paper": asked})
        if self.sent is None:
            mark_language(form, self.stored.lang)
        return form

    def told(self, revision: int = 0, /) -> HelperWords:
        """Return the words that were sent."""
        text = self.fields["text"].data or ""
        return HelperWords(
            text=text,
            on_paper=self._may_be_on_paper(text),
            revision=revision,
            lang=self.visit.edition.lang,
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
        if stored and stored.says_the_same_as(words):
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


def step_form(visit: Visit, step: Step, sent: MultiDict[str, str] | None = None) -> StepForm:
    """Return the form of a step."""
    return FORMS.get(step.kind, StepForm)(visit, step, sent)


def whole_number(raw: str) -> int | None:
    """Read a small whole number from a form; None when it is none."""
    usable = raw.isascii() and raw.isdigit() and len(raw) <= REVISION_DIGITS
    return int(raw) if usable else None
