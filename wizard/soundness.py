"""Whether the content can be served: everything in its structure that has to be right.

Language level, translations and recordings are not among it: people can use a page whose Dutch
could be better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from wizard.contentset import ContentSet, located, read_content
from wizard.core.content_check import check_content
from wizard.core.overlay import overlaid
from wizard.core.problems import QUESTIONNAIRE_FILE, Problem, municipality_file
from wizard.core.questionnaire import Question, choices_of
from wizard.errors import ContentInvalid
from wizard.i18n import SOURCE_LANGUAGE, known_languages
from wizard.resources import built_files
from wizard.themes import check_themes


def sound_content(own: Path, today: date) -> ContentSet:
    """Read all content. Raises ContentInvalid with every error, its line and what to do."""
    found = read_content(own)
    # Looking up lines takes longer than all else at a start: warnings need none here.
    errors = [fault for fault in _faults(found, own, today) if fault.level == "error"]
    if errors:
        raise ContentInvalid(*located(errors, own))
    return found


def faults(found: ContentSet, own: Path, today: date) -> tuple[Problem, ...]:
    """Return the errors and warnings of structure in content that could be read."""
    return tuple(located(_faults(found, own, today), own))


def _faults(found: ContentSet, own: Path, today: date) -> Iterator[Problem]:
    municipalities = tuple(found.municipalities.values())
    yield from check_content(found.questionnaire, found.glossary, municipalities, today)
    yield from check_themes(own, municipalities)
    yield from _language_faults(found)
    yield from _icon_faults(found)


def _language_faults(found: ContentSet) -> Iterator[Problem]:
    for slug, municipality in found.municipalities.items():
        file = municipality_file(slug)
        if SOURCE_LANGUAGE not in municipality.languages:
            yield Problem(file, "languages", f"{SOURCE_LANGUAGE} is missing: all texts have it")
        for lang, times in Counter(municipality.languages).items():
            if times > 1:
                yield Problem(file, "languages", f"{lang} stands here twice: leave one out")
            if lang not in known_languages():
                yield Problem(file, "languages", f"there is no language {lang}: look up its code")


def _icon_faults(found: ContentSet) -> Iterator[Problem]:
    """Yield the icons that have not been built: a page would fail on them."""
    for file, questions in _questions(found):
        for question in questions:
            for choice in choices_of(question):
                if choice.icon and f"icons/{choice.icon}.svg" not in built_files():
                    place = f"{question.id}.{choice.id}.icon"
                    yield Problem(
                        file,
                        place,
                        f"there is no icon {choice.icon}: your editor names those there are",
                    )


def _questions(found: ContentSet) -> Iterator[tuple[str, Iterable[Question]]]:
    """Yield the common questions, and those that each municipality made different."""
    common = tuple(found.questionnaire.questions())
    yield QUESTIONNAIRE_FILE, common
    known = set(map(id, common))
    for slug, municipality in found.municipalities.items():
        own = overlaid(found.questionnaire, municipality.questions).questions()
        yield municipality_file(slug), [question for question in own if id(question) not in known]
