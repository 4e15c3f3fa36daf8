"""What is wrong in the content right now: all of `wizard check`, in two goes.

What takes a moment (the level of the Dutch, the translations) comes later, so that a page is
there as soon as a file is saved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from wizard.answersfile import people, read_draft
from wizard.contentset import ContentSet, located
from wizard.core.problem_list import concerning, gathered
from wizard.core.problems import Problem
from wizard.errors import CatalogueInvalid, ContentInvalid, LanguageToolsMissing
from wizard.i18n import SOURCE_LANGUAGE, Editions
from wizard.owncatalogues import check_own_translations, refused
from wizard.readability import check_language
from wizard.recordings import check_recordings
from wizard.soundness import faults
from wizard.translation_check import check_translations


class Findings(Struct, frozen=True):
    """The problems at one version of the files; `complete` once all of them were looked for.

    `version` is what pages compare: it changes when a file is saved and when more was found.
    """

    version: str = ""
    problems: tuple[Problem, ...] = ()
    complete: bool = False

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What has to be mended."""
        return tuple(problem for problem in self.problems if problem.level == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What a person should look at."""
        return tuple(problem for problem in self.problems if problem.level != "error")

    def about(self, slug: str, slugs: Collection[str]) -> Findings:
        """Return those about one municipality, and about what all have in common."""
        about = gathered(concerning(slug, self.problems, slugs), slugs)
        return replace(self, problems=tuple(chain.from_iterable(about)))


def unreadable(error: ContentInvalid | CatalogueInvalid) -> tuple[Problem, ...]:
    """Return what an error says about files that cannot be used."""
    if isinstance(error, CatalogueInvalid):
        return (refused(error),)
    told = error.problems
    return tuple(one if isinstance(one, Problem) else Problem("", "", str(one)) for one in told)


def first_problems(editions: Editions, own: Path, today: date) -> tuple[Problem, ...]:
    """Return what can be found at once in a content folder and what was read of it."""
    return (
        *faults(editions.content, own, today),
        *check_recordings(own),
        *_people_problems(editions, own),
    )


def _people_problems(editions: Editions, own: Path) -> Iterator[Problem]:
    """Yield the answers files that fit no municipality's questions."""
    for path in people(own).values():
        said: list[ContentInvalid] = []
        dutch = (editions.find(slug, SOURCE_LANGUAGE) for slug in editions.municipalities)
        for edition in filter(None, dutch):
            try:
                read_draft(path, edition.questionnaire)
                break
            except ContentInvalid as error:
                said.append(error)
        else:
            yield from unreadable(said[0]) if said else ()


def later_problems(found: ContentSet, own: Path) -> Iterator[Problem]:
    """Yield what takes longer to find; nothing without the packages of `startplan[check]`."""
    return located(_about_language(found, own), own)


def _about_language(found: ContentSet, own: Path) -> Iterator[Problem]:
    municipalities = tuple(found.municipalities.values())
    with suppress(LanguageToolsMissing):
        for report in check_language(found.questionnaire, found.glossary, municipalities, own):
            yield from report.problems
        offered = {lang for municipality in municipalities for lang in municipality.languages}
        yield from check_translations(offered)
        yield from check_own_translations(own)
