"""Drafts that were made under earlier content, opened under what ships now: nothing is lost.

`earlier/<n>` is content as it once stood on a site. It never changes: whoever changes an id of the
present content without `renamed` or `retired` finds that out here.
"""

import functools
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from tests.core.municipalities import EDITIONS
from tests.core.valid_drafts import TODAY, make_draft, valid_answers
from wizard.answersfile import read_draft
from wizard.core.content import (
    load_glossary,
    load_municipality,
    load_questionnaire,
    make_edition,
)
from wizard.core.difference import TextChange, difference, losses
from wizard.core.draft import Draft
from wizard.core.municipality import Edition
from wizard.core.plan import build_plan
from wizard.core.questionnaire import Questionnaire, Rename
from wizard.core.renaming import carried
from wizard.core.routing import Route, route_for

FOLDER = Path(__file__).parent / "earlier" / "1"
BEFORE = make_edition(
    load_questionnaire(FOLDER),
    load_glossary(FOLDER),
    load_municipality(FOLDER / "municipalities" / "arnhem.toml"),
    "nl",
    lambda _context, text: text,
)
QUESTIONS = BEFORE.questionnaire
SEEDS = range(12)


@functools.cache
def drafts() -> dict[str, Draft]:
    """Every made-up person, everything that can be said, and drafts by chance."""
    made = {path.stem: read_draft(path, QUESTIONS) for path in (FOLDER / "people").glob("*.toml")}
    pools = {q.id: tuple(valid_answers(q)) for q in QUESTIONS.questions()}
    for turn in range(max(map(len, pools.values()))):
        one_each = {id_: (pool[turn % len(pool)],) for id_, pool in pools.items()}
        made[f"turn {turn}"] = make_draft(BEFORE, one_each, Random(turn))  # noqa: S311 - nothing is secret here
    for seed in SEEDS:
        made[f"chance {seed}"] = make_draft(BEFORE, pools, Random(seed))  # noqa: S311 - nothing is secret here
    return {name: all_on_paper(draft) for name, draft in made.items()}


def all_on_paper(draft: Draft) -> Draft:
    shown = {question.id: True for question in QUESTIONS.questions()}
    parts = tuple(part.id for part in QUESTIONS.parts)
    return replace(draft, shared=replace(draft.shared, paper=shown, opened=parts))


def said(edition: Edition, draft: Draft) -> set[tuple[str, str]]:
    """Every line of the plan: our words, and the person's own."""
    chapters = build_plan(edition, draft, TODAY).chapters.values()
    items = {
        (line.text, line.own_words)
        for chapter in chapters
        for item in chapter.items
        for line in item.lines
    }
    return items | {("", note.text) for chapter in chapters for note in chapter.helper}


def unsaid(new: Edition, draft: Draft, texts: tuple[TextChange, ...]) -> set[tuple[str, str]]:
    """What the plan said before and does not say now, but for texts that were changed.

    Own words are looked for by themselves: what stands before them may have changed.
    """
    now = said(new, carried(draft, new.questionnaire))
    changed = {change.old for change in texts}
    own = {words for _, words in now}
    return {
        (text, words)
        for text, words in said(BEFORE, draft) - now
        if words not in own or text not in changed
    }


@functools.cache
def texts_changed(slug: str) -> tuple[TextChange, ...]:
    return difference(BEFORE, EDITIONS[slug], {}, TODAY).texts


@pytest.mark.parametrize("slug", EDITIONS)
def test_every_answer_of_before_can_still_be_read_and_kept(slug):
    assert [*losses(QUESTIONS, EDITIONS[slug].questionnaire)] == []


@pytest.mark.parametrize("slug", EDITIONS)
def test_every_line_of_an_earlier_plan_is_in_the_plan_of_now(slug):
    left = {
        name: unsaid(EDITIONS[slug], one, texts_changed(slug)) for name, one in drafts().items()
    }

    assert {name: lines for name, lines in left.items() if lines} == {}


@pytest.mark.parametrize("slug", EDITIONS)
def test_every_answer_that_counted_counts_and_its_page_is_there(slug):
    questionnaire = EDITIONS[slug].questionnaire
    for draft in drafts().values():
        before, now = draft.path(QUESTIONS), carried(draft, questionnaire).path(questionnaire)
        assert before.counted.keys() <= now.counted.keys()
        assert now.counted.keys() <= {step.id for step in now.steps}


def cards(route: Route) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.card.id, one.why) for one in (route.main, *route.extra, *route.more)]


def test_routes_in_arnhem_are_what_they_were():
    new = EDITIONS["arnhem"]
    for draft in drafts().values():
        before = route_for(BEFORE.municipality, draft.path(QUESTIONS).counted)
        opened = carried(draft, new.questionnaire).path(new.questionnaire)
        assert cards(route_for(new.municipality, opened.counted)) == cards(before)


def test_the_drafts_say_everything_that_can_be_said():
    picked = {
        (id_, pick)
        for one in drafts().values()
        for id_, a in one.answers.items()
        for pick in a.picks
    }
    answerable = {
        (question.id, pick)
        for question in QUESTIONS.questions()
        for answer in valid_answers(question)
        for pick in answer.picks
    }

    assert answerable <= picked


# Seeded faults: what must not slip through.


def renamed_choice(questionnaire: Questionnaire, old: str, new: str) -> Questionnaire:
    """The questions after somebody gave a wish another id."""
    parts = []
    for part in questionnaire.parts:
        questions = tuple(
            replace(q, choices=tuple(replace(c, id=new) if c.id == old else c for c in q.choices))
            if q.id == "wishes"
            else q
            for q in part.questions
        )
        parts.append(replace(part, questions=questions))
    return replace(questionnaire, parts=tuple(parts))


def test_an_id_that_changes_without_a_word_is_found():
    questionnaire = renamed_choice(QUESTIONS, "rhythm", "regular_days")
    new = replace(BEFORE, questionnaire=questionnaire)

    assert [loss.id for loss in losses(QUESTIONS, questionnaire)] == ["wishes.rhythm"]
    assert any(unsaid(new, draft, ()) for draft in drafts().values())


def test_a_rename_that_is_told_is_no_fault():
    renames = (Rename(from_="wishes.rhythm", to="wishes.regular_days"),)
    questionnaire = renamed_choice(QUESTIONS, "rhythm", "regular_days")
    new = replace(BEFORE, questionnaire=replace(questionnaire, renamed=renames))

    assert [*losses(QUESTIONS, new.questionnaire)] == []
    assert not any(unsaid(new, draft, ()) for draft in drafts().values())


def test_a_question_that_goes_without_a_word_is_found():
    parts = tuple(
        replace(part, questions=tuple(q for q in part.questions if q.id != "hope"))
        for part in QUESTIONS.parts
    )
    new = replace(BEFORE, questionnaire=replace(QUESTIONS, parts=parts))

    assert [loss.id for loss in losses(QUESTIONS, new.questionnaire)] == ["hope"]
    assert any(unsaid(new, draft, ()) for draft in drafts().values())
