"""A way in that comes in place of another, which ends only when the new one is used.

When the answer that brings a token is lost on the way, the browser still holds the token before.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from wizard.errors import KeysMissing, RevisionConflict, StorageError
from wizard.store import Store
from wizard.vault.locks import Locks
from wizard.vault.opened import OpenDraft

_INSTEAD_OF = "instead_of"


def note_instead_of(opened: OpenDraft) -> Mapping[str, str]:
    """Return the note of a way in that comes in place of the one in use."""
    return {_INSTEAD_OF: opened.wrap.id.hex()}


def end_replaced(store: Store, locks: Locks, opened: OpenDraft, now: datetime) -> OpenDraft:
    """End what the way in that was just used came in place of; mostly there is nothing to end.

    A store that fails keeps nobody from reading: then the next use will do it.
    """
    if _INSTEAD_OF not in opened.note:
        return opened
    note = {name: text for name, text in opened.note.items() if name != _INSTEAD_OF}
    with suppress(StorageError, KeysMissing, RevisionConflict):
        store.drop_wrap(bytes.fromhex(opened.note[_INSTEAD_OF]))
        noted, swap = locks.renote(opened, note, now)
        return noted if store.swap_bodies([swap]) else opened
    return opened
