"""Every kind of handout by its name, as previews, tests and pictures ask for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from wizard.core.draft import Draft
from wizard.core.municipality import Edition
from wizard.core.own_file import own_file
from wizard.core.paper_questions import open_questions
from wizard.core.plan import Plan, build_plan
from wizard.handout.bilingual import bilingual_paper
from wizard.handout.codecard import CodeCard, card_paper
from wizard.handout.paper import Paper
from wizard.handout.plan import easy_paper, large_paper, plan_paper, so_far_paper
from wizard.handout.plan_text import plan_text
from wizard.handout.questions import questions_paper


class Wanted(Struct, frozen=True, kw_only=True):
    """What a handout is made from: a draft, the content in its language and that in Dutch.

    `start_url` is the public address of the start page, "" where there is none.
    """

    draft: Draft
    edition: Edition
    dutch: Edition
    today: date
    demo: bool
    start_url: str = ""

    def plan(self) -> Plan:
        """Return the plan in the resident's language."""
        return build_plan(self.edition, self.draft, self.today)

    def dutch_plan(self) -> Plan:
        """Return the same plan in Dutch."""
        return build_plan(self.dutch, self.draft, self.today)


SAMPLE_CODE = ("1234", "5678", "9012", "3456")
"""What stands on a card that is made without a plan on a server: it opens nothing."""

Kind = Callable[[Wanted], Paper | str]
"""Makes a page for the press, or a text that is handed out as it is."""


def _plan(wanted: Wanted) -> Paper:
    return plan_paper(wanted.plan(), demo=wanted.demo)


def _large(wanted: Wanted) -> Paper:
    return large_paper(wanted.plan(), demo=wanted.demo)


def _easy(wanted: Wanted) -> Paper:
    return easy_paper(wanted.plan(), demo=wanted.demo)


def _bilingual(wanted: Wanted) -> Paper:
    return bilingual_paper(wanted.plan(), wanted.dutch_plan(), demo=wanted.demo)


def _card(wanted: Wanted) -> Paper:
    plan, days = wanted.plan(), wanted.edition.municipality.retention_days
    card = CodeCard(SAMPLE_CODE, plan.mark, wanted.today + timedelta(days), plan.lang)
    return card_paper(card, demo=wanted.demo)


def _so_far(wanted: Wanted) -> Paper:
    still_open = open_questions(wanted.edition.questionnaire, wanted.draft, private=True)
    return so_far_paper(wanted.plan(), still_open, demo=wanted.demo)


def _short(wanted: Wanted) -> Paper:
    return questions_paper(wanted.edition, "short", start_url=wanted.start_url, demo=wanted.demo)


def _long(wanted: Wanted) -> Paper:
    return questions_paper(wanted.edition, "long", start_url=wanted.start_url, demo=wanted.demo)


def _text(wanted: Wanted) -> str:
    return plan_text(wanted.plan(), demo=wanted.demo)


def _json(wanted: Wanted) -> str:
    return own_file(wanted.edition, wanted.draft, wanted.today, "Preview").decode()


KINDS: dict[str, Kind] = {
    "plan": _plan,
    "large": _large,
    "easy": _easy,
    "bilingual": _bilingual,
    "so-far": _so_far,
    "questions-short": _short,
    "questions-long": _long,
    "card": _card,
    "text": _text,
    "json": _json,
}
