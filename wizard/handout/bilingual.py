"""The plan in two languages, line beside line, for a talk with an interpreter or without one.

Both columns are made from the same draft: nothing is translated here. What people typed stands
once, in the language in which they typed it, with room to write a translation by hand.
"""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from wizard.core.plan import Plan
from wizard.core.references import grouped
from wizard.handout.both import Both
from wizard.handout.environment import bilingual_environment, long_date
from wizard.handout.paper import Paper
from wizard.handout.plan import NOTHING_LEFT_OUT, LeftOut, left_out_of, plan_for_paper
from wizard.i18n import SOURCE_LANGUAGE, language_name, left_to_right, text_direction


def bilingual_paper(
    plan: Plan, dutch: Plan, *, demo: bool, kept_until: date | None = None
) -> Paper:
    """Return both plans beside each other as a page for the press.

    They are two plans of one draft: `plan` in the resident's language, `dutch` in Dutch.
    `kept_until` is the day on which the plan goes, where the resident chose how long to keep it.

    The only personal content is in the returned page: nothing is kept, logged or cached.
    """
    clean = Both(plan_for_paper(plan), plan_for_paper(dutch))
    left_out = left_out_of(clean.own)
    return Paper(_render("page", clean, kept_until, demo=demo, left_out=left_out), "bilingual")


def bilingual_sheet(plan: Plan, dutch: Plan, *, kept_until: date | None = None) -> Markup:
    """Return the same sheet for a page on screen, without the paper's head and foot."""
    sheet = _render("sheet", Both(plan, dutch), kept_until, demo=False, left_out=NOTHING_LEFT_OUT)
    return Markup(sheet)  # noqa: S704 - rendered here, from a template that escapes


def _render(
    template: str, plan: Both, kept_until: date | None, *, demo: bool, left_out: LeftOut
) -> str:
    lang = plan.own.lang
    return (
        bilingual_environment(lang)
        .get_template(f"handout/bilingual/{template}.html")
        .render(
            plan=plan,
            demo=demo,
            bookmarks=template == "page",
            lang=lang,
            direction=text_direction(lang),
            language_name=language_name,
            made_on=_dates(plan.own.made_on, lang),
            kept_until=_dates(kept_until, lang) if kept_until else None,
            left_out=left_out,
            reference=left_to_right(grouped(plan.own.reference), plan.own.lang),
        )
    )


def _dates(day: date, lang: str) -> Both:
    return Both(long_date(day, lang), long_date(day, SOURCE_LANGUAGE))
