"""A list of problems that a person works through: by file and line, with the counts at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

import msgspec

from wizard.core.problems import Problem, municipality_file

CATALOGUE = ".po"
PLACES_MOST = 6


def listed(problems: Iterable[Problem], slugs: Collection[str]) -> Iterator[str]:
    """Yield the lines of the list; warnings that say the same of one file stand on one line."""
    found = tuple(problems)
    for of_file in gathered(found, slugs):
        yield from map(str, of_file)
        yield ""
    counts = Counter((problem.file, problem.level) for problem in found)
    files = sorted({problem.file for problem in found})
    for file in files:
        yield f"{file}: {_counted(counts[file, 'error'], counts[file, 'warning'])}"
    yield _counted(*(sum(p.level == level for p in found) for level in ("error", "warning")))


def gathered(problems: Iterable[Problem], slugs: Collection[str]) -> Iterator[tuple[Problem, ...]]:
    """Yield the problems of each file by line, with warnings that say the same as one."""
    found = sorted(problems, key=lambda problem: (problem.file, problem.line))
    for _, of_file in groupby(found, key=lambda problem: problem.file):
        yield tuple(_together(of_file, slugs))


def concerning(
    slug: str, problems: Iterable[Problem], slugs: Collection[str]
) -> tuple[Problem, ...]:
    """Return the problems that are one municipality's own, or everybody's."""
    others = set(slugs) - {slug}
    files = {municipality_file(other) for other in others}
    return tuple(
        problem
        for problem in problems
        if problem.file not in files and _owner(problem, slugs) not in others
    )


def _together(problems: Iterable[Problem], slugs: Collection[str]) -> Iterator[Problem]:
    """Leave errors apart: each is mended on a line of its own."""
    groups: dict[object, list[Problem]] = {}
    for number, problem in enumerate(problems):
        same = (problem.text, _owner(problem, slugs))
        groups.setdefault(number if problem.level == "error" else same, []).append(problem)
    for first, *more in groups.values():
        yield _joined(first, [problem.place for problem in more])


def _joined(problem: Problem, more: list[str]) -> Problem:
    places = ", ".join([problem.place, *more[: PLACES_MOST - 1]])
    left = len(more) - PLACES_MOST + 1
    place = f"{places} and {left} more" if left > 0 else places
    return msgspec.structs.replace(problem, place=place)


def _owner(problem: Problem, slugs: Collection[str]) -> str:
    """Return the municipality whose text it is that a catalogue translates, or ""."""
    first = problem.place.partition(".")[0]
    return first if problem.file.endswith(CATALOGUE) and first in slugs else ""


def _counted(errors: int, warnings: int) -> str:
    return f"{errors} errors, {warnings} warnings"
