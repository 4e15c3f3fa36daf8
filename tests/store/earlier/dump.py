"""Writes down a database of each earlier version of the schema, with rows that are really sealed.

`python -m tests.store.earlier.dump` adds the files that are missing and leaves the others: what a
version wrote stays as it was, so that tests can prove that it still opens. The same program writes
the same bytes every time. Keys, token and code are made up and stand here for everybody to read.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

from sqlite_utils import Database

from tests.store.rows_of_cases import CAW, case_row, mail_row
from wizard.core.codes import make_code
from wizard.core.tallies import asked
from wizard.store.cases import AuditLine
from wizard.store.sqlite.schema import known_migrations, migrations
from wizard.store.sqlite.store import SqliteStore
from wizard.vault import Argon2Cost, Drafts, KeyDirectory
from wizard.vault.audit import audited
from wizard.vault.keys import epoch_of

FOLDER = Path(__file__).parent
NAMES = known_migrations()
"""The migrations in their order; version n is a database that had the first n of them."""

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
TERM = 90 * DAY
CHEAP = Argon2Cost(memory_kib=32, iterations=1)
SHARED, PRIVATE = b'{"wishes": ["rhythm"]}', b'{"stopped": ["stopped"]}'
TOKEN, DEVICE = "A" * 43, "B" * 43
CODE, PIN = make_code(lambda sides: sides // 2), "2580"
CASE = b"a case that came"


def fixed_keys(folder: Path) -> KeyDirectory:
    """Make a key directory with keys that are always the same ones."""
    (folder / "peppers").mkdir(mode=0o700, parents=True)
    sizes = {"instance.salt": 16, "lookup.key": 32, "app.secret": 32}
    for name, size in {**sizes, f"peppers/{epoch_of(NOW)}": 32}.items():
        (folder / name).write_bytes(hashlib.sha256(name.encode()).digest()[:size])
    return KeyDirectory(folder)


def dump(version: int) -> str:
    """Return the SQL that makes a database of this version again."""
    with TemporaryDirectory() as folder, _always_the_same():
        _fill(Path(folder))
        earlier = Database(memory=True)
        migrations.apply(earlier, stop_before=NAMES[version])
        earlier.execute("UPDATE _sqlite_migrations SET applied_at = ?", (NOW.isoformat(),))
        _copy(Path(folder) / "drafts.db", earlier)
        return "\n".join([*earlier.conn.iterdump(), ""])


def _fill(folder: Path) -> None:
    """Make a database of this version with a draft that a session, a code and a PIN open."""
    keys, store = fixed_keys(folder / "keys"), SqliteStore(str(folder / "drafts.db"))
    drafts = Drafts(store, keys, term=TERM, cost=CHEAP)
    opened = drafts.start(SHARED, PRIVATE, NOW).draft
    _, opened = drafts.make_code(opened, NOW)
    drafts.keep_on_device(opened, NOW, pin=PIN)
    sealed = dict.fromkeys(("sealed_key", "header", "work", "reply", "plan"), b"sealed")
    case = case_row(id=CASE, **sealed)
    lines = [audited(keys, AuditLine(NOW, CAW, b"", action, CASE)) for action in ("send", "change")]
    store.cases.add(case, tallies=[asked(CAW, case.received_on)], audited=lines[0])
    mails = [mail_row(sealed=b"sealed")]
    store.cases.change(replace(case, revision=2), from_desk=CAW, mails=mails, audited=lines[1])
    store.close()


def _copy(file: Path, earlier: Database) -> None:
    earlier.execute("ATTACH ? AS now", (str(file),))
    for table in earlier.table_names():
        if not table.startswith(("_", "sqlite_")):
            names = ", ".join(earlier.table(table).columns_dict)
            sql = f"INSERT INTO {table} ({names}) SELECT {names} FROM now.{table}"  # noqa: S608 - own names
            earlier.execute(sql)


@contextmanager
def _always_the_same() -> Iterator[None]:
    chance = Random(1)  # noqa: S311 - it must be no chance at all
    with (
        patch.object(secrets, "token_bytes", chance.randbytes),
        patch("wizard.vault.sealing.urandom", chance.randbytes),
        patch("wizard.vault.drafts.new_token", iter([TOKEN, DEVICE]).__next__),
        patch("wizard.core.codes.make_code", lambda _: CODE),
    ):
        yield


def main() -> None:
    """Write the files that are missing."""
    for version in range(1, len(NAMES)):
        file = FOLDER / f"{version}.sql"
        if not file.exists():
            file.write_text(dump(version))


if __name__ == "__main__":
    main()
