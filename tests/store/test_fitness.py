"""Each setting of PostgreSQL that would harm plans is seen, and a good one is none of these."""

import re
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from wizard.store import Fitness, open_store
from wizard.store.postgres.connections import Connections
from wizard.store.postgres.fitness import fitness, sslmode_over_a_wire

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "default_transaction_read_only": "off",
    "statement_timeout": "0",
    "synchronous_standby_names": "",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "-1",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}
ALONE = (False, 97, 1, 0)
SOCKET = "postgresql:///plan"


class Database:
    """Answers the two questions as a database with these settings would."""

    def __init__(self, settings, place):
        self._answers = [[*settings.items()], [place]]

    def execute(self, _sql):
        return self

    def fetchall(self):
        return self._answers.pop(0)


def of(place=ALONE, address=SOCKET, **changes):
    return fitness(Database({**GOOD, **changes}, place), address)


def test_good_settings_have_no_objection_and_no_note():
    assert of() == Fitness()


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (of(fsync="off"), "fsync of the database is off"),
        (of(full_page_writes="off"), "full_page_writes of the database is off"),
        (of(synchronous_commit="off"), "synchronous_commit of the database is off"),
        (of(default_transaction_read_only="on"), "nothing can be saved"),
        (of(statement_timeout="4999"), "statement_timeout of the database is under 5 s"),
        (of((True, 97, 1, 0)), "is a superuser"),
        (of((False, 9, 1, 0)), "takes 9 connections; one node needs 10"),
        (of(address="postgresql://db.example/plan"), "add sslmode=verify-full"),
    ],
)
def test_what_would_harm_plans_is_an_objection(found, says):
    [objection] = found.objections
    assert says in objection
    assert found.notes == ()


def test_what_the_guide_asks_for_is_fit():
    guide = (ROOT / "docs" / "operating.md").read_text("utf-8")
    block = guide.partition("```postgresql\n")[2].partition("```")[0]
    asked_for = dict(re.findall(r"^(\w+) = (\S+)", block, re.MULTILINE))
    unset = dict.fromkeys(GOOD, "?") | {"synchronous_standby_names": ""}
    settings = {**unset, **asked_for, "log_statement": "all"}
    settings["default_transaction_read_only"] = "off"
    assert fitness(Database(settings, ALONE), SOCKET) == Fitness()


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (of((False, 97, 89, 0)), "too few are left for one more node"),
        (of((False, 97, 1, 1)), "nothing waits for it"),
        (of(log_statement="mod"), "(log_statement)"),
        (of(log_statement="all"), "(log_statement)"),
        (of(log_min_duration_statement="0"), "(log_min_duration_statement)"),
        (of(log_min_duration_sample="500"), "(log_min_duration_sample)"),
        (of(log_transaction_sample_rate="0.01"), "(log_transaction_sample_rate)"),
        (of(log_parameter_max_length_on_error="-1"), "log_parameter_max_length_on_error"),
        (of(log_error_verbosity="default"), "log_error_verbosity"),
        (of(address="postgresql://db.example/plan?sslmode=verify-ca"), "verify-full asks"),
    ],
)
def test_what_somebody_should_look_at_is_a_note(found, says):
    [note] = found.notes
    assert says in note
    assert found.objections == ()


@pytest.mark.parametrize(
    "found",
    [
        of(statement_timeout="5000"),
        of((False, 97, 88, 0)),
        of((False, 97, 1, 1), synchronous_standby_names="one"),
        of(log_statement="all", log_parameter_max_length="0"),
        of(log_statement="ddl"),
        of(synchronous_commit="remote_apply"),
        of(address="postgresql://db.example/plan?sslmode=verify-full"),
    ],
)
def test_what_is_just_good_enough_is_neither(found):
    assert found == Fitness()


@pytest.mark.parametrize(
    ("url", "sslmode"),
    [
        ("postgresql://plan@db.example/plan", "prefer"),
        ("postgresql://plan@db.example/plan?sslmode=require", "require"),
        ("postgresql://10.0.0.9:5432,127.0.0.1/plan", "prefer"),
        ("postgresql:///plan?host=db.example", "prefer"),
        ("postgresql://localhost/plan?hostaddr=10.0.0.9", "prefer"),
        ("postgresql:///plan?service=away", "prefer"),
        ("postgresql://a.example,b.example/plan?sslmode=verify-ca", "verify-ca"),
        ("postgresql://plan:secret@localhost:5432/plan", None),
        ("postgresql://[::1]/plan", None),
        ("postgresql:///plan?host=/run/postgresql", None),
        ("postgresql://plan@%2Frun%2Fpostgresql/plan", None),
        ("postgresql:///plan", None),
    ],
)
def test_a_wire_to_the_database_is_seen(url, sslmode):
    assert sslmode_over_a_wire(url) == sslmode


def test_a_wire_in_the_environment_of_the_program_is_seen(monkeypatch):
    monkeypatch.setenv("PGHOST", "db.example")
    assert sslmode_over_a_wire("postgresql:///plan") == "prefer"
    assert sslmode_over_a_wire("postgresql://localhost/plan") is None


@pytest.fixture
def keeper(postgres, postgres_url):
    """Return the URL for a role that is no superuser, on a server that was made fast and unsafe."""
    with psycopg.connect(postgres_url, autocommit=True) as person:
        person.execute("CREATE ROLE keeper LOGIN")
        yield postgres_url.replace("//postgres@", "//keeper@")
        person.execute("DROP ROLE keeper")


def asked(url):
    """Return what a real server says of itself."""
    with closing(Connections(url)) as connections:
        return connections.reading(lambda db: fitness(db, connections.address))


def test_a_server_that_may_lose_what_was_saved_says_so_to_any_role(keeper):
    found = asked(keeper)
    assert [text.split(" of ")[0] for text in found.objections] == [
        "fsync",
        "full_page_writes",
        "synchronous_commit",
    ]
    [note] = found.notes
    assert "log_error_verbosity" in note


def test_what_is_set_for_the_role_alone_is_seen(keeper, postgres_url):
    good = dict.fromkeys(("synchronous_commit", "default_transaction_read_only"), "on")
    settings = {**good, "statement_timeout": "4999", "log_error_verbosity": "terse"}
    with psycopg.connect(postgres_url, autocommit=True) as person:
        for name, value in settings.items():
            person.execute(f"ALTER ROLE keeper SET {name} = '{value}'")
        person.execute("ALTER ROLE keeper CONNECTION LIMIT 9")
    found = asked(keeper)
    assert [text.split()[0] for text in found.objections[2:4]] == [
        "default_transaction_read_only",
        "statement_timeout",
    ]
    assert found.objections[4:] == ("the database takes 9 connections; one node needs 10",)
    assert found.notes == ()


@pytest.mark.parametrize(("name", "told"), [("standby", True), ("pg_basebackup", False)])
def test_a_standby_that_nothing_waits_for_is_seen_and_a_backup_is_none(
    keeper, postgres_url, name, told
):
    copying = f"{postgres_url}&replication=database&application_name={name}"
    with psycopg.connect(copying, autocommit=True):
        assert any("a standby follows" in note for note in asked(keeper).notes) is told


def test_a_store_tells_of_its_own_database(postgres_url, sqlite_url):
    with closing(open_store(postgres_url)) as store:
        assert "superuser" in store.fitness().objections[-1]
    with closing(open_store(sqlite_url)) as store:
        assert store.fitness() == Fitness()


def test_work_that_meets_nobody_is_not_begun_anew(store, session):
    assert store.run_again == 0
