"""Drafts as the pages see them: start, find, save, keep, come back, stop, wipe."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from wizard.core import codes
from wizard.errors import Busy, CodeWrong, DraftNotFound, PinWrong, RevisionConflict, WrapUnreadable
from wizard.store import HELPER_KINDS, Box, Store, WrapKind
from wizard.store.cases import DraftSave
from wizard.vault.arrival import end_replaced, note_instead_of
from wizard.vault.gate import Gate
from wizard.vault.keys import KeyDirectory
from wizard.vault.lifetimes import Lifetimes
from wizard.vault.limits import CodeLimits
from wizard.vault.locks import Locks
from wizard.vault.opened import Entry, OpenDraft, PinAsked, refuse_helper
from wizard.vault.secret import (
    SHIPPED_COST,
    Argon2Cost,
    code_secret,
    new_token,
    pin_secret,
    read_pin,
    token_secret,
    token_wrap_id,
)
from wizard.vault.wraps import Contents

PIN_TRIES = 10


class Drafts:
    """Open and keep drafts with keys that only the person holds.

    One object serves all threads. Whatever needs Argon2id passes a gate that
    refuses rather than queues (Busy); starting, finding and saving never do.
    Making a code has a gate of its own, so a flood of wrong codes cannot keep
    anyone from keeping their draft.
    """

    def __init__(
        self,
        store: Store,
        keys: KeyDirectory,
        *,
        term: timedelta,
        cost: Argon2Cost = SHIPPED_COST,
    ) -> None:
        self._store = store
        self._keys = keys
        self._lifetimes = Lifetimes(term)
        self._locks = Locks(keys, self._lifetimes)
        self._cost = cost
        self._limits = CodeLimits(store, keys)
        self._opening = Gate()
        self._making = Gate()

    @property
    def refused(self) -> int:
        """Return how many codes and PINs were refused because too many came at once."""
        return self._opening.refused + self._making.refused

    def start(
        self, shared: bytes, private: bytes, now: datetime, *, own_device: bool = False
    ) -> Entry:
        """Make a new draft and the token that opens it."""
        token = new_token()
        kind = WrapKind.DEVICE if own_device else WrapKind.SESSION
        texts = {Box.SHARED: shared, Box.PRIVATE: private}
        opened, draft = self._locks.new_draft(token_secret(token), kind, texts, now)
        self._store.create(draft, [opened.wrap])
        return Entry(token, opened)

    def find(self, token: str, now: datetime) -> OpenDraft | PinAsked | None:
        """Open the draft of a session or device token; None when nothing live has it."""
        secret = token_secret(token)
        found = self._store.find(secret.wrap_id, now)
        if found is None:
            return None
        wrap, draft = found
        if wrap.tries_left is not None:
            return PinAsked(wrap.tries_left)
        return end_replaced(self._store, self._locks, self._locks.open(wrap, draft, secret), now)

    def save(
        self,
        opened: OpenDraft,
        texts: Mapping[Box, bytes],
        now: datetime,
        term: timedelta | None = None,
    ) -> OpenDraft:
        """Save one or both boxes as their next revision, and extend the session.

        Without boxes only the lives are extended. `term` is how long the resident wants to
        keep the draft, where that is longer than usual. Raises RevisionConflict when
        another tab or device saved first, and DraftNotFound when the draft is
        wiped. KeyError means a box that this wrap does not open.
        """
        after, save = self.prepare(opened, texts, now, term)
        self._store.save(
            save.draft_id,
            save.boxes,
            draft_until=save.draft_until,
            wrap_id=save.wrap_id,
            wrap_until=save.wrap_until,
        )
        return after

    def prepare(
        self,
        opened: OpenDraft,
        texts: Mapping[Box, bytes],
        now: datetime,
        term: timedelta | None = None,
    ) -> tuple[OpenDraft, DraftSave]:
        """Seal what `save` would save, for a transaction that saves more than the draft."""
        return self._locks.next_save(opened, texts, now, term)

    def open_with_code(
        self, text: str, address: str, now: datetime, *, own_device: bool = False
    ) -> Entry:
        """Open a draft with its resume code, for a new session or device.

        A helper code opens a session, whatever the device. Raises CodeMistyped,
        TooManyTries and Busy before anything slow is done, and CodeWrong. The
        address is only counted, never kept.
        """
        code = codes.normalise(text)
        self._limits.admit(address, now)
        try:
            with self._opening:
                secret = code_secret(code, self._keys, self._cost)
        except Busy:
            self._limits.give_back(address, now)
            raise
        found = self._store.find(secret.wrap_id, now)
        if found is None:
            raise CodeWrong("no draft has this code")
        opened = self._locks.open(*found, secret)
        kind = WrapKind.DEVICE if own_device else WrapKind.SESSION
        try:
            entry = self._enter(opened, WrapKind.HELPER_SESSION if opened.by_helper else kind, now)
        except DraftNotFound:
            raise CodeWrong("the code was withdrawn at this moment") from None
        self._limits.give_back(address, now)
        return entry

    def open_with_pin(self, token: str, pin: str, now: datetime) -> Entry:
        """Open a session with a device token and its PIN.

        The try is counted before the slow derivation, so tries at the same time
        count too. Raises PinUnusable, Busy, PinWrong, and DraftNotFound when the
        device is forgotten.
        """
        read_pin(pin)
        with self._opening:
            found = self._store.find(token_wrap_id(token), now)
            left = self._store.count_try(token_wrap_id(token))
            if found is None or left is None:
                raise DraftNotFound("the device is forgotten")
            secret = pin_secret(token, pin, self._keys, self._cost)
        try:
            opened = self._locks.open(*found, secret)
        except WrapUnreadable:
            if left == 0:
                self._store.drop_wrap(secret.wrap_id)
            raise PinWrong(left) from None
        self._store.restore_tries(secret.wrap_id, PIN_TRIES)
        return self._enter(opened, WrapKind.SESSION, now)

    def make_code(self, opened: OpenDraft, now: datetime) -> tuple[str, OpenDraft]:
        """Make a resume code in place of any older one.

        The code stands in the note of the session that made it and nowhere else.
        Raises Busy, DraftNotFound, and RevisionConflict when the wrap was renewed
        at this very moment: find the draft again and retry.
        """
        return self._make_code(opened, WrapKind.CODE, opened.contents.keys, now)

    def make_helper_code(self, opened: OpenDraft, now: datetime) -> tuple[str, OpenDraft]:
        """Make a code that opens the shared box only, in place of any older one.

        Sessions opened with the older one end. Raises as `make_code` does.
        """
        keys = {Box.SHARED: opened.contents.keys[Box.SHARED]}
        made = self._make_code(opened, WrapKind.HELPER_CODE, keys, now)
        self._store.drop_wraps(opened.id, {WrapKind.HELPER_SESSION})
        return made

    def withdraw_helper_code(self, opened: OpenDraft) -> None:
        """End the helper code and every session that was opened with it."""
        refuse_helper(opened)
        self._store.drop_wraps(opened.id, HELPER_KINDS)

    def has_code(self, opened: OpenDraft) -> bool:
        """Tell whether a resume code opens this draft."""
        return self._store.has_wrap(opened.id, WrapKind.CODE)

    def has_helper_code(self, opened: OpenDraft) -> bool:
        """Tell whether somebody may open this draft with a helper code."""
        return self._store.has_wrap(opened.id, WrapKind.HELPER_CODE)

    def current_code(
        self, opened: OpenDraft, now: datetime, kind: WrapKind = WrapKind.CODE
    ) -> str | None:
        """Return the code that this session made, unless it has been replaced meanwhile."""
        code_id = bytes.fromhex(opened.note.get(f"{kind}_id", ""))
        return opened.note[kind] if code_id and self._store.find(code_id, now) else None

    def _make_code(
        self, opened: OpenDraft, kind: WrapKind, keys: Mapping[Box, bytes], now: datetime
    ) -> tuple[str, OpenDraft]:
        refuse_helper(opened)
        code = codes.make_code(secrets.randbelow)
        with self._making:
            secret = code_secret(code, self._keys, self._cost)
        wrap = self._locks.wrap(secret, opened.id, kind, Contents(keys), now)
        note = {**opened.note, kind.value: code, f"{kind}_id": secret.wrap_id.hex()}
        noted, swap = self._locks.renote(opened, note, now)
        self._store.add_wrap(wrap, replaces=kind, swap=swap)
        return code, noted

    def keep_on_device(
        self, opened: OpenDraft, now: datetime, *, pin: str | None = None, in_place: bool = False
    ) -> str:
        """Make a token that opens the draft on this device as long as the draft lives.

        Without PIN it may come in place of what is in use, which ends at its first use.
        Raises DraftNotFound when what is in use was ended since.
        """
        refuse_helper(opened)
        token = new_token()
        if pin is None:
            secret, tries = token_secret(token), None
        else:
            read_pin(pin)
            with self._making:
                secret, tries = pin_secret(token, pin, self._keys, self._cost), PIN_TRIES
        contents = Contents(opened.contents.keys, note_instead_of(opened) if in_place else {})
        wrap = self._locks.wrap(secret, opened.id, WrapKind.DEVICE, contents, now)
        self._store.add_wrap(replace(wrap, tries_left=tries), through=opened.wrap.id)
        return token

    def open_session(self, opened: OpenDraft, now: datetime, *, in_place: bool = False) -> Entry:
        """Open a session beside what is in use, or in place of it, which ends at its first use."""
        return self._enter(opened, WrapKind.SESSION, now, in_place=in_place)

    def write_note(self, opened: OpenDraft, note: Mapping[str, str], now: datetime) -> OpenDraft:
        """Replace the note of the wrap that is in use; 319 bytes of JSON at most.

        Raises RevisionConflict as `make_code` does.
        """
        noted, swap = self._locks.renote(opened, note, now)
        if not self._store.swap_bodies([swap]):
            raise RevisionConflict("the wrap has changed")
        return noted

    def survives_stop(self, opened: OpenDraft) -> bool:
        """Tell whether a code or an own device still opens the draft after `stop`."""
        return self._store.has_lasting_wrap(opened.id, except_for=opened.wrap.id)

    def stop(self, opened: OpenDraft) -> None:
        """Forget the session or device in use; a draft that nothing else opens goes along."""
        self._store.drop_wrap(opened.wrap.id)

    def stop_token(self, token: str) -> None:
        """Forget a session or device by its token, known or not."""
        self._store.drop_wrap(token_wrap_id(token))

    def drop_sessions(self, opened: OpenDraft) -> None:
        """End every session of the draft; a draft that nothing else opens goes along."""
        refuse_helper(opened)
        self._store.drop_wraps(opened.id, {WrapKind.SESSION})

    def wipe(self, opened: OpenDraft) -> None:
        """Delete the draft and everything that opens it."""
        refuse_helper(opened)
        self._store.wipe(opened.id)

    def _enter(
        self, opened: OpenDraft, kind: WrapKind, now: datetime, *, in_place: bool = False
    ) -> Entry:
        """Give an opened draft a new token, without the note of the wrap it was opened with.

        Raises DraftNotFound when that wrap was taken away since.
        """
        token = new_token()
        contents = Contents(opened.contents.keys, note_instead_of(opened) if in_place else {})
        secret = token_secret(token)
        wrap = self._locks.wrap(secret, opened.id, kind, contents, now)
        self._store.add_wrap(wrap, through=opened.wrap.id)
        return Entry(token, replace(opened, wrap=wrap, secret=secret, contents=contents))
