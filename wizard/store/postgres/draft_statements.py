"""The SQL of drafts, wraps and counters, each to be run inside a transaction of the store.

Whoever may delete a draft or add a wrap to it locks the draft first. So of two that each take
away one of its last two wraps the second sees what the first did, and no two wait for each other.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, LiteralString

from wizard.errors import DraftNotFound, RevisionConflict
from wizard.store.cases import DraftSave
from wizard.store.moments import moment, seconds
from wizard.store.postgres.connections import Connection
from wizard.store.postgres.wiping import BATCH
from wizard.store.records import HELPER_KINDS, BodySwap, Box, Draft, SealedBox, Wrap, WrapKind

_DRAFT: LiteralString = "id, shared, shared_revision, private, private_revision, expires_at"
_NEW_WRAP: LiteralString = "id, draft_id, kind, epoch, body, expires_at, ends_at, tries_left"
_WRAP: LiteralString = """
    wrap.id, wrap.draft_id, kind, epoch, body, wrap.expires_at, ends_at, tries_left
"""
_FIND: LiteralString = f"""
    SELECT {_WRAP}, shared, shared_revision, private, private_revision, draft.expires_at
    FROM wrap JOIN draft ON draft.id = wrap.draft_id
    WHERE wrap.id = %(id)s AND draft.expires_at > %(now)s
      AND (wrap.expires_at IS NULL OR wrap.expires_at > %(now)s)
"""
_BOXES: dict[Box, LiteralString] = {
    Box.SHARED: "shared = %(shared)b, shared_revision = %(shared_revision)s,",
    Box.PRIVATE: "private = %(private)b, private_revision = %(private_revision)s,",
}
_AS_READ: dict[Box, LiteralString] = {
    Box.SHARED: "AND shared_revision = %(shared_revision)s - 1",
    Box.PRIVATE: "AND private_revision = %(private_revision)s - 1",
}
# One statement, so one go to the server. An unchanged moment of a wrap is left alone: a new
# version of the row would cost more than a look at the old one.
_SAVE: LiteralString = """
    WITH saved AS (
        UPDATE draft SET {} expires_at = greatest(expires_at, %(draft_until)s)
        WHERE id = %(draft_id)s {} RETURNING id
    ), used AS (
        UPDATE wrap SET expires_at = %(wrap_until)s
        WHERE id = %(wrap_id)s AND expires_at <> %(wrap_until)s
    )
    SELECT id FROM saved
"""
_SAVES: dict[frozenset[Box], LiteralString] = {
    frozenset(boxes): _SAVE.format(
        " ".join([_BOXES[box] for box in boxes]), " ".join([_AS_READ[box] for box in boxes])
    )
    for boxes in ((), (Box.SHARED,), (Box.PRIVATE,), tuple(Box))
}
_LOCK_DRAFT: LiteralString = "SELECT 1 FROM draft WHERE id = %s FOR UPDATE"
_DELETE_ORPHAN: LiteralString = """
    DELETE FROM draft
    WHERE id = %s AND NOT EXISTS (
        SELECT 1 FROM wrap WHERE draft_id = draft.id AND kind <> ALL (%s)
    )
