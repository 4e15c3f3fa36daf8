"""Whether the content can be served: everything in its structure that has to be right.

Language level, translations and recordings are not among it: people can use a page whose Dutch
could be better.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from wizard.contentset import ContentSet, located, read_content
from wizard.core.content_check import check_content
from wizard.core.problems import Problem
from wizard.errors import ContentInvalid
from wizard.themes import check_themes


def sound_content(own: Path, today: date) -> ContentSet:
    """Read all content. Raises ContentInvalid with every error, its line and what to do."""
    found = read_content(own)
    errors = [fault for fault in faults(found, own, today) if fault.level == "error"]
    if errors:
        raise ContentInvalid(*errors)
    return found


def faults(found: ContentSet, own: Path, today: date) -> tuple[Problem, ...]:
    """Return the errors and warnings of structure in content that could be read."""
    municipalities = tuple(found.municipalities.values())
    problems = (
        *check_content(found.questionnaire, found.glossary, municipalities, today),
        *check_themes(own, municipalities),
    )
    return tuple(located(problems, own))
