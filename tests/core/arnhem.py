"""The shipped content of Arnhem in Dutch, for the properties that real content must have."""

from pathlib import Path

import wizard
from wizard.core.content import (
    load_glossary,
    load_municipality,
    load_questionnaire,
    make_edition,
)

CONTENT = Path(wizard.__file__).parent / "content"

ARNHEM = make_edition(
    load_questionnaire(CONTENT),
    load_glossary(CONTENT),
    load_municipality(CONTENT / "municipalities" / "arnhem.toml"),
    "nl",
    lambda _context, text: text,
)
