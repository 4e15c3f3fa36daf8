"""The shipped content of every municipality in Dutch, for what must hold for all of it."""

from pathlib import Path

import pytest

import wizard
from wizard.core.content import (
    load_glossary,
    load_municipality,
    load_questionnaire,
    make_edition,
    municipality_files,
)
from wizard.core.municipality import Edition

CONTENT = Path(wizard.__file__).parent / "content"
QUESTIONNAIRE = load_questionnaire(CONTENT)
GLOSSARY = load_glossary(CONTENT)

EDITIONS: dict[str, Edition] = {
    slug: make_edition(
        QUESTIONNAIRE, GLOSSARY, load_municipality(file), "nl", lambda _context, text: text
    )
    for slug, file in municipality_files(CONTENT).items()
}

each_municipality = pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
"""Runs a test with every shipped municipality's `edition`."""

STARTED = make_edition(
    QUESTIONNAIRE,
    GLOSSARY,
    load_municipality(CONTENT / "new_municipality.toml"),
    "nl",
    lambda _context, text: text,
)
"""What a new municipality begins with."""
