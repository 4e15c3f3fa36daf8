"""The tables of cases, waiting mails, counts, the audit, desks and colleagues.

`number` keeps the order of adding; only in the audit it has no gaps. Texts that are sorted by have
the collation "C": the order of a list does not hang on how a server was set up.
"""

from typing import LiteralString

# A list is read without the plan, which stands apart (TOAST), and a change of anything else leaves
# it where it is. The two indexes on cases answer `of_desk` in order.
CASES: tuple[LiteralString, ...] = (
    """
    CREATE TABLE desk_case (
        id BYTEA PRIMARY KEY,
        number BIGINT GENERATED ALWAYS AS IDENTITY,
        desk_id TEXT NOT NULL,
        key_version INTEGER NOT NULL,
        reference TEXT NOT NULL,
        state TEXT NOT NULL,
        origin TEXT NOT NULL,
        received_on DATE NOT NULL,
        expires_at BIGINT NOT NULL,
        revision INTEGER NOT NULL,
        assigned_to BYTEA NOT NULL,
        opened_on DATE,
        first_contact_on DATE,
        sealed_key BYTEA NOT NULL,
        header BYTEA NOT NULL,
        work BYTEA NOT NULL,
        reply BYTEA NOT NULL,
        plan BYTEA NOT NULL
    )
    """,
    """
    ALTER TABLE desk_case ALTER header SET STORAGE EXTERNAL, ALTER work SET STORAGE EXTERNAL,
        ALTER reply SET STORAGE EXTERNAL, ALTER plan SET STORAGE EXTERNAL
    """,
    """
    CREATE INDEX desk_case_open ON desk_case (desk_id, received_on, number)
    WHERE state NOT IN ('closed', 'withdrawn')
    """,
    """
    CREATE INDEX desk_case_closed ON desk_case (desk_id, received_on, number)
    WHERE state IN ('closed', 'withdrawn')
    """,
    "CREATE INDEX desk_case_key ON desk_case (desk_id, id, key_version)",
    "CREATE INDEX desk_case_expires_at ON desk_case (expires_at)",
    """
    CREATE TABLE mail (
        id BYTEA PRIMARY KEY,
        number BIGINT GENERATED ALWAYS AS IDENTITY,
        desk_id TEXT NOT NULL,
        reference TEXT NOT NULL,
        sealed BYTEA NOT NULL,
        next_try_at BIGINT NOT NULL,
        give_up_at BIGINT NOT NULL,
        tries INTEGER NOT NULL,
        trouble TEXT NOT NULL
    )
    """,
    "ALTER TABLE mail ALTER sealed SET STORAGE EXTERNAL",
    "CREATE INDEX mail_next_try_at ON mail (next_try_at, number)",
    """
    CREATE TABLE tally (
        desk_id TEXT COLLATE "C" NOT NULL,
        quarter TEXT COLLATE "C" NOT NULL,
        kind TEXT COLLATE "C" NOT NULL,
        value TEXT COLLATE "C" NOT NULL,
        number BIGINT NOT NULL,
        PRIMARY KEY (desk_id, quarter, kind, value)
    )
    """,
    """
    CREATE TABLE audit (
        number BIGINT PRIMARY KEY,
        at BIGINT NOT NULL,
        desk_id TEXT NOT NULL,
        staff_id BYTEA NOT NULL,
        action TEXT NOT NULL,
        object_id BYTEA NOT NULL,
        detail TEXT NOT NULL,
        mark BYTEA NOT NULL
    )
    """,
    "CREATE INDEX audit_desk ON audit (desk_id, at)",
    # Who adds a line holds this one row until it stands: so all nodes make one chain.
    """
    CREATE TABLE audit_head (
        single BOOLEAN PRIMARY KEY CHECK (single),
        number BIGINT NOT NULL,
        mark BYTEA NOT NULL
    )
    """,
    "INSERT INTO audit_head (single, number, mark) VALUES (TRUE, 0, '')",
)

DESKS: tuple[LiteralString, ...] = (
    "CREATE TABLE desk (id TEXT PRIMARY KEY, practice BOOLEAN NOT NULL, recipient TEXT NOT NULL)",
    """
    CREATE TABLE desk_key (
        desk_id TEXT NOT NULL REFERENCES desk (id),
        version INTEGER NOT NULL,
        public BYTEA NOT NULL,
        escrow BYTEA NOT NULL,
        mark BYTEA NOT NULL,
        PRIMARY KEY (desk_id, version)
    )
    """,
    """
    CREATE TABLE staff (
        id BYTEA PRIMARY KEY,
        desk_id TEXT NOT NULL REFERENCES desk (id),
        name TEXT NOT NULL,
        folded_name TEXT COLLATE "C" NOT NULL UNIQUE,
        role TEXT NOT NULL,
        salt BYTEA NOT NULL,
        public BYTEA NOT NULL,
        sealed BYTEA NOT NULL,
        mark BYTEA NOT NULL,
        used_step BIGINT NOT NULL,
        cover BYTEA NOT NULL,
        away_until DATE
    )
    """,
    """
    CREATE TABLE desk_grant (
        staff_id BYTEA NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
        desk_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        sealed BYTEA NOT NULL,
        PRIMARY KEY (staff_id, version),
        FOREIGN KEY (desk_id, version) REFERENCES desk_key (desk_id, version)
    )
    """,
    """
    CREATE TABLE invitation (
        id BYTEA PRIMARY KEY,
        desk_id TEXT NOT NULL REFERENCES desk (id),
        name TEXT NOT NULL,
        folded_name TEXT COLLATE "C" NOT NULL,
        role TEXT NOT NULL,
        expires_at BIGINT NOT NULL,
        sealed BYTEA NOT NULL,
        mark BYTEA NOT NULL,
        UNIQUE (desk_id, folded_name)
    )
    """,
    """
    CREATE TABLE staff_session (
        id BYTEA PRIMARY KEY,
        staff_id BYTEA NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
        sealed BYTEA NOT NULL,
        expires_at BIGINT NOT NULL,
        ends_at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX staff_session_staff_id ON staff_session (staff_id)",
)
