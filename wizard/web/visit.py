"""A visit: the draft that this browser may open, and how changes to it are saved."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

import msgspec
from flask import g, request

from wizard.core.conditions import holds
from wizard.core.days import local_day
from wizard.core.draft import Draft, PrivateDocument, SharedDocument
from wizard.core.municipality import Edition
from wizard.core.path import Path, StepKind
from wizard.core.plan import mark_text
from wizard.core.questionnaire import Part, Questionnaire
from wizard.core.renaming import carried
from wizard.errors import (
    KeysMissing,
    NoVisit,
    PinNeeded,
    PlaceNotServed,
    PlanElsewhere,
    ResidentOnly,
    RevisionConflict,
    StorageBusy,
    StorageError,
    Unreadable,
)
from wizard.logs import describe
from wizard.store import Box
from wizard.vault import OpenDraft, PinAsked
from wizard.web import cookies
from wizard.web.homes import home_edition
from wizard.web.places import is_turned
from wizard.web.site import current_site, now

log = logging.getLogger(__name__)

SAVE_TRIES = 8

Change = Callable[[Draft, Mapping[Box, int]], Draft]
"""Makes the new draft from the newest one; gets the revision that each box will have."""

Storing = Callable[[OpenDraft, Mapping[Box, bytes], datetime, timedelta | None], OpenDraft]
"""Stores the boxes of an opened draft and returns it as it is then."""

_encode = msgspec.json.Encoder().encode
_decode_shared = msgspec.json.Decoder(SharedDocument).decode
_decode_private = msgspec.json.Decoder(PrivateDocument).decode


class Visit:
    """One request's view of the draft; `save` replaces what it holds by what was stored."""

    def __init__(
        self, edition: Edition, opened: OpenDraft, token: str, decoded: Draft | None = None
    ) -> None:
        """Take an opened draft; `decoded` is for who looked into it already."""
        self.edition, self.token = edition, token
        self._take(opened, carried(decoded or decode(opened), self.questionnaire))

    def _take(self, opened: OpenDraft, draft: Draft) -> None:
        self.opened, self.draft = opened, draft
        self.__dict__.pop("path", None)

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions of this visit's municipality and language."""
        return self.edition.questionnaire

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts in which this visit has a say.

        Who came in with a helper code has none in the questions about who and where, and none in
        the private ones.
        """
        parts = self.questionnaire.parts
        if not self.by_helper:
            return parts
        return tuple(part for part in parts if part.numbered and not part.private)

    @functools.cached_property
    def path(self) -> Path:
        """The way through the questions for the answers as they are now.

        Who is helped from another screen meets the helper's words, not the empty field for them.
        """
        path = self.draft.path(self.questionnaire)
        parts = self.questionnaire.parts
        if self.by_helper:
            return path.without({part.id for part in parts} - {part.id for part in self.parts})
        if not self.draft.shared.helped or holds(self.questionnaire.together, path.counted):
            return path
        written = {part for part, words in self.draft.shared.helper.items() if words.text}
        return path.without((part.id for part in parts if part.id not in written), StepKind.HELPER)

    @property
    def by_helper(self) -> bool:
        """Tell whether somebody helps here from their own screen, with a helper code."""
        return self.opened.by_helper

    @functools.cached_property
    def address_key(self) -> bytes:
        """The key under which this draft's addresses are made."""
        return self.opened.derive("step-address")

    @property
    def together(self) -> bool:
        """Tell whether someone is helping."""
        return holds(self.questionnaire.together, self.path.counted)

    @property
    def alone(self) -> bool:
        """Tell whether the resident took this screen to answer the private part without help."""
        return "alone" in self.opened.note

    @property
    def mark(self) -> str:
        """The two-word mark of this plan."""
        return mark_text(self.edition, self.draft)

    @property
    def today(self) -> date:
        """The day for the plan, as people here count it."""
        return local_day(now())

    @property
    def seconds_left(self) -> int | None:
        """How long this session lives when nothing happens; None on a device that keeps it."""
        until = self.opened.idle_until
        return max(int((until - now()).total_seconds()), 0) if until else None

    @property
    def survives_stop(self) -> bool:
        """Tell whether a code or this device can still open the draft after stopping."""
        return current_site().drafts.survives_stop(self.opened)

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether this request's address is another municipality's than the plan's."""
        return bool(self.edition.municipality.slug != g.edition.municipality.slug)

    def save(self, change: Change, storing: Storing | None = None) -> None:
        """Apply `change` to the newest draft and store it; nothing of others is overwritten.

        Storing extends the session too, also when nothing changed; turning a page into another
        language does not, so that it costs no more than a page. `storing` stores more with it.
        Raises what the store raises, and what `change` raises; then nothing was saved.
        """
        storing = storing or current_site().drafts.save
        for _ in range(SAVE_TRIES):
            changed = self._in_its_language(change(self.draft, self._next_revisions()))
            if is_turned() and changed == self.draft:
                return
            try:
                boxes, term = self._boxes(changed), self._term(changed)
                self._take(storing(self.opened, boxes, now(), term), changed)
            except RevisionConflict:
                self.reload()
            else:
                return
        raise StorageBusy("others kept saving at the same time")

    def _in_its_language(self, changed: Draft) -> Draft:
        """Let the plan be in the language in which its resident last changed something."""
        keeps = self.by_helper or changed == self.draft
        return changed if keeps else changed.with_lang(self.edition.lang)

    def set_alone(self, *, alone: bool) -> None:
        """Remember, for this browser only, whether the resident has the screen alone."""
        for _ in range(SAVE_TRIES):
            if self.alone is alone:
                return
            note = {name: text for name, text in self.opened.note.items() if name != "alone"}
            if alone:
                note["alone"] = "yes"
            try:
                self.opened = current_site().drafts.write_note(self.opened, note, now())
            except RevisionConflict:
                self.reload()

    def with_newest(self, act: Callable[[OpenDraft], object]) -> None:
        """Do something with the opened draft; once more when its wrap was renewed meanwhile."""
        try:
            act(self.opened)
        except RevisionConflict:
            self.reload()
            act(self.opened)

    def reload(self) -> None:
        """Take what is stored now. Raises NoVisit when the draft has gone meanwhile."""
        opened = current_site().drafts.find(self.token, now())
        if not isinstance(opened, OpenDraft):
            raise NoVisit("the draft has gone")
        self._take(opened, carried(decode(opened), self.questionnaire))

    def _boxes(self, changed: Draft) -> dict[Box, bytes]:
        kept = {Box.SHARED: self.draft.shared, Box.PRIVATE: self.draft.private}
        new = {Box.SHARED: changed.shared, Box.PRIVATE: changed.private}
        stored = {box: new[box] for box in kept if new[box] != kept[box]}
        version = self.questionnaire.version
        return {b: _encode(msgspec.structs.replace(d, content=version)) for b, d in stored.items()}

    def _term(self, draft: Draft) -> timedelta | None:
        """Return how long the plan is kept: as chosen, and with what was sent of it.

        A trial keeps none longer.
        """
        if current_site().settings.is_demo:
            return None
        own = self.edition.municipality
        sent = own.sending.keep_days if own.sending and draft.private.sent else 0
        return timedelta(days=max(own.retention_days, draft.shared.term, sent))

    def _next_revisions(self) -> Mapping[Box, int]:
        return {box: revision + 1 for box, revision in self.opened.revisions.items()}