"""
_HELPERS = sorted(kind.value for kind in HELPER_KINDS)


def find(db: Connection, wrap_id: bytes, now: datetime) -> tuple[Wrap, Draft] | None:
    """Read a live wrap with its live draft."""
    row = db.execute(_FIND, {"id": wrap_id, "now": seconds(now)}, binary=True).fetchone()
    if row is None:
        return None
    wrap = _wrap(row[:8])
    shared, private = SealedBox(row[9], row[8]), SealedBox(row[11], row[10])
    return wrap, Draft(wrap.draft_id, shared, private, moment(row[12]))


def insert_draft(db: Connection, draft: Draft) -> None:
    """Add a draft."""
    shared, private = draft.shared, draft.private
    boxes = (shared.sealed, shared.revision, private.sealed, private.revision)
    row = (draft.id, *boxes, seconds(draft.expires_at))
    db.execute(f"INSERT INTO draft ({_DRAFT}) VALUES (%s, %b, %s, %b, %s, %s)", row)


def insert_wrap(db: Connection, wrap: Wrap) -> None:
    """Add a wrap."""
    moments = (wrap.expires_at and seconds(wrap.expires_at), wrap.ends_at and seconds(wrap.ends_at))
    row = (wrap.id, wrap.draft_id, wrap.kind.value, wrap.epoch, wrap.body, *moments)
    sql = f"INSERT INTO wrap ({_NEW_WRAP}) VALUES (%s, %s, %s, %s, %b, %s, %s, %s)"
    db.execute(sql, (*row, wrap.tries_left))


def require_draft(db: Connection, draft_id: bytes, *, alone: bool = False) -> None:
    """Raise DraftNotFound when the draft is gone; it stays until this transaction ends.

    `alone` keeps others from adding or taking away wraps until then.
    """
    sql = _LOCK_DRAFT if alone else "SELECT 1 FROM draft WHERE id = %s FOR KEY SHARE"
    if db.execute(sql, (draft_id,)).fetchone() is None:
        raise DraftNotFound("the draft is gone")


def require_wrap(db: Connection, wrap_id: bytes) -> None:
    """Raise DraftNotFound when this way in is gone; the draft must be locked."""
    if db.execute("SELECT 1 FROM wrap WHERE id = %s", (wrap_id,)).fetchone() is None:
        raise DraftNotFound("this way in is gone")


def save(db: Connection, draft: DraftSave) -> None:
    """Save boxes of a draft and extend its life and that of the wrap that was used."""
    row: dict[str, Any] = {
        "draft_id": draft.draft_id,
        "draft_until": seconds(draft.draft_until),
        "wrap_id": draft.wrap_id,
        "wrap_until": draft.wrap_until and seconds(draft.wrap_until),
    }
    for box, sealed in draft.boxes.items():
        row |= {box.value: sealed.sealed, f"{box}_revision": sealed.revision}
    if db.execute(_SAVES[frozenset(draft.boxes)], row).fetchone() is None:
        require_draft(db, draft.draft_id)
        raise RevisionConflict("the draft has changed")


def swap_bodies(db: Connection, swaps: Sequence[BodySwap]) -> int:
    """Replace the bodies that are still the old ones; return how many were."""
    sql = "UPDATE wrap SET body = %b, epoch = %s WHERE id = %s AND body = %b"
    cursor = db.cursor()
    cursor.executemany(
        sql, [(swap.new_body, swap.new_epoch, swap.wrap_id, swap.old_body) for swap in swaps]
    )
    return cursor.rowcount


def wraps_before(db: Connection, epoch: int, after: bytes, limit: int) -> list[Wrap]:
    """Read wraps of earlier weeks, by id."""
    sql: LiteralString = f"SELECT {_WRAP} FROM wrap WHERE epoch < %s AND id > %s"
    rows = db.execute(f"{sql} ORDER BY id LIMIT %s", (epoch, after, limit), binary=True)
    return [_wrap(row) for row in rows]


def delete_wrap(db: Connection, wrap_id: bytes) -> None:
    """Delete a wrap, and its draft if no other wrap opens it."""
    owner = db.execute("SELECT draft_id FROM wrap WHERE id = %s", (wrap_id,)).fetchone()
    if owner is not None:
        db.execute(_LOCK_DRAFT, owner)
        db.execute("DELETE FROM wrap WHERE id = %s", (wrap_id,))
        _delete_orphan(db, owner[0])


def delete_wraps(db: Connection, draft_id: bytes, kinds: Collection[WrapKind]) -> None:
    """Delete a draft's wraps of these kinds, and the draft if no other wrap opens it."""
    db.execute(_LOCK_DRAFT, (draft_id,))
    _delete_kinds(db, draft_id, kinds)
    _delete_orphan(db, draft_id)


def replace_wraps(db: Connection, wrap: Wrap, kind: WrapKind) -> None:
    """Delete the draft's wraps of one kind and add the new one."""
    _delete_kinds(db, wrap.draft_id, [kind])
    insert_wrap(db, wrap)


def has_wrap(db: Connection, draft_id: bytes, kind: WrapKind) -> bool:
    """Tell whether a draft has a wrap of this kind."""
    sql = "SELECT 1 FROM wrap WHERE draft_id = %s AND kind = %s LIMIT 1"
    return db.execute(sql, (draft_id, kind.value)).fetchone() is not None


