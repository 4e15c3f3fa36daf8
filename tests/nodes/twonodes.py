"""Two nodes of one site in one process, and people whom a proxy sends to either in turn."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.web.browser import Browser
from tests.web.compiled import compiled_once
from tests.web.conftest import CHEAP
from wizard import create_app
from wizard.contentset import read_content
from wizard.settings import Settings
from wizard.web.site import EXTENSION, Site

Nodes = tuple[Flask, Flask]


class Wanderer(Browser):
    """A browser of which every request goes to the next node; `went_to` is where each went."""

    def __init__(self, *args: Any, turns: Iterator[Flask], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turns = turns
        self.went_to: list[Flask] = []

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        self.application = next(self._turns)
        self.went_to.append(self.application)
        return super().open(*args, **kwargs)


@contextmanager
def two_nodes(url: str, folder: Path) -> Iterator[Nodes]:
    """Make two nodes on one database and one key directory, as long as the context lasts."""
    settings = Settings(database_url=url, key_dir=folder / "keys")
    content = read_content(settings.content_dir)
    one, other = (create_app(settings, content=content, cost=CHEAP) for _ in range(2))
    for node in (one, other):
        compiled_once(node).test_client_class = Browser
    yield one, other
    for node in (one, other):
        site_at(node).pdf.close()
        site_at(node).store.close()


def wander(nodes: Nodes) -> Wanderer:
    """Return a browser that goes to either node in turn."""
    return Wanderer(nodes[0], turns=itertools.cycle(nodes))


def site_at(node: Flask) -> Site:
    """Return what a node works with."""
    site: Site = node.extensions[EXTENSION]
    return site


def at_once(work: Callable[[Site], object], sites: Sequence[Site]) -> None:
    """Let every node do something at the same moment; raise what any of them raises."""
    ready = Barrier(len(sites))

    def one(site: Site) -> None:
        ready.wait()
        work(site)

    with ThreadPoolExecutor(len(sites)) as threads:
        list(threads.map(one, sites))
