"""What a store keeps: ciphertext, revisions and dates. Nothing here says who or what about."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Box(StrEnum):
    """Name one of the two boxes of a draft."""

    SHARED = "shared"
    PRIVATE = "private"


class WrapKind(StrEnum):
    """Name what opens a wrap."""

    SESSION = "session"
    DEVICE = "device"
    CODE = "code"
    HELPER_CODE = "helper-code"
    HELPER_SESSION = "helper-session"


HELPER_KINDS = frozenset({WrapKind.HELPER_CODE, WrapKind.HELPER_SESSION})
"""Ways in for whoever helps. They open the shared box only and keep no draft alive: a draft that
its resident can no longer open or wipe is not left to others."""


@dataclass(frozen=True, slots=True)
class Fitness:
    """Hold what speaks against keeping plans in a database, and what somebody should look at."""

    objections: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SealedBox:
    """Hold one encrypted box and the revision it was sealed as."""

    revision: int
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold the two boxes of a draft and the moment after which it is gone."""

    id: bytes
    shared: SealedBox
    private: SealedBox
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Wrap:
    """Hold the wrapped data keys of a draft, under the lookup id of the secret that opens it.

    `expires_at` is None for a wrap that lives as long as its draft; `ends_at` is
    the moment beyond which no use can extend it; `tries_left` counts PIN tries.
    """

    id: bytes
    draft_id: bytes
    kind: WrapKind
    epoch: int
    body: bytes = field(repr=False)
    expires_at: datetime | None = None
    ends_at: datetime | None = None
    tries_left: int | None = None


@dataclass(frozen=True, slots=True)
class BodySwap:
    """Ask that a wrap's body be replaced, if it is still the old one."""

    wrap_id: bytes
    old_body: bytes = field(repr=False)
    new_body: bytes = field(repr=False)
    new_epoch: int
