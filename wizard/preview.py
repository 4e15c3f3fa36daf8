"""The command `preview`: handouts without a server, from a file or for the made-up people."""

from __future__ import annotations

import functools
from collections.abc import Callable
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
    help="Make each kind for all made-up people, in this folder.",
)
@click.option("--municipality", help="Another municipality than the instance's own.")
@click.option("--lang", help="Language of the plan; without it that of whoever answers.")
def preview(
    *,
    answers: Path | None,
    kind: str,
    pdf: Path | None,
    everyone: Path | None,
    municipality: str | None,
    lang: str | None,
) -> None:
    """Render a handout for the answers in a TOML file, without a server.

    Without --pdf the HTML that the PDF is made from, or a kind that is text by itself, goes to
    standard output.
    """
    if (answers is None) == (everyone is None):
        raise click.UsageError("give a file with answers, or --everyone and a folder")
    wanted = functools.partial(_wanted, Content(municipality), lang)
    if everyone:
        _write_all(everyone, wanted)
    elif answers:
        _show(KINDS[kind](wanted(answers)), pdf)


class Content:
    """One municipality's content in every language."""

    def __init__(self, municipality: str | None) -> None:
        """Read it; without a name that of the instance's own municipality."""
        settings = read_settings()
        self._editions = Editions(settings.content_dir)
        self._slug = municipality or settings.municipality

    def edition(self, lang: str, otherwise: Edition | None = None) -> Edition:
        """Return the content in a language. Raises ClickException when there is none."""
        found = self._editions.find(self._slug, lang) or otherwise
        if found is None:
            raise click.ClickException(f"there is no content for {self._slug} in {lang}")
        return found


def _wanted(content: Content, lang: str | None, answers: Path) -> Wanted:
    """Return what papers are made from; a language that is not offered gives way to Dutch."""
    settings, dutch = read_settings(), content.edition(SOURCE_LANGUAGE)
    draft = read_draft(answers, dutch.questionnaire)
    own = content.edition(lang) if lang else content.edition(draft.shared.lang, dutch)
    return Wanted(
        draft=draft,
        edition=own,
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


def _write_all(folder: Path, wanted_of: Callable[[Path], Wanted]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    print_once = functools.cache(render_pdf)  # the blank questions are the same for everyone
    for name, answers in people(read_settings().content_dir).items():
        wanted = wanted_of(answers)
        for kind, make in KINDS.items():
            made, path = make(wanted), folder / f"{name}-{kind}"
            if isinstance(made, Paper):
                path.with_suffix(".pdf").write_bytes(print_once(made))
            else:
                path.with_suffix(".json" if kind == "json" else ".txt").write_text(made, "utf-8")
