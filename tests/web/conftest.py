"""A site of our own with cheap key stretching, and browsers that check every page they get."""

import functools
import io
import logging
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from tests.web.browser import Browser
from tests.web.codes import come_in, make_code, make_helper_code
from tests.web.compiled import compiled_once
from tests.web.deskroom import DISTRICT_TEAM, DeskRoom, desk_app
from tests.web.plans import PRIVATE_WORDS, alone, give, make_draft
from wizard import checkcommand, cli, connections, create_app, serving
from wizard.handout.workers import PdfWorkers
from wizard.housekeeping import Housekeeping
from wizard.logs import configure_logging
from wizard.settings import Settings
from wizard.translation_check import check_translations
from wizard.vault import Argon2Cost
from wizard.web import site as web_site
from wizard.web.site import EXTENSION, Site

CHEAP = Argon2Cost(memory_kib=32, iterations=1)


def make_app(settings: Settings) -> Flask:
    app = compiled_once(create_app(settings, cost=CHEAP))
    app.test_client_class = Browser
    return app


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("site")
    return Settings(database_url=f"sqlite:///{folder}/drafts/drafts.db", key_dir=folder / "keys")


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    """The site, made once: drafts and addresses of one test do not meet those of another."""
    app = make_app(settings)
    yield app
    site: Site = app.extensions[EXTENSION]
    site.pdf.close()
    site.store.close()


@pytest.fixture(scope="session")
def case_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskRoom]:
    """A desk for work with cases, made once: each test has cases and colleagues of its own."""
    with desk_app(tmp_path_factory.mktemp("cases")) as app:
        yield DeskRoom(app)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskRoom]:
    """A desk of this file alone: its tests remove colleagues and renew the key."""
    with desk_app(tmp_path_factory.mktemp("desk")) as app:
        yield DeskRoom(app)


@pytest.fixture(scope="session")
def district_room(case_room: DeskRoom) -> DeskRoom:
    """Another desk of the same municipality."""
    return DeskRoom(case_room.app, DISTRICT_TEAM)


@pytest.fixture
def planner(case_room: DeskRoom) -> Browser:
    """A planner at that desk."""
    return case_room.sit(case_room.lead)


@pytest.fixture(scope="module")
def log() -> Iterator[io.StringIO]:
    """What a running site writes to its log, with everything switched on."""
    stream = io.StringIO()
    before = logging.root.handlers[:], logging.root.level
    configure_logging(logging.DEBUG)
    logging.root.handlers[0].setStream(stream)
    yield stream
    logging.root.handlers[:], level = before
    logging.root.setLevel(level)


@pytest.fixture
def site(app: Flask) -> Site:
    return app.extensions[EXTENSION]


@pytest.fixture
def client(app: Flask) -> Browser:
    return app.test_client()


@pytest.fixture
def other(app: Flask) -> Browser:
    """A second browser: another phone, or a helper's laptop."""
    return app.test_client()


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that moves the site's clock on."""
    ahead = timedelta()

    class Clock:
        @staticmethod
        def now(zone: object) -> datetime:
            assert zone is UTC
            return datetime.now(UTC) + ahead

    def move(**span: float) -> None:
        nonlocal ahead
        ahead += timedelta(**span)

    monkeypatch.setattr(web_site, "datetime", Clock)
    return move


@pytest.fixture
def database(settings: Settings) -> Path:
    return Path(settings.database_url.removeprefix("sqlite:///"))


@pytest.fixture
def resident(client: Browser) -> Browser:
    """Somebody alone, with private answers and a code of their own."""
    give(client, make_draft(dict(alone().answers), PRIVATE_WORDS, opened=("can",)))
    make_code(client)
    return client


@pytest.fixture
def helper(resident: Browser, other: Browser) -> Browser:
    """A job coach who came in with the helper code, on another screen."""
    come_in(other, make_helper_code(resident))
    return other


checked_once = functools.cache(check_translations)
"""Our own catalogues are the same for every run of `check`: holding them to the texts is slow."""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command line, with a database and keys of its own."""
    monkeypatch.setattr(
        checkcommand, "check_translations", lambda offered: checked_once(frozenset(offered))
    )
    environment = {
        "WIZARD_DATABASE_URL": f"sqlite:///{tmp_path}/data/drafts.db",
        "WIZARD_KEY_DIR": str(tmp_path / "keys"),
    }

    def command(*words: str, **settings: str) -> Result:
        return CliRunner().invoke(cli.main, list(words), env={**environment, **settings})

    return command


@pytest.fixture
def served(monkeypatch):
    """What `serve` would listen with, without listening."""
    calls = []
    door = SimpleNamespace(task_dispatcher=None)
    monkeypatch.setattr(
        connections, "Door", lambda app, *_, adj, **_how: calls.append((app, adj)) or door
    )
    monkeypatch.setattr(connections.ThreadedTaskDispatcher, "set_thread_count", lambda *_: None)
    monkeypatch.setattr(serving.Node, "run", lambda _self: calls.append("listening"))
    monkeypatch.setattr(cli, "stop_leaks", lambda: None)
    monkeypatch.setattr(signal, "signal", lambda told, then: calls.append((told, then.__name__)))
    monkeypatch.setattr(Housekeeping, "start", lambda _self: calls.append("housekeeping"))
    monkeypatch.setattr(PdfWorkers, "start", lambda _self: calls.append("pdf started"))
    monkeypatch.setattr(PdfWorkers, "close", lambda _self: calls.append("pdf closed"))
    return calls
