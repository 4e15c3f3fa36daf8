"""The command `check`: everything that is wrong in the content, for whoever writes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from wizard.contentset import ContentSet, located, read_content
from wizard.core.problem_list import concerning, listed
from wizard.core.problems import Problem
from wizard.errors import CatalogueInvalid, ContentInvalid, LanguageToolsMissing
from wizard.owncatalogues import check_own_translations, refused
from wizard.readability import check_language
from wizard.recordings import check_recordings
from wizard.settings import read_settings
from wizard.soundness import faults
from wizard.translation_check import check_translations


@click.command()
@click.option("--municipality", metavar="SLUG", help="Only this one, and what all have in common.")
def check(*, municipality: str | None) -> None:
    """Check all content: structure, places that lead nowhere, contacts, language, translations."""
    own = read_settings().content_dir
    try:
        found = read_content(own)
    except ContentInvalid as error:
        click.echo(error)
        raise click.exceptions.Exit(1) from None
    if municipality and municipality not in found.municipalities:
        raise click.ClickException(f"there is no municipality {municipality}")
    today = datetime.now(UTC).date()
    problems = (
        *faults(found, own, today),
        *located(_about_words(found, own), own),
    )
    slugs = found.municipalities
    if municipality:
        problems = concerning(municipality, problems, slugs)
    for line in listed(problems, slugs):
        click.echo(line)
    if any(problem.level == "error" for problem in problems):
        raise click.exceptions.Exit(1)


def _about_words(found: ContentSet, own: Path) -> Iterator[Problem]:
    """Print the figures of each body of texts, and yield what to mend in words and recordings."""
    municipalities = tuple(found.municipalities.values())
    try:
        yield from check_recordings(own)
        for report in check_language(found.questionnaire, found.glossary, municipalities, own):
            click.echo(report)
            yield from report.problems
        offered = {lang for municipality in municipalities for lang in municipality.languages}
        yield from check_translations(offered)
        yield from check_own_translations(own)
    except CatalogueInvalid as error:
        yield refused(error)
    except LanguageToolsMissing as error:
        click.echo(f"language level not checked: {error}")
