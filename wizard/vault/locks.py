"""Making wraps for drafts and opening drafts through wraps, with this week's pepper."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from wizard.store import BodySwap, Box, Draft, SealedBox, Wrap, WrapKind
from wizard.store.cases import DraftSave
from wizard.vault.boxes import open_box, seal_box
from wizard.vault.keys import KeyDirectory
from wizard.vault.lifetimes import Lifetimes, session_ends, session_until
from wizard.vault.opened import OpenDraft
from wizard.vault.sealing import KEY_SIZE
from wizard.vault.secret import Secret
from wizard.vault.wraps import Contents, WrapPlace, open_wrap, seal_wrap

SESSIONS = {WrapKind.SESSION, WrapKind.HELPER_SESSION}
"""Wraps that end when they are not used for a while; all others live as long as their draft."""


class Locks:
    """Join keys and lifetimes to wraps; pure but for the clock of `now` and fresh randomness."""

    def __init__(self, keys: KeyDirectory, lifetimes: Lifetimes) -> None:
        self._keys = keys
        self._lifetimes = lifetimes

    def new_draft(
        self, secret: Secret, kind: WrapKind, texts: Mapping[Box, bytes], now: datetime
    ) -> tuple[OpenDraft, Draft]:
        """Make a draft with new data keys, in the clear and as it is to be stored."""
        draft_id = secrets.token_bytes(16)
        contents = Contents({box: secrets.token_bytes(KEY_SIZE) for box in Box})
        wrap = self.wrap(secret, draft_id, kind, contents, now)
        until = self._lifetimes.draft_until(now)
        revisions = dict.fromkeys(Box, 0)
        opened = OpenDraft(draft_id, wrap, secret, contents, {}, revisions, until)
        sealed = seal_next(opened, texts)
        draft = Draft(draft_id, sealed[Box.SHARED], sealed[Box.PRIVATE], until)
        return replace(opened, texts=texts, revisions=dict.fromkeys(Box, 1)), draft

    def wrap(
        self, secret: Secret, draft_id: bytes, kind: WrapKind, contents: Contents, now: datetime
    ) -> Wrap:
        """Seal the data keys of a draft under a secret."""
        place = WrapPlace(secret.wrap_id, draft_id, kind)
        epoch, pepper = self._keys.current_pepper(now)
        body = seal_wrap(contents, secret.key, place, epoch, pepper)
        if kind not in SESSIONS:
            return Wrap(secret.wrap_id, draft_id, kind, epoch, body)
        ends_at = session_ends(now)
        until = session_until(now, ends_at)
        return Wrap(secret.wrap_id, draft_id, kind, epoch, body, until, ends_at)

    def renote(
        self, opened: OpenDraft, note: Mapping[str, str], now: datetime
    ) -> tuple[OpenDraft, BodySwap]:
        """Seal the wrap in use with another note; return the swap that the store must make."""
        old, contents = opened.wrap, Contents(opened.contents.keys, note)
        fresh = self.wrap(opened.secret, opened.id, old.kind, contents, now)
        wrap = replace(old, body=fresh.body, epoch=fresh.epoch)
        swap = BodySwap(old.id, old.body, fresh.body, fresh.epoch)
        return replace(opened, wrap=wrap, contents=contents), swap

    def next_save(
        self,
        opened: OpenDraft,
        texts: Mapping[Box, bytes],
        now: datetime,
        term: timedelta | None = None,
    ) -> tuple[OpenDraft, DraftSave]:
        """Seal boxes as their next revision; return the draft as it will be and what to save."""
        sealed, ends_at = seal_next(opened, texts), opened.wrap.ends_at
        draft_until = self._lifetimes.draft_until(now, term)
        wrap_until = None if ends_at is None else session_until(now, ends_at)
        revisions = {box: saved.revision for box, saved in sealed.items()}
        after = replace(
            opened,
            wrap=replace(opened.wrap, expires_at=wrap_until),
            texts={**opened.texts, **texts},
            revisions={**opened.revisions, **revisions},
            expires_at=max(opened.expires_at, draft_until),
        )
        return after, DraftSave(opened.id, sealed, draft_until, opened.wrap.id, wrap_until)

    def open(self, wrap: Wrap, draft: Draft, secret: Secret) -> OpenDraft:
        """Open every box that the wrap has a key to.

        Raises WrapUnreadable, BoxUnreadable, and KeysMissing for a forgotten pepper.
        """
        place = WrapPlace(wrap.id, wrap.draft_id, wrap.kind)
        pepper = self._keys.pepper(wrap.epoch)
        contents = open_wrap(wrap.body, secret.key, place, wrap.epoch, pepper)
        sealed = {Box.SHARED: draft.shared, Box.PRIVATE: draft.private}
        texts = {
            box: open_box(key, draft.id, box, sealed[box].revision, sealed[box].sealed)
            for box, key in contents.keys.items()
        }
        revisions = {box: sealed[box].revision for box in texts}
        return OpenDraft(draft.id, wrap, secret, contents, texts, revisions, draft.expires_at)


def seal_next(opened: OpenDraft, texts: Mapping[Box, bytes]) -> dict[Box, SealedBox]:
    """Seal boxes as their next revision. KeyError means a box that the wrap does not open."""
    sealed = {}
    for box, text in texts.items():
        revision = opened.revisions[box] + 1
        body = seal_box(opened.contents.keys[box], opened.id, box, revision, text)
        sealed[box] = SealedBox(revision, body)
    return sealed
