"""The real site behind its real server, on a free port of this machine."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import waitress.server
from flask import Flask
from msgspec import Struct

from tests.web.compiled import compiled_once
from wizard import create_app
from wizard.settings import Settings
from wizard.vault import Argon2Cost
from wizard.web.site import EXTENSION, Site

CHEAP = Argon2Cost(memory_kib=32, iterations=1)
THREADS = 4
CONTENT = Settings().content_dir
HOME = "arnhem"
DESK = "arnhem/caw"
"""The desk that a trial has from its first start, so that plans can be sent."""


class Live(Struct, frozen=True):
    """A running site: where it is, and what it has."""

    origin: str
    site: Site
    database: Path
    app: Flask
    invitation: str
    """What the first lead of DESK comes in with."""

    @property
    def start(self) -> str:
        """The address of the start page."""
        return self.at("/")

    def at(self, path: str, lang: str = "nl", slug: str = HOME) -> str:
        """Return the address of a page, of Arnhem and in Dutch unless told otherwise."""
        return f"{self.origin}/{slug}/{lang}{path}"


@contextmanager
def serve_site(folder: Path, content: Path = CONTENT) -> Iterator[Live]:
    """Serve the site from an empty folder as long as the context lasts."""
    database = folder / "drafts" / "drafts.db"
    address = f"sqlite:///{database}"
    settings = Settings(database_url=address, key_dir=folder / "keys", content_dir=content)
    app = compiled_once(create_app(settings, cost=CHEAP))
    door = socket.create_server(("127.0.0.1", 0))
    server: Any = waitress.server.create_server(app, sockets=[door], threads=THREADS, ident=None)
    running = threading.Thread(target=server.run, name="site", daemon=True)
    running.start()
    site: Site = app.extensions[EXTENSION]
    new = site.desks.create(DESK, "De leidinggevende", datetime.now(UTC), practice=True)
    try:
        origin = f"http://127.0.0.1:{door.getsockname()[1]}"
        yield Live(origin, site, database, app, new.invitation)
    finally:
        # In its own thread: a socket closed under a waiting server fails there at times.
        server.trigger.pull_trigger(server.close)
        running.join(timeout=5)
        site.pdf.close()
        site.store.close()
