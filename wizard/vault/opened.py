"""What the vault hands to a view: an opened draft, or word that a PIN is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wizard.errors import ResidentOnly
from wizard.store import Box, Wrap, WrapKind
from wizard.vault.sealing import expand
from wizard.vault.secret import Secret
from wizard.vault.wraps import Contents


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """Hold a draft in the clear for the length of one request.

    `private` is None when the wrap that was used does not open that box. The
    representation shows no content, so it may end up in a trace.
    """

    id: bytes = field(repr=False)
    wrap: Wrap = field(repr=False)
    secret: Secret = field(repr=False)
    contents: Contents = field(repr=False)
    texts: Mapping[Box, bytes] = field(repr=False)
    revisions: Mapping[Box, int]
    expires_at: datetime

    @property
    def kind(self) -> WrapKind:
        """Return what opened the draft."""
        return self.wrap.kind

    @property
    def by_helper(self) -> bool:
        """Tell whether this way in opens the shared box only: that of whoever helps."""
        return Box.PRIVATE not in self.contents.keys

    @property
    def shared(self) -> bytes:
        """Return the plaintext of the shared box."""
        return self.texts[Box.SHARED]

    @property
    def private(self) -> bytes | None:
        """Return the plaintext of the private box, or None when it stays closed."""
        return self.texts.get(Box.PRIVATE)

    @property
    def note(self) -> Mapping[str, str]:
        """Return what only this session may see, such as the code it made."""
        return self.contents.note

    @property
    def idle_until(self) -> datetime | None:
        """Return when a session times out; None when it lasts as long as the draft."""
        return self.wrap.expires_at

    @property
    def ends_at(self) -> datetime | None:
        """Return the moment beyond which a session cannot be extended."""
        return self.wrap.ends_at

    def derive(self, purpose: str) -> bytes:
        """Derive 32 bytes that are the same for everyone who has this draft open."""
        return expand(self.contents.keys[Box.SHARED], b"startplan/1 draft " + purpose.encode())


@dataclass(frozen=True, slots=True)
class PinAsked:
    """Say that the device is known and its PIN opens the draft."""

    tries_left: int


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold the token of a new session (for its cookie only) and the draft it opens."""

    token: str = field(repr=False)
    draft: OpenDraft


def refuse_helper(opened: OpenDraft) -> None:
    """Raise ResidentOnly for a way in that opens the shared box only.

    The private box is out of a helper's reach by its key; wiping, making codes and keeping the
    plan on a device are not, so they are refused here, below every page.
    """
    if opened.by_helper:
        raise ResidentOnly("only the resident may do this")
