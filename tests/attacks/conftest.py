"""One site for each file of attacks, whose log is read at the end."""

import io
import logging
from collections.abc import Callable, Iterable, Iterator
from itertools import count

import pytest

from tests.attacks.corpus import MARK
from tests.attacks.raw import Request, ask
from tests.attacks.stage import Stage
from tests.attacks.watch import faults_of
from tests.web.deskroom import desk_app
from wizard.handout.workers import PdfWorkers
from wizard.logs import configure_logging
from wizard.settings import Settings

Attack = Callable[[Iterable[Request]], int]


@pytest.fixture(scope="module")
def log() -> Iterator[io.StringIO]:
    """What the site writes to its log, with everything switched on."""
    stream, before = io.StringIO(), (logging.root.handlers[:], logging.root.level)
    configure_logging(logging.DEBUG)
    logging.root.handlers[0].setStream(stream)
    yield stream
    logging.root.handlers[:] = before[0]
    logging.root.setLevel(before[1])


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, log: io.StringIO) -> Iterator[Stage]:
    """A site of this file alone; PDFs are made of what tests/handout sends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PdfWorkers, "render", lambda _self, _html: b"%PDF-1.7")
        hosts = ("localhost",)
        with desk_app(tmp_path_factory.mktemp("attacked"), trusted_hosts=hosts) as app:
            yield Stage(app)
    assert MARK not in log.getvalue()


@pytest.fixture
def attack(stage: Stage) -> Attack:
    """Return what sends requests, and tells how many it sent; none may do any harm."""

    def send(requests: Iterable[Request]) -> int:
        bystanders, found, number = stage.of_bystanders(), {}, 0
        for number, request in zip(count(1), requests, strict=False):
            for fault in faults_of(ask(stage.app, request, number)):
                found.setdefault(fault, request)
        assert not found, found
        assert stage.of_bystanders() == bystanders
        return number

    return send


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Where a site of one test may keep things."""
    folder = tmp_path_factory.mktemp("site")
    return Settings(database_url=f"sqlite:///{folder}/drafts/drafts.db", key_dir=folder / "keys")
