"""The commands `municipality ...`: start one of one's own, and have its texts translated."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import click

from wizard.contentset import OURS, municipality_files
from wizard.owncatalogues import catalogue_file, update_catalogues
from wizard.schemas import schema_line, write_schemas
from wizard.settings import read_settings

TEMPLATE = OURS / "new_municipality.toml"
"""A whole municipality in words that are true anywhere, with the questions to answer."""
EXAMPLE_NAME, EXAMPLE_SLUG, EXAMPLE_DAY = "Voorbeeld", "voorbeeld", "2000-01-01"

NAME = re.compile(r"[\w '’().,-]{1,60}")
"""Nothing that means something in TOML, in a page or among placeholders."""
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@click.group()
def municipality() -> None:
    """Make a municipality's own content."""


@municipality.command()
@click.argument("name")
@click.option("--slug", help="The name in addresses; made from NAME when it is not given.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The content directory to write into; without it WIZARD_CONTENT_DIR.",
)
def new(*, name: str, slug: str | None, folder: Path | None) -> None:
    """Write a complete file for the municipality NAME, with the questions to answer in it."""
    folder = folder or _own_folder()
    slug = slug or slug_of(name)
    if not NAME.fullmatch(name) or not SLUG.fullmatch(slug):
        raise click.UsageError(
            "a name has letters, digits, spaces and ' ( ) . , - in it; "
            "a slug has small letters and digits, with single hyphens"
        )
    if known := municipality_files(folder).get(slug):
        raise click.ClickException(f"{known} is there already: change that, or copy it to a folder")
    path = folder / "municipalities" / f"{slug}.toml"
    with _where_one_may_write():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(started(name, slug, datetime.now(UTC).date()), "utf-8")
        if folder.resolve() != OURS:
            write_schemas(folder)
    _say_what_now(path, folder, slug)


@municipality.command()
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
def translations(*, folder: Path | None) -> None:
    """Write what there is to translate in FOLDER, or in WIZARD_CONTENT_DIR, for each language."""
    folder = folder or _own_folder()
    if folder.resolve() == OURS:
        raise click.UsageError("the texts of the product itself: run `make translations`")
    with _where_one_may_write():
        found = update_catalogues(folder)
    for lang, missing in found.items():
        click.echo(f"{catalogue_file(folder, lang)}: {missing} texts to translate")
    if not found:
        click.echo(f"No municipality in {folder} offers another language than Dutch.")


def started(name: str, slug: str, today: date) -> str:
    """Return the file of a new municipality: nothing in it is untrue anywhere."""
    text = TEMPLATE.read_text("utf-8").replace(schema_line("municipality"), "")
    for example, own in (
        (EXAMPLE_DAY, today.isoformat()),
        (EXAMPLE_NAME, name),
        (f'"{EXAMPLE_SLUG}"', f'"{slug}"'),
    ):
        text = text.replace(example, own)
    return schema_line("municipality", "..") + text


def slug_of(name: str) -> str:
    """Return a name as it can stand in an address: "'s-Hertogenbosch" is s-hertogenbosch."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@contextmanager
def _where_one_may_write() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"cannot write {error.filename}: {error.strerror}") from None


def _own_folder() -> Path:
    """Return the folder of this instance; ours comes anew with each version of the product."""
    folder = read_settings().content_dir
    if folder.resolve() == OURS:
        raise click.UsageError("say where: give --folder, or set WIZARD_CONTENT_DIR")
    return folder


def _say_what_now(path: Path, folder: Path, slug: str) -> None:
    click.echo(f"{path} is there, complete and in words that are true anywhere.")
    click.echo("1. Open it in your editor, and answer the questions that stand in it.")
    click.echo("2. See what is wrong, after each change:")
    click.echo(f"   WIZARD_CONTENT_DIR={folder} wizard check")
    click.echo("3. See the site with it, at http://127.0.0.1:8000:")
    click.echo(f"   WIZARD_CONTENT_DIR={folder} WIZARD_MUNICIPALITY={slug} wizard serve")
