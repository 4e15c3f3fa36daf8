"""Housekeeping of keys: the hourly purge and the weekly renewal of every outer layer."""

import logging
from datetime import datetime

from wizard.errors import KeysMissing, WrapUnreadable
from wizard.store import BodySwap, Store, Wrap
from wizard.vault.keys import KeyDirectory, epoch_of
from wizard.vault.wraps import WrapPlace, rewrap_outer

_ALARM = logging.getLogger("wizard.alarm")
_BATCH = 500


def sweep_unless_doubted(store: Store, keys: KeyDirectory, now: datetime) -> bool:
    """Sweep when the clock may be believed; otherwise delete nothing, alarm, and return False."""
    if not keys.clock.agrees(now):
        _ALARM.critical("the clock has leapt: nothing is purged until it has gone on for 12 hours")
        return False
    sweep(store, keys, now)
    return True


def refuse_older_keys(store: Store, keys: KeyDirectory, now: datetime) -> None:
    """Raise KeysMissing when the store holds wraps of this week or the last without their pepper.

    Then the key directory is an older copy, or a file of it is lost. To go on would make another
    pepper for the same week, and what the true one sealed would count as damaged.
    """
    known_until = epoch_of(now) + 1
    epochs = {wrap.epoch for wrap in store.wraps_before(known_until, b"", _BATCH)}
    lost = sorted(one for one in epochs if one > known_until - 3 and keys.has_forgotten(one))
    if lost:
        raise KeysMissing(f"drafts need peppers/{lost[-1]}: put the newest copy of the keys back")


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
