"""All content that an instance has: its own folder, and ours for whatever stands not in there.

`WIZARD_CONTENT_DIR` adds municipalities to ours or replaces one of the same name; a questionnaire
or a glossary in it goes instead of ours.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from wizard.core import content
from wizard.core.decoding import source_of
from wizard.core.lines import Lines
from wizard.core.municipality import Glossary, Municipality
from wizard.core.problems import (
    GLOSSARY_FILE,
    QUESTIONNAIRE_FILE,
    Problem,
    municipality_file,
)
from wizard.core.questionnaire import Questionnaire
from wizard.errors import ContentInvalid
from wizard.resources import PACKAGE

OURS = PACKAGE / "content"

Read = TypeVar("Read")


class ContentSet(Struct, frozen=True):
    """The common questions, the common words, and every municipality by its slug."""

    questionnaire: Questionnaire
    glossary: Glossary
    municipalities: dict[str, Municipality]


def read_content(own: Path = OURS) -> ContentSet:
    """Read everything. Raises ContentInvalid with what is wrong in each file, and where."""
    problems: list[object] = []

    def tried(read: Callable[[Path], Read], path: Path) -> Read | None:
        try:
            return read(path)
        except ContentInvalid as error:
            problems.extend(error.problems)
            return None

    questionnaire = tried(content.load_questionnaire, folder_with(own, QUESTIONNAIRE_FILE))
    glossary = tried(content.load_glossary, folder_with(own, GLOSSARY_FILE))
    files = municipality_files(own)
    found = {slug: tried(content.load_municipality, path) for slug, path in files.items()}
    problems += located(_other_names(found), own)
    if problems or questionnaire is None or glossary is None:
        raise ContentInvalid(*problems)
    return ContentSet(questionnaire, glossary, {slug: one for slug, one in found.items() if one})


def _other_names(found: Mapping[str, Municipality | None]) -> Iterator[Problem]:
    """Yield the municipalities whose file is not called after them: pages go by the file."""
    for name, municipality in found.items():
        if municipality and municipality.slug != name:
            text = f"this is {municipality.slug}, but the file is called {name}.toml"
            yield Problem(municipality_file(name), "slug", f"{text}: make them the same")


def located(problems: Iterable[Problem], own: Path = OURS) -> Iterator[Problem]:
    """Yield the problems with the lines of their places, where they stand in a TOML file."""
    lines = functools.cache(functools.partial(_lines, own))
    for problem in problems:
        if problem.line or not problem.file.endswith(".toml"):
            yield problem
        else:
            line = lines(problem.file).line(problem.place)
            yield msgspec.structs.replace(problem, line=line)


def _lines(own: Path, file: str) -> Lines:
    return Lines(source_of((folder_with(own, file) / file).read_bytes()))


def folders(own: Path) -> tuple[Path, ...]:
    """Return where content is looked for, the folder that goes first at the front."""
    return (own, OURS) if own.resolve() != OURS else (OURS,)


def folder_with(own: Path, name: str) -> Path:
    """Return the folder whose file of this name counts."""
    return next((folder for folder in folders(own) if (folder / name).is_file()), own)


def municipality_files(own: Path) -> dict[str, Path]:
    """Return the file of every municipality by slug; one of their own goes before one of ours."""
    found = [content.municipality_files(folder) for folder in reversed(folders(own))]
    return dict(sorted({slug: path for files in found for slug, path in files.items()}.items()))
