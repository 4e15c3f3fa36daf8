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

# The plan stands last, so that a list is read without walking through plans. The two indexes on
# cases that are open and closed answer `of_desk` in order, without sorting what is sealed.
_CASES = (
    """
    CREATE TABLE desk_case (
        id BLOB PRIMARY KEY,
        desk_id TEXT NOT NULL,
        key_version INTEGER NOT NULL,
        reference TEXT NOT NULL,
        state TEXT NOT NULL,
        origin TEXT NOT NULL,
        received_on TEXT NOT NULL,
        expires_at INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        assigned_to BLOB NOT NULL,
        opened_on TEXT,
        first_contact_on TEXT,
        sealed_key BLOB NOT NULL,
        header BLOB NOT NULL,
        work BLOB NOT NULL,
        reply BLOB NOT NULL,
        plan BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE INDEX desk_case_open ON desk_case (desk_id, received_on)
    WHERE state NOT IN ('closed', 'withdrawn')
    """,
    """
    CREATE INDEX desk_case_closed ON desk_case (desk_id, received_on)
    WHERE state IN ('closed', 'withdrawn')
    """,
    "CREATE INDEX desk_case_key ON desk_case (desk_id, id, key_version)",
    "CREATE INDEX desk_case_expires_at ON desk_case (expires_at)",
    """
    CREATE TABLE mail (
        id BLOB PRIMARY KEY,
        desk_id TEXT NOT NULL,
        reference TEXT NOT NULL,
        sealed BLOB NOT NULL,
        next_try_at INTEGER NOT NULL,
        give_up_at INTEGER NOT NULL,
        tries INTEGER NOT NULL,
        trouble TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX mail_next_try_at ON mail (next_try_at)",
    """
    CREATE TABLE tally (
        desk_id TEXT NOT NULL,
        quarter TEXT NOT NULL,
        kind TEXT NOT NULL,
        value TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (desk_id, quarter, kind, value)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE audit (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        desk_id TEXT NOT NULL,
        staff_id BLOB NOT NULL,
        action TEXT NOT NULL,
        object_id BLOB NOT NULL,
        detail TEXT NOT NULL,
        mark BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX audit_desk ON audit (desk_id, at)",
)


@migrations()
def first_tables(db: Database) -> None:
    """Create the tables of step 1."""
    for statement in _FIRST:
        db.execute(statement)


_DESKS = (
    """
    CREATE TABLE desk (
        id TEXT PRIMARY KEY,
        practice INTEGER NOT NULL,
        recipient TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE desk_key (
        desk_id TEXT NOT NULL REFERENCES desk (id),
        version INTEGER NOT NULL,
        public BLOB NOT NULL,
        escrow BLOB NOT NULL,
        mark BLOB NOT NULL,
        PRIMARY KEY (desk_id, version)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE staff (
        id BLOB PRIMARY KEY,
        desk_id TEXT NOT NULL REFERENCES desk (id),
        name TEXT NOT NULL,
        folded_name TEXT NOT NULL UNIQUE,
        role TEXT NOT NULL,
        salt BLOB NOT NULL,
        public BLOB NOT NULL,
        sealed BLOB NOT NULL,
        mark BLOB NOT NULL,
        used_step INTEGER NOT NULL,
        cover BLOB NOT NULL,
        away_until TEXT
    ) STRICT
    """,
    """
    CREATE TABLE desk_grant (
        staff_id BLOB NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
        desk_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (staff_id, version),
        FOREIGN KEY (desk_id, version) REFERENCES desk_key (desk_id, version)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE invitation (
        id BLOB PRIMARY KEY,
        desk_id TEXT NOT NULL REFERENCES desk (id),
        name TEXT NOT NULL,
        folded_name TEXT NOT NULL,
        role TEXT NOT NULL,
        expires_at INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        mark BLOB NOT NULL,
        UNIQUE (desk_id, folded_name)
    ) STRICT
    """,
    """
    CREATE TABLE staff_session (
        id BLOB PRIMARY KEY,
        staff_id BLOB NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
        sealed BLOB NOT NULL,
        expires_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX staff_session_staff_id ON staff_session (staff_id)",
)


@migrations()
def tables_of_cases(db: Database) -> None:
    """Create the tables of step 6 that hold cases, mails, counts and the audit."""
    for statement in _CASES:
        db.execute(statement)


@migrations()
def desks_and_staff(db: Database) -> None:
    """Create the tables of desks and the colleagues at them."""
    for statement in _DESKS:
        db.execute(statement)


def known_migrations() -> list[str]:
    """Return the names of all migrations of this program, in the order of applying."""
    return [one.name for one in migrations.pending(Database(memory=True))]
