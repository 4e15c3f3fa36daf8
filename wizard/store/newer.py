"""What a program does with a database that a newer one has changed."""

from collections.abc import Collection, Iterable

from wizard.errors import SettingsError

BREAKS = "breaks_"
"""How the name of a migration begins after which older programs would do harm.

Any other migration only adds: tables, columns with a default, indexes. An older program does not
see them, so nodes of two versions may work on one database while a site is upgraded.
"""


def refuse_broken(applied: Iterable[str], known: Collection[str]) -> None:
    """Raise SettingsError when the database had a migration that this program would do harm to."""
    if any(name.startswith(BREAKS) and name not in known for name in applied):
        raise SettingsError(
            "a newer Startplan changed this database in a way that this older one cannot follow;"
            " start the newer one, or restore the backup of before the upgrade"
        )
