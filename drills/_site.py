"""A real site to harm: nodes of `wizard serve`, on one database and one key directory."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks._servers import free_port, wait_for
from wizard.vault import KeyDirectory

ENDS_SECONDS = 30
"""A node has at most twenty for people who still wait."""
BACK_ENDS = ("SQLite", "PostgreSQL")


class Node:
    """One process of the site, on a port that it keeps when it is started again."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        """Choose a port; `start` starts it."""
        self.port = free_port()
        self.log = folder / f"node-{self.port}.log"
        self._environment = {**settings, "WIZARD_PORT": str(self.port)}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Return the number of the process that was started last."""
        assert self._process
        return self._process.pid

    def start(self, *, wait: bool = True) -> None:
        """Start the process, and wait until its port answers; RuntimeError when it ends instead."""
        command = [sys.executable, "-m", "wizard", "serve"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self._environment, stdout=subprocess.DEVNULL, stderr=log
            )
        if wait:
            self.wait()

    def wait(self) -> None:
        """Return when the port answers; RuntimeError when the process ends instead."""
        assert self._process
        with self.log.open("rb") as said:
            wait_for(self._process, self.port, said)

    def kill(self) -> None:
        """End the process as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Tell the process to end, and wait for it."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(how)
            try:
                self._process.wait(ENDS_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
                raise


class Site:
    """The nodes of a site, and where its database and its keys are."""

    def __init__(self, folder: Path, settings: Mapping[str, str], nodes: int) -> None:
        """Make the keys, and choose a port for each node."""
        self.folder = folder
        self.keys = folder / "keys"
        KeyDirectory(self.keys, create=True)
        everything = {"WIZARD_KEY_DIR": str(self.keys), **settings}
        self.nodes = [Node(folder, everything) for _ in range(nodes)]

    def start_again(self) -> None:
        """Stop every node in order, and start it."""
        for node in self.nodes:
            node.stop()
            node.start()

    @property
    def ports(self) -> list[int]:
        """Return the port of each node."""
        return [node.port for node in self.nodes]


@contextmanager
def site(
    folder: Path, url: str = "", *, nodes: int = 1, settings: Mapping[str, str] | None = None
) -> Iterator[Site]:
    """Start a site on the database at a URL, or on SQLite in the folder; stop it in the end.

    `settings` are further WIZARD_ variables, or others that its processes need.
    """
    chosen = {"WIZARD_DATABASE_URL": url or sqlite_url(folder), **(settings or {})}
    made = Site(folder, chosen, nodes)
    try:
        for node in made.nodes:
            node.start()
        yield made
    finally:
        for node in made.nodes:
            node.stop()


def sqlite_url(folder: Path) -> str:
    """Return the URL of the SQLite database that a site in this folder has."""
    return f"sqlite:///{folder}/database/drafts.db"
