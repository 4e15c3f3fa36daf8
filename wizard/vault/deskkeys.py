"""A desk's key: its public half for who sends, its private half sealed to each colleague."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wizard.errors import Unreadable
from wizard.store.staff import DeskKeyRow, DeskRow, Grant, Staff
from wizard.vault.hpke import PrivateKey, seal_to
from wizard.vault.sealing import SealBroken


@dataclass(frozen=True, slots=True)
class DeskKey:
    """Hold what a case is sealed to: a version of a desk's public key."""

    desk_id: str
    version: int
    public: bytes = field(repr=False)
    practice: bool


def desk_key(desk: DeskRow, key: DeskKeyRow) -> DeskKey:
    """Return the key of a desk as it is stored."""
    return DeskKey(desk.id, key.version, key.public, desk.practice)


def grants_of(keys: Mapping[int, PrivateKey], staff: Staff) -> list[Grant]:
    """Seal every version of a desk's private key to a colleague of that desk."""
    return [
        Grant(
            staff.id,
            staff.desk_id,
            version,
            seal_to(staff.public, key.raw, _place(staff.id, staff.desk_id, version)),
        )
        for version, key in keys.items()
    ]


class Granted(Mapping[int, PrivateKey]):
    """The versions of a desk's key that a colleague holds, each opened when it is asked for.

    Opening takes milliseconds, and a desk that changed its key often has many old versions.
    Asking for one raises Unreadable when its grant was moved or changed in the database.
    """

    def __init__(self, grants: Sequence[Grant], own: bytes) -> None:
        """Take grants and the private key of the colleague whom they are sealed to."""
        self._grants = {grant.version: grant for grant in grants}
        self._own = own
        self._opened: dict[int, PrivateKey] = {}

    def __getitem__(self, version: int) -> PrivateKey:
        if version not in self._opened:
            self._opened[version] = self._open(self._grants[version])
        return self._opened[version]

    def __iter__(self) -> Iterator[int]:
        return iter(self._grants)

    def __len__(self) -> int:
        return len(self._grants)

    def _open(self, grant: Grant) -> PrivateKey:
        place = _place(grant.staff_id, grant.desk_id, grant.version)
        try:
            return PrivateKey(PrivateKey(self._own).unseal(grant.sealed, place))
        except SealBroken:
            raise Unreadable("a grant of a desk's key does not open") from None


def _place(staff_id: bytes, desk_id: str, version: int) -> bytes:
    return b"grant|%b|%b|%d" % (staff_id, desk_id.encode(), version)
