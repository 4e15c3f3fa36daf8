"""The tables. No creation times, no names, no columns that tell what a draft is about."""

from sqlite_utils import Database, Migrations

migrations = Migrations("wizard")

# A draft's expiry falls on a whole day or hour and is rewritten only when that
# changes, so an ordinary save touches no index at all.
_FIRST = (
    """
    CREATE TABLE draft (
        id BLOB PRIMARY KEY,
        shared BLOB NOT NULL,
        shared_revision INTEGER NOT NULL,
        private BLOB NOT NULL,
        private_revision INTEGER NOT NULL,
        expires_at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX draft_expires_at ON draft (expires_at)",
    """
    CREATE TABLE wrap (
        id BLOB PRIMARY KEY,
        draft_id BLOB NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        body BLOB NOT NULL,
        expires_at INTEGER,
        ends_at INTEGER,
        tries_left INTEGER
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX wrap_draft_id ON wrap (draft_id)",
    "CREATE INDEX wrap_epoch ON wrap (epoch)",
    "CREATE INDEX wrap_expires_at ON wrap (expires_at) WHERE expires_at IS NOT NULL",
    """
    CREATE TABLE counter (
        key BLOB NOT NULL,
        window_start INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (key, window_start)
    ) STRICT, WITHOUT ROWID
    """,
)


@migrations()
def first_tables(db: Database) -> None:
    """Create the tables of step 1."""
    for statement in _FIRST:
        db.execute(statement)
