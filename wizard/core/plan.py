"""The persoonlijk plan: what the answers say, in the order in which a talk goes.

The page, the PDF, the desk and the export all render this one Plan (domain notes 5.5).
Own words stay literal. There is no score, level, percentage or verdict, and skipped questions
leave no trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import get_args

from msgspec import Struct

from wizard.core.answers import Answer, Line, sentences
from wizard.core.asked import asked_now, ids_said
from wizard.core.conditions import holds
from wizard.core.content import fill_in
from wizard.core.draft import Draft, on_paper
from wizard.core.followup import Round
from wizard.core.municipality import Companion, Contact, Edition
from wizard.core.path import Path, StepKind
from wizard.core.questionnaire import HELPER_ROLE, ChapterId
from wizard.core.routing import RouteCard, route_for

TIPS_MOST = 5
"""More would not be read in a talk (domain notes 2.4)."""


class PlanItem(Struct, frozen=True):
    """One answer in the plan; `question` traces it back, `lang` is that of the own words."""

    question: str
    heading: str
    lines: tuple[Line, ...]
    lang: str
    talk: bool


class HelperNote(Struct, frozen=True):
    """The helper's words about one part, always shown apart and labelled with the role."""

    part: str
    role: str
    text: str
    lang: str


class Chapter(Struct, frozen=True):
    """The items and helper's words that stand together; false when there is nothing."""

    items: tuple[PlanItem, ...] = ()
    helper: tuple[HelperNote, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.items or self.helper)


class NextStep(Struct, frozen=True):
    """The one card that stands on the plan, with whom to turn to."""

    card: RouteCard
    contact: Contact
    companion: Companion
    companion_contact: Contact


class Plan(Struct, frozen=True):
    """A draft persoonlijk plan, ready to be rendered.

    `together` tells whether someone helped and `helper_role` who, "" when that was skipped.
    `reference` is what a desk knows it by, "" where it was not sent.
    """

    mark: str
    made_on: date
    lang: str
    together: bool
    helper_role: str
    chapters: dict[ChapterId, Chapter]
    talk_points: tuple[PlanItem, ...]
    next_step: NextStep
    tips: tuple[str, ...]
    after: Round
    reference: str = ""

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was answered that the plan could show."""
        return not any(self.chapters.values())


def build_plan(edition: Edition, draft: Draft, today: date) -> Plan:
    """Return the plan as others may see it: only what is switched on counts anywhere in it."""
    shown = on_paper(edition.questionnaire, draft)
    path = shown.path(edition.questionnaire)
    answers = path.counted
    items = {item.question: item for item in _items(edition, shown, answers)}
    role = helper_role(edition, draft, answers)
    return Plan(
        mark=mark_text(edition, draft),
        made_on=today,
        lang=edition.lang,
        together=holds(edition.questionnaire.together, answers) or bool(draft.shared.helped),
        helper_role=role,
        chapters=_chapters(edition, items, list(_helper_notes(edition, shown, path, role))),
        talk_points=tuple(items[id_] for id_ in shown.talk if id_ in items),
        next_step=_next_step(edition, shown, answers),
        tips=edition.questionnaire.tips[:TIPS_MOST],
        after=shown.shared.after,
        reference=draft.reference,
    )


def mark_text(edition: Edition, draft: Draft) -> str:
    """Return the plan's two-word mark as words; it says nothing about the person."""
    first, second = draft.shared.mark
    marks = edition.questionnaire.marks
    colour = next((word.text for word in marks.first if word.id == first), "")
    thing = next((word.text for word in marks.second if word.id == second), "")
    return fill_in(marks.pattern, {"first": colour, "second": thing}).strip()


def _items(edition: Edition, draft: Draft, answers: dict[str, Answer]) -> Iterator[PlanItem]:
    for question in edition.questionnaire.questions():
        answer = answers.get(question.id, Answer())
        said = sentences(asked_now(question, answers, ids_said(answer)), answer)
        if question.chapter and said:
            talk = question.id in draft.talk
            yield PlanItem(question.id, question.heading, said, answer.lang, talk)


def _chapters(
    edition: Edition, items: dict[str, PlanItem], notes: list[tuple[ChapterId, HelperNote]]
) -> dict[ChapterId, Chapter]:
    questions = list(edition.questionnaire.questions())
    return {
        chapter: Chapter(
            tuple(items[q.id] for q in questions if q.chapter == chapter and q.id in items),
            tuple(note for place, note in notes if place == chapter),
        )
        for chapter in get_args(ChapterId)
    }


def _helper_notes(
    edition: Edition, draft: Draft, path: Path, role: str
) -> Iterator[tuple[ChapterId, HelperNote]]:
    asked = {step.id for step in path.steps if step.kind is StepKind.HELPER}
    for part in edition.questionnaire.parts:
        words = draft.shared.helper.get(part.id)
        if part.chapter and part.id in asked and words and words.text:
            yield part.chapter, HelperNote(part.id, role, words.text, words.lang)


def helper_role(edition: Edition, draft: Draft, answers: Mapping[str, Answer]) -> str:
    """Return who helps as it reads in the plan, "" when it is not known.

    What was answered on this screen goes before the role that a helper code was made for.
    """
    question = edition.questionnaire.find_question(HELPER_ROLE)
    answer = answers.get(HELPER_ROLE) or Answer(picks=(draft.shared.helped,))
    if question is None:
        return ""
    return next((line.text for line in sentences(question, answer)), "")


def _next_step(edition: Edition, draft: Draft, answers: dict[str, Answer]) -> NextStep:
    municipality = edition.municipality
    card = route_for(municipality, answers, draft.shared.chosen_card).main
    return NextStep(
        card,
        municipality.contact(card.card.contact),
        municipality.companion,
        municipality.contact(municipality.companion.contact),
    )
