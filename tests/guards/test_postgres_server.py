"""The PostgreSQL server of tests and drills starts, stops, dies and comes back with what it had."""

import psycopg
import pytest

from tools.postgres_server import PostgresServer, children, is_running, postgres_server


def numbers(server):
    with psycopg.connect(server.url()) as connection:
        return connection.execute("SELECT number FROM kept").fetchall()


@pytest.fixture(scope="module")
def server():
    with postgres_server() as server:
        with psycopg.connect(server.url()) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
        yield server


def test_what_was_committed_outlives_a_kill_and_a_restart(server):
    process = server._server.pid
    processes = [process, *children(process)]
    assert len(processes) > 1
    server.kill()
    assert not any(is_running(process) for process in processes)
    with pytest.raises(psycopg.OperationalError):
        numbers(server)
    server.start()
    assert numbers(server) == [(1,)]
    server.restart()
    assert numbers(server) == [(1,)]


def test_its_folder_is_its_owners_alone_and_it_listens_on_no_port(server):
    assert server.cluster.stat().st_mode & 0o077 == 0
    assert server.folder.stat().st_mode & 0o077 == 0
    with psycopg.connect(server.url()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_server_that_cannot_start_says_why(server):
    server.stop()
    with pytest.raises(RuntimeError, match="shared_buffers"):
        PostgresServer(server.folder, settings={"shared_buffers": "none"}).start()
    server.start()
    assert numbers(server) == [(1,)]
