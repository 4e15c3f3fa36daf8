"""The command `diff`: what a change of the content does, before a resident meets it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from wizard.answersfile import people, read_draft
from wizard.contentset import ContentSet, read_content
from wizard.core import content
from wizard.core.content import make_edition
from wizard.core.difference import Difference, Gained, PersonDifference, difference
from wizard.core.draft import Draft
from wizard.core.municipality import Edition
from wizard.core.problems import QUESTIONNAIRE_FILE
from wizard.core.questionnaire import Questionnaire
from wizard.errors import ContentInvalid
from wizard.i18n import SOURCE_LANGUAGE

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@click.option("--municipality", help="Only this one.")
def diff(*, old: Path, new: Path, municipality: str | None) -> None:
    """Tell what differs between two content folders: ids, texts, and sample people's plans.

    OLD and NEW are folders as in WIZARD_CONTENT_DIR. Ends with 1 when answers that were given
    under OLD could no longer be read under NEW.
    """
    before, after = _editions(old, municipality), _editions(new, municipality)
    if municipality and municipality not in {**before, **after}:
        raise click.UsageError(f"neither folder has a municipality {municipality}")
    told = [line for slug in {**before, **after} for line in _told(slug, before, after, old)]
    click.echo("\n".join(told) or "Nothing differs.")
    if any(line.startswith("error: ") for line in told):
        raise click.exceptions.Exit(1)


def _editions(folder: Path, only: str | None) -> dict[str, Edition]:
    """Return every municipality's Dutch edition; a folder with all questions is complete."""
    found = read_content(folder)
    own = content.municipality_files(folder)
    complete = own and (folder / QUESTIONNAIRE_FILE).is_file()
    slugs = own if complete else found.municipalities
    return {slug: _edition(found, slug) for slug in slugs if only in {None, slug}}


def _edition(found: ContentSet, slug: str) -> Edition:
    own = found.municipalities[slug]
    return make_edition(
        found.questionnaire, found.glossary, own, SOURCE_LANGUAGE, lambda _, text: text
    )


def _told(
    slug: str, before: dict[str, Edition], after: dict[str, Edition], folder: Path
) -> Iterator[str]:
    if slug not in after:
        yield f"error: {slug}: this municipality is gone, and so are the plans that were made there"
    elif slug not in before:
        yield f"{slug}: this municipality is new"
    else:
        drafts = _drafts(folder, before[slug].questionnaire)
        found = difference(before[slug], after[slug], drafts, datetime.now(UTC).date())
        if found:
            yield from (f"== {slug} ==", *_lines(slug, found))


def _drafts(folder: Path, questionnaire: Questionnaire) -> dict[str, Draft]:
    """Return the sample people who could answer these questions."""
    drafts = {}
    for name, path in people(folder).items():
        try:
            drafts[name] = read_draft(path, questionnaire)
        except ContentInvalid:
            continue  # it answers questions of another municipality, or of a later time
    return drafts


def _lines(slug: str, found: Difference) -> Iterator[str]:
    yield from (f"error: {slug}: {loss.id}: {loss.why}" for loss in found.lost)
    yield from (f"id added: {id_}" for id_ in found.ids.added)
    yield from (f"id retired: {id_}" for id_ in found.ids.retired)
    yield from (f"id renamed: {was} -> {now}" for was, now in found.ids.renamed)
    for change in found.texts:
        yield f"text {change.place}:"
        yield from _sides(change.old, change.new)
    for name, person in found.people.items():
        yield from (f"-- {name} --", *_person(person))


def _sides(old: str, new: str) -> Iterator[str]:
    yield from (f"  {sign} {text}" for sign, text in (("-", old), ("+", new)) if text)


def _person(person: PersonDifference) -> Iterator[str]:
    yield from _list("page", person.pages)
    if person.order:
        yield f"pages in another order: {', '.join(person.order)}"
    yield from _list("plan", person.lines)
    if person.main:
        yield "first card:"
        yield from _sides(*person.main)
    yield from _list("other card", person.extra)
    yield from _list("reason", person.whys)


def _list(what: str, gained: Gained) -> Iterator[str]:
    yield from (f"{what} gone: {text}" for text in gained.gone)
    yield from (f"{what} new: {text}" for text in gained.new)
