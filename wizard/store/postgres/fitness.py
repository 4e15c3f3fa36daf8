"""Whether a PostgreSQL database may keep plans: the wire to it, and what it says of itself."""

from collections.abc import Iterator, Mapping
from typing import LiteralString, NamedTuple

from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Conninfo

from wizard.hosts import is_this_machine
from wizard.store.postgres.connections import POOL_SIZE, Connection
from wizard.store.records import Fitness

PATIENCE_MS = 5000
"""As long as a transaction may wait for a lock: it must not be cut off before."""

_MUST_BE_ON = {
    "fsync": "a power cut could take acknowledged answers, or the whole database",
    "full_page_writes": "a power cut in mid-write could damage the database",
    "synchronous_commit": "a crash could take acknowledged answers",
}
_SILENT = {
    "log_statement": {"none", "ddl"},
    "log_min_duration_statement": {"-1"},
    "log_min_duration_sample": {"-1"},
    "log_transaction_sample_rate": {"0"},
}
"""What writes statements in the log of the server, and when it does not."""

_SETTINGS: LiteralString = "SELECT name, setting FROM pg_settings"
_PLACE: LiteralString = """
    SELECT
        rolsuper,
        least(
            nullif(rolconnlimit, -1),
            nullif(datconnlimit, -1),
            current_setting('max_connections')::integer
                - current_setting('superuser_reserved_connections')::integer
                - coalesce(current_setting('reserved_connections', true)::integer, 0)
        ),
        (SELECT sum(numbackends)::integer FROM pg_stat_database),
        (
            SELECT count(*) FROM pg_stat_replication
            WHERE application_name NOT IN ('pg_basebackup', 'pg_receivewal')
        )
    FROM pg_roles, pg_database
    WHERE rolname = current_user AND datname = current_database()
"""


class _Place(NamedTuple):
    superuser: bool
    most: int
    connected: int
    standbys: int


def fitness(connection: Connection, address: str) -> Fitness:
    """Return what speaks against keeping plans here; `address` is how this connection was made."""
    said: dict[str, str] = dict(connection.execute(_SETTINGS).fetchall())
    (row,) = connection.execute(_PLACE).fetchall()
    place, sslmode = _Place(*row), sslmode_over_a_wire(address)
    return Fitness(
        objections=(*_wire(sslmode), *_settings(said), *_place(place)),
        notes=(*_half_a_wire(sslmode), *_room(said, place), *_logs(said)),
    )


def sslmode_over_a_wire(address: str) -> str | None:
    """Return how TLS is used to reach another machine, or None when no wire leads there.

    What libpq takes from its environment counts. A `service` may lead anywhere.
    """
    defaults = {one.keyword.decode(): (one.val or b"").decode() for one in Conninfo.get_defaults()}
    options = {**defaults, **conninfo_to_dict(address)}
    names = f"{options['host']},{options['hostaddr']}".split(",")
    away = [name for name in names if name and name[0] not in "/@" and not is_this_machine(name)]
    return str(options["sslmode"]) if away or options["service"] else None


def _wire(sslmode: str | None) -> Iterator[str]:
    if sslmode not in {None, "verify-full", "verify-ca"}:
        yield (
            "WIZARD_DATABASE_URL leads to another machine without checking who answers: "
            "add sslmode=verify-full"
        )


def _half_a_wire(sslmode: str | None) -> Iterator[str]:
    if sslmode == "verify-ca":
        yield (
            "sslmode=verify-ca takes any server with a certificate of that authority: "
            "verify-full asks for the name as well"
        )


def _settings(said: Mapping[str, str]) -> Iterator[str]:
    for name, why in _MUST_BE_ON.items():
        if said.get(name) == "off":
            yield f"{name} of the database is off: {why}"
    if said["default_transaction_read_only"] == "on":
        yield "default_transaction_read_only of the database is on: nothing can be saved"
    if 0 < int(said["statement_timeout"]) < PATIENCE_MS:
        yield "statement_timeout of the database is under 5 s: a save that waits would be cut off"


def _place(place: _Place) -> Iterator[str]:
    if place.superuser:
        yield "the database role is a superuser: give the site a role that owns its database only"
    if place.most < POOL_SIZE:
        yield f"the database takes {place.most} connections; one node needs {POOL_SIZE}"


def _room(said: Mapping[str, str], place: _Place) -> Iterator[str]:
    # No objection: what is connected just now must not keep a node from starting.
    if place.most >= POOL_SIZE > place.most - place.connected + 1:
        yield (
            f"the database takes {place.most} connections and {place.connected} are in use: "
            f"too few are left for one more node with {POOL_SIZE} (max_connections)"
        )
    if place.standbys and not said.get("synchronous_standby_names"):
        yield (
            "a standby follows the database and nothing waits for it (synchronous_standby_names): "
            "a failover can take acknowledged answers"
        )


def _logs(said: Mapping[str, str]) -> Iterator[str]:
    loud = [name for name, silent in _SILENT.items() if said.get(name) not in {None, *silent}]
    if loud and said.get("log_parameter_max_length") != "0":
        yield f"the database logs what it is given ({loud[0]}): set log_parameter_max_length = 0"
    if said.get("log_parameter_max_length_on_error", "0") != "0":
        yield "the database logs what it refuses: set log_parameter_max_length_on_error = 0"
    if said.get("log_error_verbosity") != "terse":
        yield "the database logs rows that it refuses: set log_error_verbosity = terse"
