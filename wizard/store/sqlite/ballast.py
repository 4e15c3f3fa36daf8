"""A file that takes up room, to be given back when a full disk would stop a wipe."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

_SIZE = 16 * 1024 * 1024


class Ballast:
    """Keep 16 MiB beside the database that deleting may use when nothing else is left.

    A delete in a write-ahead log needs room before it frees any. The ballast helps
    against a full disk only: not against a quota on the database itself, and not
    when something else takes the freed room first.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def make(self) -> bool:
        """Take up the room, unless the disk is nearly full; return whether it is there."""
        if self._path.exists():
            return True
        with suppress(OSError):
            if shutil.disk_usage(self._path.parent).free > 2 * _SIZE:
                self._allocate()
        return self._path.exists()

    def free(self) -> None:
        """Give the room back."""
        self._path.unlink(missing_ok=True)

    def _allocate(self) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.posix_fallocate(descriptor, 0, _SIZE)
        except OSError:
            self.free()
        finally:
            os.close(descriptor)
