"""Two nodes on each back end, made once: drafts and desks of one test do not meet another's."""

from collections.abc import Callable, Iterator

import pytest

from tests.nodes.twonodes import Nodes, Wanderer, two_nodes, wander
from tools.postgres_server import postgres_server


@pytest.fixture(scope="session")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('database')}/drafts.db"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres_server(fsync=False) as server:
        yield server.url()


@pytest.fixture(
    scope="session", params=[pytest.param("sqlite_url", marks=pytest.mark.matrix), "postgres_url"]
)
def nodes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Nodes]:
    url = request.getfixturevalue(request.param)
    with two_nodes(url, tmp_path_factory.mktemp("nodes")) as nodes:
        yield nodes


@pytest.fixture
def people(nodes: Nodes) -> Callable[[], Wanderer]:
    """Return a function that lets somebody come, whom the proxy sends to either node in turn."""
    return lambda: wander(nodes)
