"""Wraps: the data keys of a draft, sealed under one secret and then under a week's pepper.

The outer layer can be renewed every week without any secret of a person. Every
body has the same length, whether it opens one box or two and holds a note or not.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.errors import WrapUnreadable
from wizard.store.records import Box, WrapKind
from wizard.vault.sealing import KEY_SIZE, SealBroken, seal, unseal

_ORDER = (Box.SHARED, Box.PRIVATE)
_INNER_SIZE = 384
_NOTE_AT = 1 + KEY_SIZE * len(_ORDER)
_NOTE_SIZE = _INNER_SIZE - _NOTE_AT


@dataclass(frozen=True, slots=True)
class WrapPlace:
    """Say where a wrap stands; its body opens nowhere else."""

    wrap_id: bytes
    draft_id: bytes
    kind: WrapKind

    def context(self) -> bytes:
        """Write the place as associated data."""
        return b"wrap|%b|%b|%b" % (self.wrap_id, self.draft_id, self.kind.encode())


@dataclass(frozen=True, slots=True)
class Contents:
    """Hold what a wrap gives to who opens it: data keys, and a small note for this wrap only."""

    keys: Mapping[Box, bytes] = field(repr=False)
    note: Mapping[str, str] = field(default_factory=dict, repr=False)


def seal_wrap(contents: Contents, key: bytes, place: WrapPlace, epoch: int, pepper: bytes) -> bytes:
    """Seal the contents under the secret's key and then under the week's pepper.

    Raises ValueError when the note is longer than 319 bytes of JSON.
    """
    inner = seal(key, _encode(contents), place.context())
    return seal(pepper, inner, _outer_context(place, epoch))


def open_wrap(body: bytes, key: bytes, place: WrapPlace, epoch: int, pepper: bytes) -> Contents:
    """Open both layers, or raise WrapUnreadable."""
    try:
        inner = unseal(pepper, body, _outer_context(place, epoch))
        return _decode(unseal(key, inner, place.context()))
    except SealBroken:
        raise WrapUnreadable("a wrap does not open") from None


def rewrap_outer(
    body: bytes, place: WrapPlace, old: tuple[int, bytes], new: tuple[int, bytes]
) -> bytes:
    """Move a body from one week's pepper to another; each is a pair of epoch and pepper."""
    try:
        inner = unseal(old[1], body, _outer_context(place, old[0]))
    except SealBroken:
        raise WrapUnreadable("a wrap does not open") from None
    return seal(new[1], inner, _outer_context(place, new[0]))


def _encode(contents: Contents) -> bytes:
    """Lay out one byte that says which boxes, room for both keys, and the padded note."""
    which = sum(1 << place for place, box in enumerate(_ORDER) if box in contents.keys)
    keys = b"".join(contents.keys.get(box, bytes(KEY_SIZE)) for box in _ORDER)
    note = json.dumps(dict(contents.note), ensure_ascii=False).encode()
    if len(note) > _NOTE_SIZE:
        raise ValueError("the note is too long for a wrap")
    return bytes([which]) + keys + note.ljust(_NOTE_SIZE)


def _decode(inner: bytes) -> Contents:
    keys = {
        box: inner[1 + place * KEY_SIZE : 1 + (place + 1) * KEY_SIZE]
        for place, box in enumerate(_ORDER)
        if inner[0] >> place & 1
    }
    return Contents(keys, json.loads(inner[_NOTE_AT:]))


def _outer_context(place: WrapPlace, epoch: int) -> bytes:
    return b"%b|%d" % (place.context(), epoch)
