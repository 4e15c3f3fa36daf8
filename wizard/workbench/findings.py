"""What is wrong in the content right now: all of `wizard check`, in two goes.

What takes a moment (the level of the Dutch, the translations) comes later, so that a page is
there as soon as a file is saved.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec import Struct

from wizard.answersfile import read_draft
from wizard.contentset import read_content
from wizard.core.content_check import check_content
from wizard.core.problems import Problem
from wizard.errors import CatalogueInvalid, ContentInvalid, LanguageToolsMissing
from wizard.i18n import SOURCE_LANGUAGE, Editions
from wizard.readability import check_language
from wizard.recordings import check_recordings
from wizard.themes import check_themes
from wizard.translation_check import check_translations
from wizard.workbench.people import everyone

PLACELESS = "inhoud"


class Findings(Struct, frozen=True):
    """The problems at one version of the files; `complete` once all of them were looked for.

    `version` is what pages compare: it changes when a file is saved and when more was found.
    `readable` is off while a file cannot be read at all.
    """

    version: str = ""
    problems: tuple[Problem, ...] = ()
    readable: bool = True
    complete: bool = False

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What has to be mended."""
        return tuple(problem for problem in self.problems if problem.level == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What a person should look at."""
        return tuple(problem for problem in self.problems if problem.level != "error")


def unreadable(error: ContentInvalid | CatalogueInvalid) -> tuple[Problem, ...]:
    """Return what an error says about files that cannot be read."""
    return tuple(_problem(line) for line in str(error).splitlines())


def _problem(line: str) -> Problem:
    file, _, text = line.partition(": ")
    return Problem(file, "", text) if text else Problem(PLACELESS, "", file)


def first_problems(editions: Editions, content_dir: Path, today: date) -> tuple[Problem, ...]:
    """Return what can be found at once in a content folder and what was read of it."""
    content = editions.content
    municipalities = tuple(content.municipalities.values())
    return (
        *check_content(content.questionnaire, content.glossary, municipalities, today),
        *check_themes(content_dir, municipalities),
        *check_recordings(content_dir),
        *_people_problems(editions, content_dir),
    )


def _people_problems(editions: Editions, content_dir: Path) -> Iterator[Problem]:
    """Yield the answers files that fit no municipality's questions."""
    dutch = [editions.find(slug, SOURCE_LANGUAGE) for slug in editions.municipalities]
    for path in everyone(content_dir).values():
        said: list[ContentInvalid] = []
        for edition in filter(None, dutch):
            try:
                read_draft(path, edition.questionnaire)
            except ContentInvalid as error:
                said.append(error)
        if said and len(said) == len(dutch):
            yield from unreadable(said[0])


def later_problems(content_dir: Path) -> Iterator[Problem]:
    """Yield what takes longer to find; nothing without the packages of `startplan[check]`."""
    content = read_content(content_dir)
    municipalities = tuple(content.municipalities.values())
    with suppress(LanguageToolsMissing):
        reports = check_language(
            content.questionnaire, content.glossary, municipalities, content_dir
        )
        for report in reports:
            yield from report.problems
        offered = {lang for municipality in municipalities for lang in municipality.languages}
        yield from check_translations(offered)
