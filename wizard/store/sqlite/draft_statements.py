"""The SQL of the SQLite back end, each statement to be run inside a transaction of the store."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from wizard.errors import DraftNotFound, RevisionConflict
from wizard.store.cases import DraftSave
from wizard.store.moments import moment, seconds
from wizard.store.records import HELPER_KINDS, BodySwap, Box, Draft, SealedBox, Wrap, WrapKind
from wizard.store.sqlite.wiping import BATCH

_DRAFT = "id, shared, shared_revision, private, private_revision, expires_at"
_NEW_WRAP = "id, draft_id, kind, epoch, body, expires_at, ends_at, tries_left"
_WRAP = "wrap.id, draft_id, kind, epoch, body, wrap.expires_at, ends_at, tries_left"
_FIND = f"""
    SELECT {_WRAP}, shared, shared_revision, private, private_revision, draft.expires_at
    FROM wrap JOIN draft ON draft.id = wrap.draft_id
    WHERE wrap.id = :id AND draft.expires_at > :now
      AND (wrap.expires_at IS NULL OR wrap.expires_at > :now)
"""
_SAVE_BOX = {
    box: f"""
        UPDATE draft SET {box} = :sealed, {box}_revision = :revision
        WHERE id = :id AND {box}_revision = :revision - 1
    """
    for box in Box
}
_NOT_A_HELPERS = "kind NOT IN ({})".format(", ".join(f"'{kind}'" for kind in sorted(HELPER_KINDS)))
# Unchanged moments are left alone: rewriting them would cost index pages at every save.
_EXTEND_DRAFT = "UPDATE draft SET expires_at = :until WHERE id = :id AND expires_at < :until"
_EXTEND_WRAP = "UPDATE wrap SET expires_at = :until WHERE id = :id AND expires_at <> :until"


def find(db: Database, wrap_id: bytes, now: datetime) -> tuple[Wrap, Draft] | None:
    """Read a live wrap with its live draft."""
    row = db.execute(_FIND, {"id": wrap_id, "now": seconds(now)}).fetchone()
    if row is None:
        return None
    wrap = _wrap(row[:8])
    shared, private = SealedBox(row[9], row[8]), SealedBox(row[11], row[10])
    return wrap, Draft(wrap.draft_id, shared, private, moment(row[12]))


def insert_draft(db: Database, draft: Draft) -> None:
    """Add a draft."""
    shared, private = draft.shared, draft.private
    boxes = (shared.sealed, shared.revision, private.sealed, private.revision)
    row = (draft.id, *boxes, seconds(draft.expires_at))
    db.execute(f"INSERT INTO draft ({_DRAFT}) VALUES (?, ?, ?, ?, ?, ?)", row)


def insert_wrap(db: Database, wrap: Wrap) -> None:
    """Add a wrap."""
    moments = (wrap.expires_at and seconds(wrap.expires_at), wrap.ends_at and seconds(wrap.ends_at))
    row = (wrap.id, wrap.draft_id, wrap.kind.value, wrap.epoch, wrap.body, *moments)
    sql = f"INSERT INTO wrap ({_NEW_WRAP}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    db.execute(sql, (*row, wrap.tries_left))


def require_draft(db: Database, draft_id: bytes) -> None:
    """Raise DraftNotFound when the draft is gone."""
    if db.execute("SELECT 1 FROM draft WHERE id = ?", (draft_id,)).fetchone() is None:
        raise DraftNotFound("the draft is gone")


def require_wrap(db: Database, wrap_id: bytes) -> None:
    """Raise DraftNotFound when this way in is gone."""
    if db.execute("SELECT 1 FROM wrap WHERE id = ?", (wrap_id,)).fetchone() is None:
        raise DraftNotFound("this way in is gone")


def save(db: Database, draft: DraftSave) -> None:
    """Save boxes of a draft and extend its life and that of the wrap that was used."""
    if not draft.boxes:
        require_draft(db, draft.draft_id)
    for box, sealed in draft.boxes.items():
        _save_box(db, draft.draft_id, box, sealed)
    _extend(db, draft)


def _save_box(db: Database, draft_id: bytes, box: Box, sealed: SealedBox) -> None:
    """Replace a box whose stored revision is one lower, or raise RevisionConflict."""
    row = {"sealed": sealed.sealed, "revision": sealed.revision, "id": draft_id}
    if db.execute(_SAVE_BOX[box], row).rowcount == 0:
        require_draft(db, draft_id)
        raise RevisionConflict("the draft has changed")


def _extend(db: Database, draft: DraftSave) -> None:
    """Extend the lives of a draft and of one wrap; a wrap without an end keeps none."""
    db.execute(_EXTEND_DRAFT, {"id": draft.draft_id, "until": seconds(draft.draft_until)})
    if draft.wrap_until is not None:
        db.execute(_EXTEND_WRAP, {"id": draft.wrap_id, "until": seconds(draft.wrap_until)})


def swap_body(db: Database, swap: BodySwap) -> bool:
    """Replace a wrap's body if it is still the old one; tell whether it was."""
    sql = "UPDATE wrap SET body = ?, epoch = ? WHERE id = ? AND body = ?"
    return (
        db.execute(sql, (swap.new_body, swap.new_epoch, swap.wrap_id, swap.old_body)).rowcount > 0
    )


