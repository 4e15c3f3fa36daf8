"""All content that an instance has: its own folder, and ours for whatever stands not in there.

`WIZARD_CONTENT_DIR` adds municipalities to ours or replaces one of the same name; a questionnaire
or a glossary in it goes instead of ours.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from wizard.core import content
from wizard.core.municipality import Glossary, Municipality
from wizard.core.problems import GLOSSARY_FILE, QUESTIONNAIRE_FILE
from wizard.core.questionnaire import Questionnaire
from wizard.resources import PACKAGE

OURS = PACKAGE / "content"


class ContentSet(Struct, frozen=True):
    """The common questions, the common words, and every municipality by its slug."""

    questionnaire: Questionnaire
    glossary: Glossary
    municipalities: dict[str, Municipality]


def read_content(own: Path = OURS) -> ContentSet:
    """Read everything. Raises ContentInvalid, with the file and the place."""
    return ContentSet(
        questionnaire=content.load_questionnaire(folder_with(own, QUESTIONNAIRE_FILE)),
        glossary=content.load_glossary(folder_with(own, GLOSSARY_FILE)),
        municipalities={
            slug: content.load_municipality(path) for slug, path in municipality_files(own).items()
        },
    )


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
