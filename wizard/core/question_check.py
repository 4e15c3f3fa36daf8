"""Finds what is wrong within one question: sentences, references, forms of help."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from wizard.core.questionnaire import (
    HELPER_ROLE,
    Choice,
    Pairs,
    Question,
    Scale,
    ScaleItem,
    Several,
    TextQuestion,
    Tiles,
    choices_of,
)

TILES_MOST = 12
EXAMPLES = 2

Fault = tuple[str, str]
"""The place in ids, and what is wrong there with what to do."""


def question_faults(question: Question) -> Iterator[Fault]:
    """Yield everything that is wrong in a question, whatever stands around it."""
    yield from _nothing_to_choose(question)
    yield from _references(question)
    yield from _plan_places(question)
    yield from _forms_of_help(question)
    if question.chapter:
        yield from _sentences(question)


def _nothing_to_choose(question: Question) -> Iterator[Fault]:
    choices = getattr(question, "choices", None)
    if choices is not None and not question.retired and all(one.retired for one in choices):
        yield question.id, "there is nothing to choose: keep a choice, or leave the question out"


def _references(question: Question) -> Iterator[Fault]:
    known = {choice.id for choice in choices_of(question)}
    for field in question.fields:
        if field.with_choice and field.with_choice not in known:
            text = f"the field {field.id} goes with the unknown choice {field.with_choice}"
            yield f"{question.id}.{field.id}.with_choice", text
    groups = {group.id for group in question.groups} if isinstance(question, Several) else set()
    for choice in choices_of(question):
        if choice.group and choice.group not in groups:
            text = f"the choice {choice.id} stands in the unknown group {choice.group}"
            yield f"{question.id}.{choice.id}.group", text


def _plan_places(question: Question) -> Iterator[Fault]:
    if question.chapter is None and question.id != HELPER_ROLE and _speaks(question):
        yield question.id, "this has words for the plan, but no chapter"
    if question.chapter and not question.heading:
        yield question.id, "this stands in the plan without a heading: add one"


def _speaks(question: Question) -> bool:
    if isinstance(question, TextQuestion) or question.own_words:
        return True
    if isinstance(question, Scale) and any(item.sentences for item in question.items):
        return True
    return any(choice.sentence for _, choice in _choices(question))


def _choices(question: Question) -> Iterator[tuple[str, Choice]]:
    for choice in choices_of(question):
        yield f"{question.id}.{choice.id}", choice
    for pair in question.items if isinstance(question, Pairs) else ():
        for choice in pair.choices:
            yield f"{question.id}.{pair.id}.{choice.id}", choice


def _sentences(question: Question) -> Iterator[Fault]:
    """What somebody answered stands in the plan, or is said to leave nothing to repeat."""
    for place, choice in _choices(question):
        if choice.silent and choice.sentence:
            yield f"{place}.sentence", "a silent choice has no sentence: keep one of the two"
        elif not (choice.silent or choice.sentence):
            text = "this has no sentence for the plan: add one, or silent = true"
            yield place, text
    if isinstance(question, Scale):
        yield from chain.from_iterable(_scale(question, item) for item in question.items)


def _scale(question: Scale, item: ScaleItem) -> Iterator[Fault]:
    place = f"{question.id}.{item.id}.sentences"
    for choice in question.scale:
        if not (choice.silent or choice.id in item.sentences):
            yield place, f"there is no sentence for {choice.id}: add one"
    for unknown in sorted(item.sentences.keys() - {choice.id for choice in question.scale}):
        yield f"{place}.{unknown}", f"the scale has no {unknown}"


def _forms_of_help(question: Question) -> Iterator[Fault]:
    if isinstance(question, TextQuestion) and len(question.examples) != EXAMPLES:
        yield question.id, f"a question for own words has {EXAMPLES} examples"
    if isinstance(question, Tiles):
        tiles = sum(not choice.retired for choice in question.choices)
        if tiles > TILES_MOST:
            yield question.id, f"there are {tiles} tiles; at most {TILES_MOST}"
        for choice in question.choices:
            if not choice.icon:
                yield f"{question.id}.{choice.id}", f"the tile {choice.id} has no icon"
