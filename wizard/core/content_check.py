"""Finds everything that is wrong in the content, all at once: what `wizard check` prints.

The types have been checked by then (content.py refuses what does not decode); these are the rules
between the pieces. `today` is an argument, so that the check has no clock of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain

from wizard.core.answer_space import answer_space
from wizard.core.conditions import holds, questions_in
from wizard.core.content import texts
from wizard.core.municipality import Glossary, Municipality
from wizard.core.municipality_check import check_municipality
from wizard.core.overlay import overlaid
from wizard.core.problems import (
    GLOSSARY_FILE,
    QUESTIONNAIRE_FILE,
    Problem,
    municipality_file,
)
from wizard.core.questionnaire import (
    HELPER_ROLE,
    Choice,
    Condition,
    Pairs,
    Question,
    Questionnaire,
    Scale,
    Several,
    TextQuestion,
    Tiles,
    choices_of,
)
from wizard.core.renaming import rename_problems

SHORT_PAGES_MOST = 16
PAGES_MOST = 40
TILES_MOST = 12
EXAMPLES = 2


def check_content(
    questionnaire: Questionnaire,
    glossary: Glossary,
    municipalities: Iterable[Municipality],
    today: date,
) -> tuple[Problem, ...]:
    """Return every problem in the content; reachability is only tried when nothing else is wrong.

    Language level is not looked at here: see wizard/readability.py.
    """
    found = [*_questionnaire_problems(questionnaire), *_twice(texts(glossary), GLOSSARY_FILE)]
    if not found:
        found += _unreachable(questionnaire)
    common = set(found)
    for municipality in municipalities:
        own = overlaid(questionnaire, municipality.questions)
        file = municipality_file(municipality.slug)
        if own is not questionnaire:
            made = (*_questionnaire_problems(own), *_unreachable(own))
            found += [
                Problem(file, problem.place, problem.text, problem.level)
                for problem in made
                if problem not in common
            ]
        known = _choice_ids(own.questions())
        found += check_municipality(municipality, own, glossary, known, today)
    return tuple(found)


def _questionnaire_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    yield from _twice(texts(questionnaire), QUESTIONNAIRE_FILE)
    yield from _conditions(questionnaire)
    yield from _page_counts(questionnaire)
    yield from _private_parts(questionnaire)
    for former, text in rename_problems(questionnaire):
        yield Problem(QUESTIONNAIRE_FILE, former, text)
    for question in questionnaire.questions():
        for text in chain(_references(question), _plan_places(question), _forms_of_help(question)):
            yield Problem(QUESTIONNAIRE_FILE, question.id, text)


def _twice(found: Iterable[tuple[str, str]], file: str) -> Iterator[Problem]:
    """Find ids that stand twice: the ids that lead to a text are its name for translators."""
    times = Counter(place for place, _ in found)
    return (
        Problem(file, place, "this id stands here twice") for place, n in times.items() if n > 1
    )


def _choice_ids(questions: Iterable[Question]) -> dict[str, set[str]]:
    return {q.id: {choice.id for choice in choices_of(q)} for q in questions}


def _conditions(questionnaire: Questionnaire) -> Iterator[Problem]:
    earlier: list[Question] = []
    for question in questionnaire.questions():
        known = _choice_ids(earlier)
        for condition in (question.when, *(choice.when for choice in choices_of(question))):
            for text in unknown_in(condition, known):
                yield Problem(QUESTIONNAIRE_FILE, question.id, f"{text} (of an earlier question)")
        earlier.append(question)
    for name in ("together", "paper_only"):
        for text in unknown_in(getattr(questionnaire, name), _choice_ids(earlier)):
            yield Problem(QUESTIONNAIRE_FILE, name, text)


def unknown_in(condition: Condition | None, known: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Say which questions or choices in a condition do not exist; `known` has choices by id."""
    for question, any_of in questions_in(condition):
        for choice in any_of:
            if choice not in known.get(question, ()):
                yield f"a condition names the unknown answer {question} = {choice}"


def _page_counts(questionnaire: Questionnaire) -> Iterator[Problem]:
    pages = [q for p in questionnaire.parts if p.numbered for q in p.questions if _for_all(q)]
    short = [question for question in pages if question.short]
    if len(short) > SHORT_PAGES_MOST:
        text = f"the short version has {len(short)} pages; at most {SHORT_PAGES_MOST}"
        yield Problem(QUESTIONNAIRE_FILE, "parts", text)
    if len(pages) > PAGES_MOST:
        text = f"there are {len(pages)} pages; at most {PAGES_MOST}"
        yield Problem(QUESTIONNAIRE_FILE, "parts", text)


def _for_all(question: Question) -> bool:
    return question.when is None and not question.retired


def _private_parts(questionnaire: Questionnaire) -> Iterator[Problem]:
    order = [part.private for part in questionnaire.parts]
    if order != sorted(order):
        yield Problem(QUESTIONNAIRE_FILE, "parts", "private parts come last")
    for part in questionnaire.parts:
        for question in part.questions:
            if part.private and not question.sensitive:
                text = "a private question is sensitive: off paper until switched on"
                yield Problem(QUESTIONNAIRE_FILE, question.id, text)


def _references(question: Question) -> Iterator[str]:
    known = {choice.id for choice in choices_of(question)}
    for field in question.fields:
        if field.with_choice and field.with_choice not in known:
            yield f"the field {field.id} goes with the unknown choice {field.with_choice}"
    groups = {group.id for group in question.groups} if isinstance(question, Several) else set()
    for choice in choices_of(question):
        if choice.group and choice.group not in groups:
            yield f"the choice {choice.id} stands in the unknown group {choice.group}"


def _plan_places(question: Question) -> Iterator[str]:
    speaks = isinstance(question, TextQuestion) or any(_sentences(question))
    if speaks and question.chapter is None and question.id != HELPER_ROLE:
        yield "this has words for the plan, but no chapter"
    if question.chapter and not question.heading:
        yield "this stands in the plan without a heading"


def _sentences(question: Question) -> Iterator[str]:
    choices: Iterable[Choice] = choices_of(question)
    if isinstance(question, Pairs):
        choices = chain(choices, *(pair.choices for pair in question.items))
    if isinstance(question, Scale):
        yield from chain.from_iterable(item.sentences.values() for item in question.items)
    yield from (choice.sentence for choice in choices)
    yield question.own_words


def _forms_of_help(question: Question) -> Iterator[str]:
    if isinstance(question, TextQuestion) and len(question.examples) != EXAMPLES:
        yield f"a question for own words has {EXAMPLES} examples"
    if isinstance(question, Tiles):
        tiles = sum(not choice.retired for choice in question.choices)
        if tiles > TILES_MOST:
            yield f"there are {tiles} tiles; at most {TILES_MOST}"
        yield from (f"the tile {c.id} has no icon" for c in question.choices if not c.icon)


def _unreachable(questionnaire: Questionnaire) -> Iterator[Problem]:
    for question in questionnaire.questions():
        cases = answer_space(questionnaire, [question.when])
        if not any(holds(question.when, answers) for answers in cases):
            yield Problem(QUESTIONNAIRE_FILE, question.id, "no answers lead to this question")
