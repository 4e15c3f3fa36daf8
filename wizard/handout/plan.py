"""The plan as HTML for paper, from the same Plan as the page (domain notes 5.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

import msgspec
from msgspec import Struct

from wizard.core.answers import LINE_MOST_CHARACTERS, Line
from wizard.core.followup import Agreement, Round
from wizard.core.paper_questions import PaperPart
from wizard.core.plan import Chapter, HelperNote, Plan, PlanItem
from wizard.core.questionnaire import ChapterId
from wizard.handout.codecard import CodeCard
from wizard.handout.environment import long_date, paper_environment
from wizard.handout.firstpage import overflows
from wizard.handout.paper import Paper
from wizard.handout.paper_text import CUT, NOT_PRINTABLE, clean_for_paper, unprintable
from wizard.i18n import text_direction

TALK_POINT_MOST_CHARACTERS = 60
SIDE_BY_SIDE_MOST_CHARACTERS = 400
TALK_CHAPTERS: tuple[ChapterId, ...] = ("people", "exciting", "practical", "my_questions")


class LeftOut(Struct, frozen=True):
    """What of the typed words is not on a paper: signs with a box instead, and ends of texts."""

    boxes: int
    cut: bool


ONE_COLUMN = MappingProxyType({"card": None, "flows": False, "side_by_side": False})
"""What the standard paper has and the others do not."""

NOTHING_LEFT_OUT = LeftOut(boxes=0, cut=False)


def plan_paper(
    plan: Plan, *, demo: bool, kept_until: date | None = None, card: CodeCard | None = None
) -> Paper:
    """Return the standard paper: two pages, more when more was told, 12 pt or larger.

    `kept_until` is the day on which the plan goes, where the resident chose how long to keep it;
    `card` prints a strip with the resume code to cut off. All is in the plan's language.

    The only personal content is in the returned page: nothing is kept, logged or cached.
    """
    paper = plan_for_paper(plan)
    values = {"side_by_side": _is_short(paper), "flows": overflows(paper), "card": card}
    html = _render("plan", paper, demo=demo, kept_until=kept_until, values=values)
    return Paper(html, "plan", ("card",))


def large_paper(plan: Plan, *, demo: bool, kept_until: date | None = None) -> Paper:
    """Return the plan in letters of 20 pt and larger, in one column, without tables."""
    paper = plan_for_paper(plan)
    return Paper(_render("large", paper, demo=demo, kept_until=kept_until), "large")


def easy_paper(plan: Plan, *, demo: bool, kept_until: date | None = None) -> Paper:
    """Return the plan one line at a time, with the picture that each answer had on its page."""
    paper = plan_for_paper(plan)
    return Paper(_render("easy", paper, demo=demo, kept_until=kept_until), "easy")


def so_far_paper(
    plan: Plan,
    questions: tuple[PaperPart, ...],
    *,
    demo: bool,
    kept_until: date | None = None,
) -> Paper:
    """Return the standard paper followed by the questions that are still open, to write on."""
    paper = plan_for_paper(plan)
    values = {"side_by_side": _is_short(paper), "flows": overflows(paper), "parts": questions}
    html = _render("so_far", paper, demo=demo, kept_until=kept_until, values=values)
    return Paper(html, "plan", ("questions",))


def _render(
    template: str,
    paper: Plan,
    *,
    demo: bool,
    kept_until: date | None,
    values: Mapping[str, object] = ONE_COLUMN,
) -> str:
    return (
        paper_environment(paper.lang)
        .get_template(f"handout/{template}.html")
        .render(
            plan=paper,
            demo=demo,
            direction=text_direction(paper.lang),
            made_on=long_date(paper.made_on, paper.lang),
            kept_until=long_date(kept_until, paper.lang) if kept_until else "",
            talk_points=[(item, _says_little(item)) for item in paper.talk_points],
            left_out=left_out_of(paper),
            **(ONE_COLUMN | values),
        )
    )


def plan_for_paper(plan: Plan) -> Plan:
    """Return the plan with everything that people typed cleaned for paper."""
    return msgspec.structs.replace(
        plan,
        chapters={name: _clean_chapter(chapter) for name, chapter in plan.chapters.items()},
        talk_points=_clean_items(plan.talk_points),
        after=_clean_round(plan.after),
    )


def _clean_round(after: Round) -> Round:
    lines = (
        Agreement(
            who=_clean_short(line.who),
            what=_clean_short(line.what),
            when=_clean_short(line.when),
            lang=line.lang,
        )
        for line in after.agreements
    )
    return after.with_talk(after.talked, tuple(lines), _clean_short(after.fixed_person))


def _clean_short(text: str) -> str:
    return clean_for_paper(text, LINE_MOST_CHARACTERS)


def _clean_chapter(chapter: Chapter) -> Chapter:
    return Chapter(
        items=_clean_items(chapter.items),
        helper=tuple(note for note in map(_clean_note, chapter.helper) if note.text),
    )


def _clean_items(items: tuple[PlanItem, ...]) -> tuple[PlanItem, ...]:
    """Return the items of which something is left: invisible characters alone say nothing."""
    return tuple(item for item in map(_clean_item, items) if item.lines)


def _clean_item(item: PlanItem) -> PlanItem:
    lines = tuple(line for line in map(_clean_line, item.lines) if line)
    return msgspec.structs.replace(item, lines=lines)


def _clean_line(line: Line) -> Line:
    return msgspec.structs.replace(line, own_words=clean_for_paper(line.own_words))


def _clean_note(note: HelperNote) -> HelperNote:
    return msgspec.structs.replace(note, text=clean_for_paper(note.text))


def _says_little(item: PlanItem) -> bool:
    """Tell whether a talk point fits on one line; a longer one is read where it stands."""
    length = sum(len(line.text) + len(line.own_words) for line in item.lines)
    return length <= TALK_POINT_MOST_CHARACTERS


def _is_short(plan: Plan) -> bool:
    """Tell whether what was typed for the talk fits two narrow columns."""
    typed = _typed(plan.chapters[name] for name in TALK_CHAPTERS)
    return sum(map(len, typed)) <= SIDE_BY_SIDE_MOST_CHARACTERS


def left_out_of(paper: Plan) -> LeftOut:
    """Return what a cleaned plan has to explain."""
    typed = tuple(typed_in(paper))
    return LeftOut(
        boxes=sum(text.count(NOT_PRINTABLE) for text in typed),
        cut=any(CUT in text for text in typed),
    )


def unprintable_signs(plan: Plan) -> tuple[str, ...]:
    """Return the signs that people typed in a plan and that no paper can show."""
    return tuple(dict.fromkeys(sign for text in typed_in(plan) for sign in unprintable(text)))


def typed_in(plan: Plan) -> Iterator[str]:
    """Yield every text of a plan that somebody typed."""
    yield from _typed(plan.chapters.values())
    yield from _agreed(plan.after)


def _agreed(after: Round) -> Iterator[str]:
    for line in after.agreements:
        yield from (line.who, line.what, line.when)
    yield after.fixed_person


def _typed(chapters: Iterable[Chapter]) -> Iterator[str]:
    for chapter in chapters:
        yield from (line.own_words for item in chapter.items for line in item.lines)
        yield from (note.text for note in chapter.helper)
