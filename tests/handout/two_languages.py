"""The content in two languages that nobody speaks, for papers that are not in Dutch."""

from pathlib import Path

import pytest

from tests.browser import pseudo
from tests.browser.pseudo import LONG
from wizard import resources
from wizard.core.municipality import Edition
from wizard.handout.environment import bilingual_environment, paper_environment
from wizard.i18n import Editions

LANGUAGES = {LONG: pseudo.stretch}


def make_editions(folder: Path) -> dict[str, Edition]:
    """Return the content in Dutch and in each language, with the fixed texts of paper beside it."""
    content = pseudo.offer_languages(folder / "content", LANGUAGES)
    installed = folder / "installed"
    installed.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "PACKAGE", pseudo.make_installation(installed, LANGUAGES))
        editions = Editions(content)
        for lang in LANGUAGES:
            paper_environment(lang)
            bilingual_environment(lang)
        found = {lang: editions.find("arnhem", lang) for lang in ("nl", *LANGUAGES)}
    return {lang: edition for lang, edition in found.items() if edition}