def encode_new(draft: Draft) -> tuple[bytes, bytes]:
    """Return both documents of a new draft, ready to be sealed."""
    return _encode(draft.shared), _encode(draft.private)


def decode(opened: OpenDraft) -> Draft:
    """Return the draft in an opened pair of boxes; a private box out of reach counts as empty."""
    private = _decode_private(opened.private) if opened.private else PrivateDocument()
    return Draft(shared=_decode_shared(opened.shared), private=private)


def visit_of(opened: OpenDraft, token: str) -> Visit:
    """Return the visit of an opened draft, in its own municipality. Raises PlaceNotServed."""
    decoded = decode(opened)
    return Visit(home_edition(decoded), opened, token, decoded)


def find_visit() -> Visit | None:
    """Return the visit that this request's cookies open, or None; a PIN that waits opens none.

    For pages that are for everyone: a store that fails or a damaged draft must not keep anybody
    from them, so that counts as none too. A session goes before the own device: once the PIN was
    right, it opens the plan. That may belong to another municipality than the address.
    """
    try:
        found = _found()
    except PlaceNotServed:
        found = g.visit = None
    except (StorageError, KeysMissing, Unreadable) as error:
        log.error("no draft to open: " + describe(type(error), error.__traceback__))  # noqa: G003, TRY400 - only class and place
        found = g.visit = None
    return found if isinstance(found, Visit) else None


def pin_waits() -> bool:
    """Tell whether a plan on this device waits for its PIN."""
    return isinstance(_found(), PinAsked)


def require_visit() -> Visit:
    """Return the visit of this request. Raises NoVisit, PinNeeded or PlanElsewhere."""
    found = _found()
    if isinstance(found, PinAsked):
        raise PinNeeded("the device asks for its PIN")
    if found is None:
        raise NoVisit("no draft to open")
    if found.is_elsewhere:
        raise PlanElsewhere("a plan of another municipality")
    return found


def require_resident() -> Visit:
    """Return the visit of this request, for what only the resident may do.

    Raises ResidentOnly for a helper, and what `require_visit` raises.
    """
    visit = require_visit()
    if visit.by_helper:
        raise ResidentOnly("a helper's way in")
    return visit


def _found() -> Visit | PinAsked | None:
    if "visit" not in g:
        g.visit = _open()
    found: Visit | PinAsked | None = g.visit
    return found


def _open() -> Visit | PinAsked | None:
    for token in cookies.find_tokens(request):
        opened = current_site().drafts.find(token, now())
        if isinstance(opened, PinAsked):
            return opened
        if opened is not None:
            return visit_of(opened, token)
    return None