def wraps_before(db: Database, epoch: int, after: bytes, limit: int) -> list[Wrap]:
    """Read wraps of earlier weeks, by id."""
    sql = f"SELECT {_WRAP} FROM wrap WHERE epoch < ? AND id > ? ORDER BY id LIMIT ?"
    return [_wrap(row) for row in db.execute(sql, (epoch, after, limit)).fetchall()]


def delete_wrap(db: Database, wrap_id: bytes) -> None:
    """Delete a wrap, and its draft if no other wrap opens it."""
    sql = "DELETE FROM wrap WHERE id = ? RETURNING draft_id"
    _delete_orphans(db, db.execute(sql, (wrap_id,)).fetchall())


def delete_wraps(db: Database, draft_id: bytes, kinds: Collection[WrapKind]) -> None:
    """Delete a draft's wraps of these kinds, and the draft if no other wrap opens it."""
    sql = "DELETE FROM wrap WHERE draft_id = ? AND kind = ?"
    for kind in kinds:
        db.execute(sql, (draft_id, kind.value))
    _delete_orphans(db, [(draft_id,)])


def has_lasting_wrap(db: Database, draft_id: bytes, except_for: bytes) -> bool:
    """Tell whether a wrap of the resident lives as long as the draft, besides this one."""
    sql = f"""
        SELECT 1 FROM wrap
        WHERE draft_id = ? AND id <> ? AND expires_at IS NULL AND {_NOT_A_HELPERS}
    """
    return db.execute(sql, (draft_id, except_for)).fetchone() is not None


def replace_wraps(db: Database, wrap: Wrap, kind: WrapKind) -> None:
    """Delete the draft's wraps of one kind and add the new one."""
    sql = "DELETE FROM wrap WHERE draft_id = ? AND kind = ?"
    db.execute(sql, (wrap.draft_id, kind.value))
    insert_wrap(db, wrap)


def take_try(db: Database, wrap_id: bytes) -> int | None:
    """Take one PIN try; delete a wrap that has none left."""
    sql = """
        UPDATE wrap SET tries_left = tries_left - 1
        WHERE id = ? AND tries_left > 0 RETURNING tries_left
    """
    row = db.execute(sql, (wrap_id,)).fetchone()
    if row is not None:
        return int(row[0])
    if db.execute("SELECT 1 FROM wrap WHERE id = ? AND tries_left = 0", (wrap_id,)).fetchone():
        delete_wrap(db, wrap_id)
    return None


def hit(db: Database, key: bytes, start: datetime, end: datetime, by: int) -> int:
    """Add to a counter and return the new count."""
    sql = """
        INSERT INTO counter (key, window_start, expires_at, count) VALUES (?, ?, ?, ?)
        ON CONFLICT (key, window_start) DO UPDATE SET count = count + excluded.count
        RETURNING count
    """
    row = db.execute(sql, (key, seconds(start), seconds(end), by)).fetchone()
    return int(row[0])


def purge_wraps(db: Database, moment: int) -> tuple[int, int]:
    """Delete a batch of expired wraps; return how many wraps and how many drafts went."""
    sql = """
        DELETE FROM wrap WHERE id IN (SELECT id FROM wrap WHERE expires_at <= ? LIMIT ?)
        RETURNING draft_id
    """
    owners = db.execute(sql, (moment, BATCH)).fetchall()
    return len(owners), _delete_orphans(db, owners)


def purge_drafts(db: Database, moment: int) -> tuple[int, int]:
    """Delete a batch of expired drafts with their wraps; return their number twice."""
    sql = "DELETE FROM draft WHERE id IN (SELECT id FROM draft WHERE expires_at <= ? LIMIT ?)"
    gone = db.execute(sql, (moment, BATCH)).rowcount
    return gone, gone


def purge_counters(db: Database, moment: int) -> None:
    """Delete the counters of windows that are over."""
    db.execute("DELETE FROM counter WHERE expires_at <= ?", (moment,))


def _delete_orphans(db: Database, owners: Sequence[tuple[bytes]]) -> int:
    sql = f"""
        DELETE FROM draft WHERE id = ?
          AND NOT EXISTS (SELECT 1 FROM wrap WHERE draft_id = draft.id AND {_NOT_A_HELPERS})
    """
    return sum(db.execute(sql, owner).rowcount for owner in set(owners))


def _wrap(row: Sequence[Any]) -> Wrap:
    wrap_id, draft_id, kind, epoch, body, expires_at, ends_at, tries_left = row
    expires = None if expires_at is None else moment(expires_at)
    ends = None if ends_at is None else moment(ends_at)
    return Wrap(wrap_id, draft_id, WrapKind(kind), epoch, body, expires, ends, tries_left)
