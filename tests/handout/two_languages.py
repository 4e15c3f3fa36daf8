"""The content in two languages that nobody speaks and in those of the site, for papers."""

import functools
from pathlib import Path

import pytest

from tests.browser import pseudo
from tests.browser.pseudo import LONG
from wizard import resources
from wizard.core.municipality import Edition
from wizard.handout.environment import bilingual_environment, paper_environment
from wizard.i18n import Editions
from wizard.resources import PACKAGE

ARABIC_LETTERS = "ur"
"""A language whose letters our paper has, and that runs from right to left."""
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنه"
TURNED = str.maketrans(pseudo.LATIN + pseudo.LATIN.upper(), LETTERS + LETTERS)
LANGUAGES: pseudo.Languages = {
    LONG: pseudo.stretch,
    ARABIC_LETTERS: lambda text: pseudo.turn(text, TURNED),
}
UNTRANSLATED = {
    LONG: pseudo.UNTRANSLATED[LONG],
    ARABIC_LETTERS: pseudo.UNTRANSLATED[pseudo.RIGHT_TO_LEFT],
}


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


@functools.cache
def real_edition(lang: str) -> Edition:
    """Return the content that is shipped, in one of the site's languages."""
    found = _shipped().find("arnhem", lang)
    assert found
    return found


@functools.cache
def _shipped() -> Editions:
    return Editions(PACKAGE / "content")
