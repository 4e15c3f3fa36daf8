"""Finds everything that is wrong in the content, all at once: what `wizard check` prints.

The types have been checked by then (content.py refuses what does not decode); these are the rules
between the pieces. `today` is an argument, so that the check has no clock of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from wizard.core.answer_space import Rules
from wizard.core.condition_check import Known, condition_faults, past_conditions, unreachable
from wizard.core.content import texts
from wizard.core.municipality import Glossary, Municipality
from wizard.core.municipality_check import check_municipality, placeholders
from wizard.core.overlay import overlaid
from wizard.core.overlay_check import clashing_additions, overlay_faults
from wizard.core.problems import (
    GLOSSARY_FILE,
    QUESTIONNAIRE_FILE,
    Level,
    Problem,
    municipality_file,
)
from wizard.core.question_check import Fault, question_faults
from wizard.core.questionnaire import Question, Questionnaire
from wizard.core.renaming import rename_problems
from wizard.core.text_check import TWICE, faults_within, repeated_texts, text_faults

SHORT_PAGES_MOST = 16
PAGES_MOST = 40


def check_content(
    questionnaire: Questionnaire,
    glossary: Glossary,
    municipalities: Iterable[Municipality],
    today: date,
) -> tuple[Problem, ...]:
    """Return every problem in the content; reachability is only tried when nothing else is wrong.

    Language level is not looked at here: see wizard/readability.py.
    """
    municipalities = tuple(municipalities)
    asked, explained = list(texts(questionnaire)), list(texts(glossary, "glossary"))
    common = _shared_faults(questionnaire, asked)
    past = tuple(past_conditions(Known(questionnaire)))
    found = [
        *_problems(QUESTIONNAIRE_FILE, common),
        *_problems(QUESTIONNAIRE_FILE, past, "warning"),
        *_problems(GLOSSARY_FILE, _glossary_faults(glossary)),
    ]
    wanted = placeholders([*asked, *explained])
    for municipality in municipalities:
        file = municipality_file(municipality.slug)
        own = overlaid(questionnaire, municipality.questions)
        known = Known(own)
        if own is not questionnaire:
            faults = _own_faults(questionnaire, municipality, own, known)
            found += _problems(
                file, dict.fromkeys(fault for fault in faults if fault not in common)
            )
            found += _problems(
                file, [fault for fault in past_conditions(known) if fault not in past], "warning"
            )
        found += check_municipality(municipality, Rules(own), wanted, known, today)
    for municipality, place, text in clashing_additions(municipalities):
        found.append(Problem(municipality_file(municipality.slug), place, text))
    return tuple(found)


def _problems(file: str, faults: Iterable[Fault], level: Level = "error") -> Iterator[Problem]:
    return (Problem(file, place, text, level) for place, text in faults)


def _shared_faults(questionnaire: Questionnaire, asked: Iterable[Fault]) -> tuple[Fault, ...]:
    found = [
        *faults_within(questionnaire, asked),
        *text_faults(asked),
        *chain.from_iterable(map(question_faults, questionnaire.questions())),
        *_structure(questionnaire, Known(questionnaire)),
    ]
    return tuple(dict.fromkeys(found or unreachable(Rules(questionnaire))))


def _glossary_faults(glossary: Glossary) -> Iterator[Fault]:
    told = list(texts(glossary))
    yield from faults_within(glossary, told)
    yield from text_faults(told)


def _own_faults(
    questionnaire: Questionnaire, municipality: Municipality, own: Questionnaire, known: Known
) -> Iterator[Fault]:
    """Look at what a municipality made different: what it shares is looked at once."""
    shared = {id(question) for question in questionnaire.questions()}
    different = [question for question in own.questions() if id(question) not in shared]
    times = Counter(question.id for question in own.questions())
    found = [
        *overlay_faults(questionnaire, municipality.questions),
        *((id_, TWICE) for id_, number in times.items() if number > 1),
        *chain.from_iterable(repeated_texts(texts(question)) for question in different),
        *chain.from_iterable(map(question_faults, different)),
        *_structure(own, known),
    ]
    yield from found or unreachable(Rules(own))


def _structure(questionnaire: Questionnaire, known: Known) -> Iterator[Fault]:
    """Yield what is wrong between questions."""
    yield from condition_faults(questionnaire, known)
    yield from _page_counts(questionnaire)
    yield from _private_parts(questionnaire)
    yield from rename_problems(questionnaire)


def _page_counts(questionnaire: Questionnaire) -> Iterator[Fault]:
    pages = [q for p in questionnaire.parts if p.numbered for q in p.questions if _for_all(q)]
    short = [question for question in pages if question.short]
    if len(short) > SHORT_PAGES_MOST:
        text = f"the short version has {len(short)} pages; at most {SHORT_PAGES_MOST}"
        yield "parts", text
    if len(pages) > PAGES_MOST:
        text = f"there are {len(pages)} pages; at most {PAGES_MOST}"
        yield "parts", text


def _for_all(question: Question) -> bool:
    return question.when is None and not question.retired


def _private_parts(questionnaire: Questionnaire) -> Iterator[Fault]:
    order = [part.private for part in questionnaire.parts]
    if order != sorted(order):
        yield "parts", "private parts come last"
    for part in questionnaire.parts:
        for question in part.questions:
            if part.private and not question.sensitive:
                text = "a private question is sensitive: off paper until switched on"
                yield question.id, text
