"""Housekeeping of keys: the daily purge and the weekly renewal of every outer layer."""

import logging
from datetime import datetime

from wizard.errors import WrapUnreadable
from wizard.store import BodySwap, Store, Wrap
from wizard.vault.keys import KeyDirectory
from wizard.vault.wraps import WrapPlace, rewrap_outer

_ALARM = logging.getLogger("wizard.alarm")
_BATCH = 500


def sweep(store: Store, keys: KeyDirectory, now: datetime) -> None:
    """Purge, move every wrap to this week's pepper, and forget the pepper before last.

    Afterwards a copy of the database of more than two weeks ago opens for nobody,
    not even with the right code. Safe at any time, on several nodes at once.
    """
    store.purge(now)
    epoch, _ = keys.current_pepper(now)
    renew_outer_layers(store, keys, now)
    keys.forget_before(epoch - 1)
    store.tidy()


def renew_outer_layers(store: Store, keys: KeyDirectory, now: datetime) -> int:
    """Move all wraps of earlier weeks to this week's pepper; return how many.

    Damaged wraps are left behind, with one alarm: nobody could have opened them. A pepper that
    cannot be read just now raises KeysMissing: its wraps wait for a better hour.
    """
    new = keys.current_pepper(now)
    moved, damaged, after = 0, 0, b""
    while wraps := store.wraps_before(new[0], after, _BATCH):
        swaps = [swap for wrap in wraps if (swap := _renewed(keys, wrap, new))]
        moved += store.swap_bodies(swaps)
        damaged += len(wraps) - len(swaps)
        after = wraps[-1].id
    if damaged:
        _ALARM.critical("%d wraps cannot be moved to this week's pepper", damaged)
    return moved


def _renewed(keys: KeyDirectory, wrap: Wrap, new: tuple[int, bytes]) -> BodySwap | None:
    if keys.has_forgotten(wrap.epoch):
        return None
    place = WrapPlace(wrap.id, wrap.draft_id, wrap.kind)
    old = (wrap.epoch, keys.pepper(wrap.epoch))
    try:
        return BodySwap(wrap.id, wrap.body, rewrap_outer(wrap.body, place, old, new), new[0])
    except WrapUnreadable:
        return None
