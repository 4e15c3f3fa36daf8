"""The command `edit-preview`: serve the workbench on this computer, and nowhere else."""

from __future__ import annotations

import ipaddress
import signal

import click
import msgspec
from waitress.server import create_server

from wizard.contentset import municipality_files
from wizard.errors import SettingsError
from wizard.settings import read_settings
from wizard.workbench.bench import Bench

PORT = 8010
THREADS = 8


@click.command("edit-preview")
@click.option("--municipality", help="Where it opens; without it the instance's own.")
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True)
def edit_preview(*, municipality: str | None, port: int) -> None:
    """Show the texts on a site of this computer, anew each time a file is saved."""
    settings = read_settings()
    host = loopback(settings.host)
    slug = municipality or settings.municipality
    if slug not in municipality_files(settings.content_dir):
        raise SettingsError(f"there is no municipality {slug}")
    settings = msgspec.structs.replace(settings, municipality=slug)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        server = create_server(Bench(settings), host=host, port=port, threads=THREADS, ident=None)
    except OSError as error:
        raise click.ClickException(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another --port"
        ) from None
    click.echo(f"The workbench is at http://{host}:{port} - Ctrl-C ends it.")
    server.run()


def loopback(host: str) -> str:
    """Return the address to listen on. Raises SettingsError for one that others can reach.

    The workbench asks nobody who they are and shows whatever stands in the content folder.
    """
    if host == "localhost":
        return host
    try:
        reaches_nobody = ipaddress.ip_address(host).is_loopback
    except ValueError:
        reaches_nobody = False
    if not reaches_nobody:
        raise SettingsError("edit-preview is for this computer only: leave WIZARD_HOST out")
    return host
