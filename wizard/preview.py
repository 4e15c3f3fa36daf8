"""The command `preview`: handouts without a server, from a file or for the made-up people."""

from __future__ import annotations

import functools
from datetime import UTC, datetime
from pathlib import Path

import click

from wizard.answersfile import people, read_draft
from wizard.core.municipality import Edition
from wizard.handout.kinds import KINDS, Wanted
from wizard.handout.paper import Paper
from wizard.handout.pdf import render_pdf
from wizard.i18n import SOURCE_LANGUAGE, Editions
from wizard.settings import read_settings


@click.command()
@click.argument(
    "answers", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--kind", type=click.Choice(list(KINDS)), default="plan", show_default=True)
@click.option("--pdf", type=click.Path(dir_okay=False, path_type=Path), help="Write a PDF here.")
@click.option(
    "--everyone",
    type=click.Path(file_okay=False, path_type=Path),
    help="Make each kind for ten made-up people, in this folder.",
)
@click.option("--municipality", help="Another municipality than the instance's own.")
@click.option("--lang", default=SOURCE_LANGUAGE, show_default=True, help="Language of the plan.")
def preview(
    *,
    answers: Path | None,
    kind: str,
    pdf: Path | None,
    everyone: Path | None,
    municipality: str | None,
    lang: str,
) -> None:
    """Render a handout for the answers in a TOML file, without a server.

    Without --pdf the HTML that the PDF is made from, or a kind that is text by itself, goes to
    standard output.
    """
    if (answers is None) == (everyone is None):
        raise click.UsageError("give a file with answers, or --everyone and a folder")
    edition, dutch = _editions(municipality, lang)
    if everyone:
        _write_all(everyone, edition, dutch)
    elif answers:
        _show(KINDS[kind](_wanted(answers, edition, dutch)), pdf)


def _editions(municipality: str | None, lang: str) -> tuple[Edition, Edition]:
    settings = read_settings()
    editions = Editions(settings.content_dir)
    slug = municipality or settings.municipality
    edition, dutch = editions.find(slug, lang), editions.find(slug, SOURCE_LANGUAGE)
    if edition is None or dutch is None:
        raise click.ClickException(f"there is no content for {slug} in {lang}")
    return edition, dutch


def _wanted(answers: Path, edition: Edition, dutch: Edition) -> Wanted:
    settings = read_settings()
    return Wanted(
        draft=read_draft(answers, edition.questionnaire),
        edition=edition,
        dutch=dutch,
        today=datetime.now(UTC).date(),
        demo=settings.is_demo,
        start_url=settings.base_url,
    )


def _show(made: Paper | str, pdf: Path | None) -> None:
    if pdf and isinstance(made, str):
        raise click.UsageError("this kind is text: leave --pdf out")
    if pdf and isinstance(made, Paper):
        pdf.write_bytes(render_pdf(made))
    else:
        click.echo(made.html if isinstance(made, Paper) else made)


def _write_all(folder: Path, edition: Edition, dutch: Edition) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    print_once = functools.cache(render_pdf)  # the blank questions are the same for everyone
    for name, answers in people().items():
        wanted = _wanted(answers, edition, dutch)
        for kind, make in KINDS.items():
            made, path = make(wanted), folder / f"{name}-{kind}"
            if isinstance(made, Paper):
                path.with_suffix(".pdf").write_bytes(print_once(made))
            else:
                path.with_suffix(".json" if kind == "json" else ".txt").write_text(made, "utf-8")
