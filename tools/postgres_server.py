"""A PostgreSQL server to throw away: for tests, drills and benchmarks.

It listens on a socket in its own folder only, so it needs no port and no password, and disturbs
no other server of the machine. PostgreSQL refuses to run as root; there it runs as `postgres`.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tools.setup import has_postgres, postgres_program

USER = "postgres"
START_SECONDS = 60
LOOK_AGAIN_SECONDS = 0.01
UNSAFE_AND_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""Good enough when a killed server need not come back with what it had committed."""


class PostgresServer:
    """One cluster in a folder, and the server that runs it.

    With `fsync=False` it is fast, but must not be killed and then asked what it still holds.
    `settings` are those of postgresql.conf. The folder must be reachable for user `postgres` when
    this is root, which a folder of pytest is not; `postgres_server` makes one that is.
    """

    def __init__(
        self, folder: Path, *, fsync: bool = True, settings: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder
        speed = {} if fsync else UNSAFE_AND_FAST
        self.settings = {"listen_addresses": "", **speed, **(settings or {})}
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def cluster(self) -> Path:
        """Return where the cluster is: the data directory of PostgreSQL."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """Return the file with what the server says."""
        return self.folder / "log"

    def url(self, database: str = "postgres") -> str:
        """Return the URL of a database of this server."""
        return f"postgresql://{USER}@/{database}?host={quote(str(self.folder), safe='')}"

    def make(self) -> None:
        """Make an empty cluster; `start` runs it."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, USER, USER)
        options = ["--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C"]
        self.run("initdb", "--no-sync", *options, f"--pgdata={self.cluster}")

    def run(self, program: str, *words: str) -> None:
        """Run a program of PostgreSQL to its end, as the user of the server."""
        command = [found(program), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **self._surroundings())

    def start(self) -> None:
        """Start the server and return once it takes connections, also after a crash."""
        settings = {**self.settings, "unix_socket_directories": str(self.folder)}
        options = [f"--{name}={value}" for name, value in settings.items()]
        command = [found("postgres"), "-D", str(self.cluster), *options]
        with self.log.open("ab") as log:
            server = subprocess.Popen(command, stdout=log, stderr=log, **self._surroundings())
        self._server = server
        give_up_at = time.monotonic() + START_SECONDS
        while not self._is_ready(server):
            if server.poll() is not None or time.monotonic() > give_up_at:
                self.kill()
                raise RuntimeError("PostgreSQL did not start: " + self.log.read_text()[-2000:])
            time.sleep(LOOK_AGAIN_SECONDS)

    def stop(self) -> None:
        """Stop the server in order: transactions that run are undone, the rest is on disk."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)
            self._server.wait()
            self._server = None

    def kill(self) -> None:
        """End every process of the server at once with SIGKILL, as losing power would."""
        if self._server is None:
            return
        processes = [self._server.pid, *children(self._server.pid)]
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._server.wait()
        while any(is_running(process) for process in processes):
            time.sleep(LOOK_AGAIN_SECONDS)
        self._server = None

    def restart(self) -> None:
        """Stop the server in order, and start it again."""
        self.stop()
        self.start()

    def _is_ready(self, server: subprocess.Popen[bytes]) -> bool:
        # Its own note of how far it is, which pg_ctl reads too; an older one has another number.
        with suppress(FileNotFoundError):
            words = (self.cluster / "postmaster.pid").read_text().split()
            return words[:1] == [str(server.pid)] and words[-1] == "ready"
        return False

    def _surroundings(self) -> dict[str, Any]:
        """Return how to start a program: in a folder that its user can see."""
        user = {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}
        return {**user, "cwd": self.folder, "stdin": subprocess.DEVNULL}


@contextmanager
def postgres_server(
    folder: Path | None = None, *, fsync: bool = True, settings: Mapping[str, str] | None = None
) -> Iterator[PostgresServer]:
    """Make a cluster, lend the running server, and stop it.

    Without a folder it gets one of its own in the folder for temporary files, which is removed.
    """
    place = folder or Path(tempfile.mkdtemp(prefix="startplan-postgres-"))
    server = PostgresServer(place, fsync=fsync, settings=settings)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop()
        if folder is None:
            shutil.rmtree(place)


def found(program: str) -> str:
    """Return where a program of PostgreSQL is, or raise FileNotFoundError."""
    path = postgres_program(program)
    if path is None:
        raise FileNotFoundError(f"{program} of PostgreSQL is not installed here")
    return path


def cannot_run() -> str:
    """Return why no server can be started on this machine, or nothing."""
    if not has_postgres():
        return "PostgreSQL is not installed here"
    if os.geteuid() == 0 and USER not in {user.pw_name for user in pwd.getpwall()}:
        return f"root cannot run PostgreSQL, and there is no user {USER}"
    return ""


def children(process: int) -> list[int]:
    """Return the processes that a process has started and that still run."""
    with suppress(FileNotFoundError):
        words = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        return [int(word) for word in words]
    return []


def is_running(process: int) -> bool:
    """Tell whether a process exists and is more than a note of how it ended."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
