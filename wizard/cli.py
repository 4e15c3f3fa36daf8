"""The command line: serve, work, desk, check, diff, preview, edit-preview, purge, doctor, keys."""

from __future__ import annotations

import signal
import threading
from datetime import UTC, datetime
from functools import partial

import click
from flask import Flask

from wizard import create_app
from wizard.checkcommand import check
from wizard.contentset import ContentSet, read_content
from wizard.delivery.outbox import MailWorker, Outbox
from wizard.delivery.smtp import hand_in
from wizard.deskcommands import desk, practice_lines
from wizard.diffcommand import diff
from wizard.doctor import diagnose
from wizard.errors import ContentInvalid, SettingsError, WizardError
from wizard.housekeeping import Housekeeping
from wizard.leaks import stop_leaks
from wizard.logs import configure_logging
from wizard.machine import notes
from wizard.municipalitycommands import municipality
from wizard.preview import preview
from wizard.schemas import schema
from wizard.serving import listen
from wizard.settings import Settings, read_settings
from wizard.soundness import sound_content
from wizard.store import Store, open_store
from wizard.vault import KeyDirectory, sweep_unless_doubted
from wizard.web.errors import make_ready
from wizard.web.site import EXTENSION, Site
from wizard.workbench.command import edit_preview

MAIL_ENDS_SECONDS = 5
"""How long a mail under way may hold up the end; what is not through by then is sent later."""


class PlainErrors(click.Group):
    """A group whose commands end with one line, not a trace, when the product says why."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn an error of ours into the command line's own kind."""
        try:
            return super().invoke(ctx)
        except WizardError as error:
            raise click.ClickException(f"{type(error).__name__}: {error}") from None


@click.group(cls=PlainErrors)
def main() -> None:
    """Startplan: a wizard in which a resident makes a draft persoonlijk plan."""


main.add_command(check)
main.add_command(diff)
main.add_command(preview)
main.add_command(edit_preview)
main.add_command(desk)
main.add_command(municipality)
main.add_command(schema)


@main.command()
@click.option("--no-work", is_flag=True, help="Leave sending mail to `wizard work`.")
def serve(*, no_work: bool) -> None:
    """Serve the site: never with broken content, and live only when `doctor` has no objection."""
    configure_logging()
    settings = read_settings()
    content = _refuse_broken(settings)
    if not settings.is_demo:
        _refuse_unsafe(settings, content)
    stop_leaks()
    app = create_app(settings, content=content)
    site: Site = app.extensions[EXTENSION]
    housekeeping = Housekeeping(site.store, site.keys)
    housekeeping.start()
    if settings.metrics_port:
        _show_figures(app, settings, housekeeping)
    mail = None if no_work else _mail_worker(settings, site.store, site.keys)
    if mail:
        mail.start()
    click.echo(f"Startplan is at {settings.base_url or f'http://{settings.host}:{settings.port}'}")
    if settings.is_demo:
        served, now = site.municipalities(), datetime.now(UTC)
        for line in practice_lines(settings, served, site.desks, now):
            click.echo(line)
    try:
        listen(app, settings, then=lambda: _get_ready(app, site))
    finally:
        housekeeping.stop()
        if mail:
            mail.stop()
            mail.join(MAIL_ENDS_SECONDS)
        site.pdf.close()
        site.store.close()


def _get_ready(app: Flask, site: Site) -> None:
    """Begin what the first page need not wait for."""
    site.pdf.start()
    threading.Thread(target=make_ready, args=[app], name="error pages", daemon=True).start()


def _show_figures(app: Flask, settings: Settings, housekeeping: Housekeeping) -> None:
    from wizard.figures import show_figures  # noqa: PLC0415 - who has no monitoring starts faster

    show_figures(app, settings, housekeeping)


@main.command()
def work() -> None:
    """Send the mail that waits, until it is told to end; several of these may run at once."""
    configure_logging()
    settings = read_settings()
    store = open_store(settings.database_url)
    worker = _mail_worker(settings, store, KeyDirectory(settings.key_dir))
    if worker is None:
        raise SettingsError("WIZARD_SMTP_URL is not set: no mail is sent")
    stop_leaks()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: worker.stop())
    click.echo("Sending the mail that waits.")
    worker.run()
    store.close()


def _mail_worker(settings: Settings, store: Store, keys: KeyDirectory) -> MailWorker | None:
    server = settings.mail_server
    if server is None:
        return None
    return MailWorker(Outbox(store, keys, settings.mail_from, partial(hand_in, server)))


@main.command()
def purge() -> None:
    """Delete what has expired and renew the keys' outer layer; a running site does this too."""
    configure_logging()
    settings = read_settings()
    store = open_store(settings.database_url)
    done = sweep_unless_doubted(store, KeyDirectory(settings.key_dir), datetime.now(UTC))
    store.close()
    if not done:
        raise click.ClickException("the clock has leapt: nothing is deleted until it has settled")


@main.command()
def keys() -> None:
    """Make the key directory of a new instance; an existing one is left as it is."""
    directory = read_settings().key_dir
    KeyDirectory(directory, create=True)
    click.echo(f"{directory} holds the keys.")
    click.echo("Keep a copy apart from the database, and never one older than two weeks.")


@main.command()
def doctor() -> None:
    """Say why this instance may not run live yet."""
    settings = read_settings()
    reasons = _objections(settings, read_content(settings.content_dir))
    for note in notes(settings):
        click.echo(f"note: {note}")
    for reason in reasons:
        click.echo(reason)
    click.echo(f"{len(reasons)} objections to running live" if reasons else "fit to run live")
    if reasons:
        raise click.exceptions.Exit(1)


def _refuse_broken(settings: Settings) -> ContentSet:
    try:
        return sound_content(settings.content_dir, datetime.now(UTC).date())
    except ContentInvalid as error:
        click.echo(error)
        raise click.ClickException("broken content is not served; mend it first") from None


def _refuse_unsafe(settings: Settings, content: ContentSet) -> None:
    reasons = _objections(settings, content)
    if reasons:
        raise click.ClickException("not fit to run live:\n" + "\n".join(reasons))


def _objections(settings: Settings, content: ContentSet) -> tuple[str, ...]:
    served = [content.municipalities[slug] for slug in settings.served(content.municipalities)]
    return diagnose(settings, served, datetime.now(UTC).date())
