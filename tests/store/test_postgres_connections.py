"""Connections to PostgreSQL: whole transactions, tried again after faults, told when in doubt."""

import os
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from wizard.errors import SettingsError, StorageBusy, StorageFailed, StorageFull, WizardError
from wizard.store.postgres import connections as module
from wizard.store.postgres.connections import Connections
from wizard.store.postgres.schema import MIGRATIONS, migrate


@pytest.fixture
def server(postgres):
    return postgres


@pytest.fixture
def connections(server):
    connections = Connections(server.url())
    connections.writing(start_anew)
    yield connections
    connections.close()


def start_anew(connection):
    connection.execute("DROP TABLE IF EXISTS kept")
    connection.execute("CREATE TABLE kept (number integer UNIQUE)")


def keep(number):
    return lambda connection: connection.execute("INSERT INTO kept VALUES (%s)", (number,))


def numbers(connections):
    select = "SELECT number FROM kept ORDER BY number"
    return [n for (n,) in connections.reading(lambda db: db.execute(select).fetchall())]


def fails_once(error, run):
    """Raise an error the first time, as the server would, and then do what is asked."""
    errors = [error]

    def once(connection):
        done = run(connection)
        if errors:
            raise errors.pop()
        return done

    return once


def test_a_transaction_is_kept_whole(connections):
    connections.writing(keep(1))
    assert numbers(connections) == [1]


def test_an_error_of_ours_undoes_it_and_comes_out_as_it_is(connections):
    with pytest.raises(WizardError, match="ours"):
        connections.writing(fails_once(WizardError("ours"), keep(1)))
    assert numbers(connections) == []


@pytest.mark.parametrize(
    "error", [psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected]
)
def test_what_met_another_transaction_is_run_again(connections, error):
    assert connections.run_again == 0
    connections.writing(fails_once(error(), keep(1)))
    assert numbers(connections) == [1]
    assert connections.run_again == 1


def test_a_transaction_that_always_meets_another_is_busy_at_last(connections, monkeypatch):
    monkeypatch.setattr(module, "_SHORTEST_REST_SECONDS", 0)
    tries = []

    def never(connection):
        keep(1)(connection)
        tries.append(1)
        raise psycopg.errors.SerializationFailure

    with pytest.raises(StorageBusy):
        connections.writing(never)
    assert len(tries) == module._TRIES == connections.run_again + 1
    assert numbers(connections) == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (psycopg.errors.DiskFull, StorageFull),
        (psycopg.errors.LockNotAvailable, StorageBusy),
        (psycopg.errors.ReadOnlySqlTransaction, StorageFailed),
        (psycopg.errors.IoError, StorageFailed),
        (psycopg.errors.InsufficientPrivilege, StorageFailed),
    ],
)
def test_what_the_machine_does_is_told(connections, monkeypatch, error, told):
    monkeypatch.setattr(module, "_SHORTEST_REST_SECONDS", 0)

    def fail(_):
        raise error

    with pytest.raises(told):
        connections.writing(fail)
    connections.writing(keep(1))
    assert numbers(connections) == [1]


def test_a_bug_stays_a_bug_without_the_stored_value(connections):
    connections.writing(keep(4821))
    with pytest.raises(psycopg.errors.UniqueViolation) as caught:
        connections.writing(keep(4821))
    assert "4821" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_swallowed_error_is_not_taken_for_done(connections):
    def swallow(connection):
        keep(1)(connection)
        with pytest.raises(psycopg.errors.UndefinedTable):
            connection.execute("SELECT * FROM nothing")

    with pytest.raises(StorageFailed):
        connections.writing(swallow)
    assert numbers(connections) == []


def test_connections_lost_before_commit_are_replaced_and_the_work_is_done(connections, server):
    cut = [True]

    def lose(connection):
        keep(1)(connection)
        if cut and cut.pop():
            cut_everything(server)
        keep(2)(connection)

    connections.writing(lose)
    assert numbers(connections) == [1, 2]


def cut_everything(server):
    """End every connection to the server but our own."""
    with psycopg.connect(server.url()) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


def test_a_read_goes_on_after_the_server_has_restarted(connections, server):
    connections.writing(keep(1))
    server.restart()
    assert numbers(connections) == [1]


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_child_process_has_connections_of_its_own(connections):
    connections.writing(keep(1))
    child = os.fork()
    if child == 0:
        connections.writing(keep(2))
        connections.close()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    connections.writing(keep(3))
    assert numbers(connections) == [1, 2, 3]


def test_nodes_that_start_together_migrate_once(server):
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE together")
        connection.execute(
            "ALTER DATABASE together SET default_transaction_isolation = serializable"
        )
    nodes = [Connections(server.url("together")) for _ in range(4)]
    with ThreadPoolExecutor(len(nodes)) as threads:
        list(threads.map(migrate, nodes))
    select = "SELECT name FROM migration"
    applied = nodes[0].reading(lambda db: db.execute(select).fetchall())
    [node.close() for node in nodes]
    assert sorted(name for (name,) in applied) == sorted(MIGRATIONS)


def test_an_unusable_url_is_refused_without_saying_what_it_was():
    with pytest.raises(SettingsError) as caught:
        Connections("postgresql://user:s3cret@host:port:port/x?nonsense=1")
    assert "s3cret" not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_password_shows_nowhere(caplog, monkeypatch):
    monkeypatch.setattr(module, "_WAIT_SECONDS", 0)
    caplog.set_level("DEBUG")
    connections = Connections("postgresql://user:s3cret@127.0.0.1:1/x")
    with pytest.raises(StorageFailed) as caught:
        connections.reading(lambda _: None)
    shown = f"{connections!r} {connections._pool!r} {caught.value!r} {caplog.text}"
    connections.close()
    assert "s3cret" not in shown
    assert "cannot be reached" in shown
