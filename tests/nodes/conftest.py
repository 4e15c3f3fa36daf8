"""Two nodes on each back end, made once: drafts and desks of one test do not meet another's."""

from collections.abc import Callable, Iterator

import pytest

from tests.nodes.twonodes import Nodes, Wanderer, two_nodes, wander
from tests.store.conftest import BACK_ENDS


@pytest.fixture(scope="session", params=BACK_ENDS)
def nodes(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Nodes]:
    folder = tmp_path_factory.mktemp("nodes")
    with two_nodes(BACK_ENDS[request.param](folder), folder) as nodes:
        yield nodes


@pytest.fixture
def people(nodes: Nodes) -> Callable[[], Wanderer]:
    """Return a function that lets somebody come, whom the proxy sends to either node in turn."""
    return lambda: wander(nodes)
