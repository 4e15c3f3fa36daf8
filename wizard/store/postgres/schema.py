"""The tables. No creation times, no names, no columns that tell what a draft is about.

Moments are whole seconds since the Unix epoch, as `wizard.store.moments` writes them: they depend
on no time zone of a session. What is sealed is EXTERNAL: it does not become smaller, so it is not
tried, and a row without it is short. Then a save writes the new box and a short row, in the same
page while there is room: `fillfactor` leaves some, and the index on the end of a draft, which is
a whole day or hour, need not be touched.
"""

from typing import LiteralString

from wizard.store.newer import refuse_broken
from wizard.store.postgres.case_tables import CASES, DESKS
from wizard.store.postgres.connections import Connection, Connections

# The number is our own; whoever locks it makes or changes tables in this database.
_LOCK: LiteralString = "SELECT pg_advisory_xact_lock(7310112026)"
_MADE: LiteralString = "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY)"

# What changes often is vacuumed after a fiftieth of it has changed, instead of a fifth.
_HOT: LiteralString = """
    fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02
"""

_FIRST: tuple[LiteralString, ...] = (
    f"""
    CREATE TABLE draft (
        id bytea PRIMARY KEY,
        shared bytea NOT NULL,
        shared_revision integer NOT NULL,
        private bytea NOT NULL,
        private_revision integer NOT NULL,
        expires_at bigint NOT NULL
    ) WITH ({_HOT}, toast.autovacuum_vacuum_scale_factor = 0.02)
    """,
    "ALTER TABLE draft ALTER shared SET STORAGE EXTERNAL, ALTER private SET STORAGE EXTERNAL",
    "CREATE INDEX draft_expires_at ON draft (expires_at)",
    f"""
    CREATE TABLE wrap (
        id bytea PRIMARY KEY,
        draft_id bytea NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
        kind text NOT NULL,
        epoch integer NOT NULL,
        body bytea NOT NULL,
        expires_at bigint,
        ends_at bigint,
        tries_left integer
    ) WITH ({_HOT})
    """,
    "ALTER TABLE wrap ALTER body SET STORAGE EXTERNAL",
    "CREATE INDEX wrap_draft_id ON wrap (draft_id)",
    "CREATE INDEX wrap_epoch ON wrap (epoch)",
    "CREATE INDEX wrap_expires_at ON wrap (expires_at) WHERE expires_at IS NOT NULL",
    f"""
    CREATE TABLE counter (
        key bytea NOT NULL,
        window_start bigint NOT NULL,
        expires_at bigint NOT NULL,
        count integer NOT NULL,
        PRIMARY KEY (key, window_start)
    ) WITH ({_HOT})
    """,
    "CREATE INDEX counter_expires_at ON counter (expires_at)",
)

MIGRATIONS: dict[str, tuple[LiteralString, ...]] = {
    "first_tables": (*_FIRST, *CASES, *DESKS),
}
"""The statements of each migration, in the order of applying. One that was released is never
changed: a new one stands below it."""


def migrate(connections: Connections) -> None:
    """Apply the migrations that this database has not had; what it has newer stays.

    Nodes that start together do so one after another, and the later ones find it done. Raises
    SettingsError when a newer program has changed the database so that this one would harm it.
    """
    if connections.reading(_pending):
        connections.migrating(_apply)


def _pending(connection: Connection) -> list[str]:
    (table,) = connection.execute("SELECT to_regclass('migration')::text").fetchone() or (None,)
    if table is None:
        return list(MIGRATIONS)
    applied = {name for (name,) in connection.execute("SELECT name FROM migration")}
    refuse_broken(applied, MIGRATIONS)
    return [name for name in MIGRATIONS if name not in applied]


def _apply(connection: Connection) -> None:
    connection.execute(_LOCK)
    connection.execute(_MADE)
    for name in _pending(connection):
        for statement in MIGRATIONS[name]:
            connection.execute(statement)
        connection.execute("INSERT INTO migration (name) VALUES (%s)", (name,))
