"""The key directory: the few secrets that live outside the database and its backups.

Whoever has the database but not this directory can read nothing. A week's pepper
that is deleted here makes every older copy of the database unreadable for good.
"""

import fcntl
import hmac
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wizard.errors import KeysMissing
from wizard.vault.clock import SeenClock
from wizard.vault.sealing import KEY_SIZE, expand

_WEEK = timedelta(weeks=1).total_seconds()
_FILES = {"instance.salt": 16, "lookup.key": KEY_SIZE, "app.secret": KEY_SIZE}
_PEPPERS_IN_MEMORY = 3


def start_of(epoch: int) -> datetime:
    """Return the moment at which a week begins."""
    return datetime.fromtimestamp(epoch * _WEEK, UTC)


def epoch_of(now: datetime) -> int:
    """Return the number of whole weeks since the Unix epoch."""
    return int(now.timestamp() // _WEEK)


class KeyDirectory:
    """Read the key directory, and make each new week's pepper in it.

    Raises KeysMissing when it is absent or incomplete. Nothing is made up for a
    lost file: with other keys the stored drafts would silently be lost. With
    `create` an absent or empty directory is filled; a part-filled one never is.
    Several processes and several machines may share one directory, and what one of them makes
    or forgets holds for all. Copies are no sharing: each would make peppers of its own.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self._path = path
        self._peppers: dict[int, bytes] = {}
        self.clock = SeenClock(path / "clock")
        if create:
            _fill(path)
        self.instance_salt = self._read("instance.salt")
        self._lookup_key = self._read("lookup.key")
        self._app_secret = self._read("app.secret")
        if not (path / "peppers").is_dir():
            raise KeysMissing("the key directory holds no peppers")

    def code_lookup_id(self, stretched: bytes) -> bytes:
        """Return the 16-byte id under which a code's wrap is found, stable over the weeks."""
        return hmac.digest(self._lookup_key, b"startplan/1 code id" + stretched, "sha256")[:16]

    def app_key(self, purpose: str) -> bytes:
        """Derive a 32-byte key for a purpose of the application, such as signing."""
        return expand(self._app_secret, b"startplan/1 app " + purpose.encode())

    def current_pepper(self, now: datetime) -> tuple[int, bytes]:
        """Return this week's number and pepper; the pepper is made when the week is new.

        It never comes from memory alone: what is sealed now must open after a restart, and another
        node may have forgotten it, when its clock runs weeks ahead. A file that went is written
        again with what is in memory. Raises KeysMissing when it cannot be read or written.
        """
        epoch = epoch_of(now)
        if not self._has_file(epoch):
            _make_pepper(self._pepper_path(epoch), self._peppers.get(epoch))
        return epoch, self._read_pepper(epoch)

    def pepper(self, epoch: int) -> bytes:
        """Return the pepper of a week, or raise KeysMissing when it is forgotten."""
        found = self._peppers.get(epoch)
        return self._read_pepper(epoch) if found is None else found

    def epochs(self) -> list[int]:
        """Return the weeks whose peppers lie here, in order. Raises KeysMissing."""
        try:
            names = [path.name for path in (self._path / "peppers").iterdir()]
        except OSError:
            raise KeysMissing("the key directory holds no readable peppers") from None
        return sorted(int(name) for name in names if name.isdecimal())

    def has_forgotten(self, epoch: int) -> bool:
        """Tell whether a week's pepper is gone for good, and not just unreadable now."""
        return epoch not in self._peppers and not self._has_file(epoch)

    def forget_before(self, epoch: int) -> int:
        """Delete the peppers of all weeks before this one; return how many."""
        old = [path for path in (self._path / "peppers").iterdir() if _is_before(path, epoch)]
        for path in old:
            _shred(path)
        if old:
            _sync(self._path / "peppers")
        self._peppers = {week: key for week, key in self._peppers.items() if week >= epoch}
        return len(old)

    def faults(self) -> list[str]:
        """Tell in plain English what makes this directory unsafe; an empty list is good."""
        paths = [self._path, *sorted(self._path.rglob("*"))]
        open_to_others = [
            f"{path}: others than the owner have access"
            for path in paths
            if stat.S_IMODE(path.stat().st_mode) & 0o077
        ]
        foreign = [
            f"{path}: another user than the one that runs this owns it"
            for path in paths
            if path.stat().st_uid != os.geteuid()
        ]
        return open_to_others + foreign

    def _has_file(self, epoch: int) -> bool:
        return os.path.exists(self._pepper_path(epoch))  # noqa: PTH110 - Path's may raise

    def _read_pepper(self, epoch: int) -> bytes:
        found = self._read(f"peppers/{epoch}", KEY_SIZE)
        newest = sorted({**self._peppers, epoch: found}.items())[-_PEPPERS_IN_MEMORY:]
        self._peppers = dict(newest)
        return found

    def _pepper_path(self, epoch: int) -> Path:
        return self._path / "peppers" / str(epoch)

    def _read(self, name: str, size: int | None = None) -> bytes:
        try:
            content = (self._path / name).read_bytes()
        except OSError:
            raise KeysMissing(f"the key directory holds no readable {name}") from None
        if len(content) != (size or _FILES[name]):
            raise KeysMissing(f"the key directory holds a damaged {name}")
        return content


def _fill(path: Path) -> None:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(path):
        if any(path.iterdir()):
            return
        (path / "peppers").mkdir(mode=0o700)
        for name, size in _FILES.items():
            _write_once(path / name, secrets.token_bytes(size))


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one process at a time fill the directory."""
    directory = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(directory, fcntl.LOCK_EX)
        yield
    finally:
        os.close(directory)


def _write_once(path: Path, content: bytes) -> None:
    """Write a whole new file unless another process was first, whose file then stands.

    A rename would replace the other's file; a hard link cannot.
    """
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink()
    _sync(path.parent)


def _make_pepper(path: Path, held: bytes | None) -> None:
    try:
        _write_once(path, held or secrets.token_bytes(KEY_SIZE))
    except OSError as error:
        raise KeysMissing("this week's pepper cannot be written") from error


def _shred(path: Path) -> None:
    """Overwrite, then delete. On flash media the overwriting promises nothing."""
    with suppress(FileNotFoundError):
        with path.open("r+b") as file:
            file.write(bytes(KEY_SIZE))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()


def _sync(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_before(path: Path, epoch: int) -> bool:
    return path.name.isdecimal() and int(path.name) < epoch
