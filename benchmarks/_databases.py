"""Filling a database fast, past the store: the same SQL for SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

SQLITE = "sqlite:///"

IN_SQLITE = {
    "bytes_16": "randomblob(16)",
    "bytes_1200": "randomblob(1200)",
    "bytes_3840": "randomblob(3840)",
    "empty": "x''",
    "numbers": "(WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number"
    " WHERE n < {number}) SELECT n FROM number) AS numbers",
}
IN_POSTGRES = {
    "bytes_16": "decode(md5(random()::text || clock_timestamp()::text), 'hex')",
    "bytes_1200": "decode(repeat(md5(random()::text), 75), 'hex')",
    "bytes_3840": "(SELECT decode(string_agg(md5(random()::text || g::text), ''), 'hex')"
    " FROM generate_series(1, 240) AS g)",
    "empty": "''::bytea",
    "numbers": "generate_series(1, {number}) AS numbers(n)",
}


def run(url: str, sql: str, number: int = 0) -> Any:  # noqa: ANN401 - what the first cell holds
    """Run one statement in a transaction of its own; return the first cell of the last row.

    Words in braces stand for what the two databases write differently: random bytes, and
    `numbers`, the rows from 1 to `number`.
    """
    words = IN_SQLITE if url.startswith(SQLITE) else IN_POSTGRES
    filled = {name: word.format(number=number) for name, word in words.items()}
    with closing(_connect(url)) as database, database:
        cursor = database.execute(sql.format(**filled))
        rows = cursor.fetchall() if cursor.description else []
    return rows[-1][0] if rows else None


def _connect(url: str) -> Any:  # noqa: ANN401 - a connection of either database, used alike
    if url.startswith(SQLITE):
        connection = sqlite3.connect(url.removeprefix(SQLITE))
        # What is filled in is made again when it is lost: no need to wait for the disk.
        connection.executescript("PRAGMA synchronous=OFF; PRAGMA cache_size=-200000")
        return connection
    # Imported here: SQLite is measured on machines without PostgreSQL too.
    import psycopg  # noqa: PLC0415 - see above

    return psycopg.connect(url)
