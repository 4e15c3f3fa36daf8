"""The database: locked by another program, restarted in mid-save, cut off, and failed over."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from drills._attempt import attempt
from drills._people import People
from drills._site import site, sqlite_url
from drills._strike import strike
from drills._table import Row
from tools.postgres_server import USER, PostgresServer, cannot_run, postgres_server

LOCKED_SECONDS = 8
CUT_OFF = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


def rows(folder: Path) -> Iterator[Row]:
    """Lock SQLite; then restart, cut off and replace PostgreSQL."""
    yield attempt(locked, folder)
    if why_not := cannot_run():
        for fault in ("restarted at once", "every connection cut off", "failover"):
            yield Row(fault=f"PostgreSQL: {fault}", why_not=why_not)
        return
    with postgres_server() as server:
        yield attempt(restarted, folder / "restarted", server)
        yield attempt(cut_off, folder / "cut off", server)
    yield attempt(failed_over, folder / "failover")


def locked(folder: Path) -> Row:
    """Hold the write lock of SQLite longer than the site waits for it."""

    def harm(_people: People) -> None:
        path = sqlite_url(folder).removeprefix("sqlite:///")
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            time.sleep(LOCKED_SECONDS)
            other.execute("ROLLBACK")

    with site(folder) as harmed:
        done = f"another program holds the write lock for {LOCKED_SECONDS} s"
        return strike(harmed, "SQLite: the file is locked", done, harm)


def restarted(folder: Path, server: PostgresServer) -> Row:
    """Kill every process of PostgreSQL under load and start it, five times."""

    def harm(_people: People) -> None:
        for _ in range(5):
            server.kill()
            server.start()
            time.sleep(0.7)

    folder.mkdir()
    with site(folder, new_database(server, "restarted"), nodes=2) as harmed:
        done = "killed in mid-save and started again, 5 times; two nodes"
        return strike(harmed, "PostgreSQL: restarted at once", done, harm)


def cut_off(folder: Path, server: PostgresServer) -> Row:
    """End every connection of the site, again and again."""

    def harm(_people: People) -> None:
        for _ in range(20):
            query(server, CUT_OFF)
            time.sleep(0.2)

    folder.mkdir()
    with site(folder, new_database(server, "cut_off"), nodes=2) as harmed:
        done = "all connections ended by pg_terminate_backend, 20 times in mid-save; two nodes"
        return strike(harmed, "PostgreSQL: every connection cut off", done, harm)


def failed_over(folder: Path) -> Row:
    """Kill a primary with a synchronous replica, and promote that; nothing else is told."""
    with postgres_server() as primary, replica_of(primary) as replica:

        def harm(_people: People) -> None:
            primary.kill()
            replica.run("pg_ctl", "promote", "--pgdata", str(replica.cluster), "--wait")
            query(replica, "ALTER SYSTEM SET synchronous_standby_names = ''")
            query(replica, "SELECT pg_reload_conf()")

        folder.mkdir()
        url = (
            f"postgresql://postgres@/postgres?host={primary.folder},{replica.folder}"
            "&target_session_attrs=read-write"
        )
        with site(folder, url, nodes=2) as harmed:
            done = "the primary killed in mid-save, its synchronous replica promoted; two nodes"
            return strike(harmed, "PostgreSQL: failover", done, harm)


@contextmanager
def replica_of(primary: PostgresServer) -> Iterator[PostgresServer]:
    """Lend a replica; from then on the primary commits nothing that the replica does not have."""
    with TemporaryDirectory(prefix="startplan-replica-") as folder:
        replica = PostgresServer(Path(folder))
        make_copy(primary, replica)
        replica.start()
        query(primary, "ALTER SYSTEM SET synchronous_standby_names = '*'")
        query(primary, "SELECT pg_reload_conf()")
        try:
            yield replica
        finally:
            replica.stop()


def make_copy(primary: PostgresServer, replica: PostgresServer) -> None:
    """Make the cluster of a replica that follows the primary."""
    if os.geteuid() == 0:
        shutil.chown(replica.folder, USER, USER)
    follow = ["--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast", "--no-sync"]
    where = ["--host", str(primary.folder), "--username", USER]
    replica.run("pg_basebackup", *follow, *where, f"--pgdata={replica.cluster}")


def new_database(server: PostgresServer, name: str) -> str:
    """Make an empty database and return its URL: each site has keys of its own."""
    query(server, f"CREATE DATABASE {name}")
    return server.url(name)


def query(server: PostgresServer, statement: str) -> None:
    """Run a statement as the owner of the server."""
    where = ["--host", str(server.folder), "--username", USER]
    server.run("psql", "--no-psqlrc", "--quiet", *where, "--command", statement)