def has_lasting_wrap(db: Connection, draft_id: bytes, except_for: bytes) -> bool:
    """Tell whether a wrap of the resident lives as long as the draft, besides this one."""
    sql = """
        SELECT 1 FROM wrap
        WHERE draft_id = %s AND id <> %s AND expires_at IS NULL AND kind <> ALL (%s) LIMIT 1
    """
    return db.execute(sql, (draft_id, except_for, _HELPERS)).fetchone() is not None


def take_try(db: Connection, wrap_id: bytes) -> int | None:
    """Take one PIN try; delete a wrap that has none left."""
    sql = """
        UPDATE wrap SET tries_left = tries_left - 1
        WHERE id = %s AND tries_left > 0 RETURNING tries_left
    """
    row = db.execute(sql, (wrap_id,)).fetchone()
    if row is not None:
        return int(row[0])
    if db.execute("SELECT 1 FROM wrap WHERE id = %s AND tries_left = 0", (wrap_id,)).fetchone():
        delete_wrap(db, wrap_id)
    return None


def hit(db: Connection, key: bytes, start: datetime, end: datetime, by: int) -> int:
    """Add to a counter and return the new count."""
    sql = """
        INSERT INTO counter (key, window_start, expires_at, count) VALUES (%s, %s, %s, %s)
        ON CONFLICT (key, window_start) DO UPDATE SET count = counter.count + excluded.count
        RETURNING count
    """
    row = db.execute(sql, (key, seconds(start), seconds(end), by)).fetchone()
    return int(row[0]) if row else 0


def purge_wraps(db: Connection, now: int) -> tuple[int, int]:
    """Delete expired wraps of a batch; return how many it found and how many drafts went."""
    sql = """
        SELECT draft.id FROM wrap JOIN draft ON draft.id = wrap.draft_id
        WHERE wrap.expires_at <= %s LIMIT %s FOR UPDATE OF draft SKIP LOCKED
    """
    rows = db.execute(sql, (now, BATCH), binary=True).fetchall()
    owners = sorted({draft_id for (draft_id,) in rows})
    sql = "DELETE FROM wrap WHERE draft_id = ANY (%s) AND expires_at <= %s"
    db.execute(sql, (owners, now))
    return len(rows), sum(_delete_orphan(db, owner) for owner in owners)


def purge_drafts(db: Connection, now: int) -> tuple[int, int]:
    """Delete a batch of expired drafts with their wraps; return their number twice."""
    sql = """
        DELETE FROM draft WHERE id = ANY (ARRAY(
            SELECT id FROM draft WHERE expires_at <= %s LIMIT %s FOR UPDATE SKIP LOCKED
        ))
    """
    gone = db.execute(sql, (now, BATCH)).rowcount
    return gone, gone


def purge_counters(db: Connection, now: int) -> tuple[int, int]:
    """Delete a batch of counters of windows that are over; return their number twice."""
    sql = """
        DELETE FROM counter WHERE (key, window_start) IN (
            SELECT key, window_start FROM counter WHERE expires_at <= %s
            LIMIT %s FOR UPDATE SKIP LOCKED
        )
    """
    gone = db.execute(sql, (now, BATCH)).rowcount
    return gone, gone


def _delete_kinds(db: Connection, draft_id: bytes, kinds: Collection[WrapKind]) -> None:
    sql = "DELETE FROM wrap WHERE draft_id = %s AND kind = ANY (%s)"
    db.execute(sql, (draft_id, [kind.value for kind in kinds]))


def _delete_orphan(db: Connection, draft_id: bytes) -> int:
    """Delete a draft that was locked if no wrap of its resident is left; return how many went."""
    return db.execute(_DELETE_ORPHAN, (draft_id, _HELPERS)).rowcount


def _wrap(row: Sequence[Any]) -> Wrap:
    wrap_id, draft_id, kind, epoch, body, expires_at, ends_at, tries_left = row
    expires = None if expires_at is None else moment(expires_at)
    ends = None if ends_at is None else moment(ends_at)
    return Wrap(wrap_id, draft_id, WrapKind(kind), epoch, body, expires, ends, tries_left)
