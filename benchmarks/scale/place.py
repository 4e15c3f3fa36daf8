"""A whole site as it stands in a municipality: nginx in front, some nodes, one database.

All on this machine. Residents reach nginx, set up as in deploy/nginx.conf but without TLS: it keeps
their connections open between answers and opens one to a node for each request.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks._databases import SQLITE as SQLITE_URL
from benchmarks._servers import free_port, processor_seconds, wait_for
from drills._site import site

SQLITE, POSTGRES = "SQLite", "PostgreSQL"
REST_SECONDS_MOST, RESTING_CORES = 60, 0.3
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")

NGINX = """
{user}
daemon off;
worker_processes 1;
worker_rlimit_nofile 20000;
pid {folder}/nginx.pid;
error_log stderr error;
events {{ worker_connections 9000; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    proxy_cache_path {folder}/kept keys_zone=kept:1m max_size=50m use_temp_path=off;
    upstream nodes {{ {nodes} }}
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        keepalive_timeout 30s;
        client_body_buffer_size 1m;
        proxy_buffers 32 64k;
        proxy_buffer_size 64k;
        proxy_busy_buffers_size 128k;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-Host $http_host;
        location / {{ proxy_pass http://nodes; }}
        location /static/ {{
            proxy_pass http://nodes;
            proxy_cache kept;
            proxy_cache_key $http_host$request_uri;
            proxy_cache_lock on;
        }}
    }}
}}
"""


@dataclass(frozen=True)
class Place:
    """A running site: where residents come in, and its processes by what they do."""

    port: int
    url: str
    folder: Path
    processes: dict[str, tuple[int, ...]]

    def seconds(self) -> dict[str, float]:
        """Return the processor time that each group has used, children included."""
        return {name: sum(map(tree_seconds, pids)) for name, pids in self.processes.items()}

    def come_to_rest(self) -> None:
        """Return when the nodes have done what a start brings, such as warming PDF workers up."""
        for _ in range(REST_SECONDS_MOST):
            before = self.seconds()["nodes"]
            time.sleep(1)
            if self.seconds()["nodes"] - before < RESTING_CORES:
                return

    def megabytes(self) -> dict[str, float]:
        """Return the memory of each group; what processes share is counted once."""
        return {name: sum(map(tree_megabytes, pids)) for name, pids in self.processes.items()}


@contextmanager
def place(back_end: str, nodes: int) -> Iterator[Place]:
    """Start everything in a folder for now; stop it and clean up in the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url, pid = stack.enter_context(database(back_end, folder))
        processes: dict[str, tuple[int, ...]] = {"database": (pid,)} if pid else {}
        settings = {"WIZARD_TRUSTED_PROXIES": "1"}
        made = stack.enter_context(site(folder, url, nodes=nodes, settings=settings))
        port, nginx = stack.enter_context(proxy(folder, made.ports))
        processes |= {"nodes": tuple(node.pid for node in made.nodes), "nginx": (nginx,)}
        yield Place(port, url, folder, processes)


@contextmanager
def database(back_end: str, folder: Path) -> Iterator[tuple[str, int]]:
    """Lend the URL of an empty database, and its process where it has one of its own, else 0."""
    if back_end == SQLITE:
        yield f"{SQLITE_URL}{folder}/database/drafts.db", 0
        return
    # Imported here: SQLite is measured on machines without PostgreSQL too.
    from tools.postgres_server import postgres_server  # noqa: PLC0415 - see above

    with postgres_server() as server:
        yield server.url(), int((server.cluster / "postmaster.pid").read_text().split()[0])


@contextmanager
def proxy(folder: Path, ports: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Start nginx before these ports; lend its own port and its process."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    port, config = free_port(), folder / "nginx.conf"
    nodes = " ".join(f"server 127.0.0.1:{node} max_fails=0;" for node in ports)
    user = "user root;" if os.geteuid() == 0 else ""
    config.write_text(NGINX.format(folder=folder, nodes=nodes, port=port, user=user))
    with tempfile.TemporaryFile() as said:
        server = subprocess.Popen([program, "-c", str(config), "-e", "stderr"], stderr=said)
        try:
            wait_for(server, port, said)
            yield port, server.pid
        finally:
            server.terminate()
            server.wait()


def tree_seconds(pid: int) -> float:
    """Return the processor time of a process, its children, and those that have ended."""
    ended = sum(map(int, _stat(pid)[13:15])) / TICKS_PER_SECOND
    return ended + _seconds(pid) + sum(map(tree_seconds, _children(pid)))


def tree_megabytes(pid: int) -> float:
    """Return the memory of a process and its children, in MiB."""
    own = 0.0
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        own = next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return own + sum(map(tree_megabytes, _children(pid)))


def _seconds(pid: int) -> float:
    with suppress(OSError):
        return processor_seconds(pid)
    return 0.0


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 20


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for listed in Path(f"/proc/{pid}/task").glob("*/children"):
            found += map(int, listed.read_text().split())
    return found
