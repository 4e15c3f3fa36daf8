"""What the vault hands to a desk page: who is signed in and the keys they hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.core.roles import Right, Role, may
from wizard.errors import RoleForbids
from wizard.store.staff import Staff
from wizard.vault.hpke import PrivateKey


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Hold a colleague for the length of one request, with every version of the desk's key."""

    staff: Staff
    keys: Mapping[int, PrivateKey] = field(repr=False)

    @property
    def role(self) -> Role:
        """Return what the colleague is at the desk."""
        return self.staff.role

    @property
    def can_read(self) -> bool:
        """Tell whether somebody gave access to the desk's key."""
        return bool(self.keys)

    def require(self, right: Right) -> None:
        """Raise RoleForbids when the colleague's role has not this right."""
        if not may(self.role, right):
            raise RoleForbids("this role may not do that")


@dataclass(frozen=True, slots=True)
class SignIn:
    """Hold the token of a new session (for its cookie only) and who is signed in with it."""

    token: str = field(repr=False)
    signed_in: SignedIn
