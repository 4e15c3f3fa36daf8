"""What goes to the desks when the resident presses, and how it is taken back."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from wizard.core.case import CaseHeader, Origin, SentPlan
from wizard.core.days import local_day
from wizard.core.draft import Draft
from wizard.core.mixed import plain_words
from wizard.core.municipality import Desk, Edition
from wizard.core.references import make_reference
from wizard.core.sending import desk_key_id, kept_for, sent_plan
from wizard.core.sent import ContactWishes, SentCase
from wizard.delivery.mails import mails_for
from wizard.errors import AnswerClash, DeskMissing
from wizard.i18n import SOURCE_LANGUAGE
from wizard.store import Box
from wizard.store.cases import Case
from wizard.vault import OpenDraft
from wizard.vault.cases import new_case, new_reply_key
from wizard.web.offer import Offer, is_open_at, still_held
from wizard.web.site import current_site, now
from wizard.web.visit import Visit


class Parcel(Struct, frozen=True):
    """Everything that goes, before it is sealed."""

    plan: SentPlan
    wishes: ContactWishes
    wmo: bool
    confirm_to: str


def parcel_of(visit: Visit) -> Parcel:
    """Return what goes. Raises AnswerClash when it does not say (any more) how to be reached."""
    reach = visit.draft.private.reach
    wishes = reach.wishes()
    if wishes is None or reach.gaps():
        raise AnswerClash
    dutch = _dutch(visit.edition)
    plan = sent_plan(dutch, visit.edition, visit.draft, visit.today)
    return Parcel(plan, wishes, wmo=reach.wmo is True, confirm_to=reach.confirmed_at)


def seal_of(visit: Visit, parcel: Parcel) -> str:
    """Return a mark of exactly this: what was looked at last is what goes."""
    said = msgspec.json.encode(parcel, enc_hook=plain_words)
    return hmac.digest(visit.address_key, said, "sha256").hex()[:32]


def send_plan(visit: Visit, offer: Offer, seen: str) -> None:
    """Seal what goes to the desks and store it with its links in the draft, all or nothing.

    `seen` is the mark of what the resident looked at last. Raises AnswerClash when that is no
    longer what would go, DeskMissing, and what `Visit.save` raises. What was sent already, by
    another tab or a second press, is not sent again.
    """
    sending = _Sending(visit, offer, seen)
    visit.save(sending.change, sending.store)


class _Sending:
    """One sending, tried again from the newest draft when somebody saved meanwhile."""

    def __init__(self, visit: Visit, offer: Offer, seen: str) -> None:
        self._visit, self._offer, self._seen = visit, offer, seen
        self._cases: list[Case] = []
        self._confirm_to = ""

    def change(self, draft: Draft, _revisions: Mapping[Box, int]) -> Draft:
        """Seal the cases, and return the draft that links to them."""
        self._cases = []
        if is_open_at(self._visit):
            return draft
        parcel = parcel_of(self._visit)
        if not hmac.compare_digest(seal_of(self._visit, parcel).encode(), self._seen.encode()):
            raise AnswerClash
        sealed = list(self._sealed(parcel))
        self._cases, self._confirm_to = [case for case, _link in sealed], parcel.confirm_to
        return draft.with_sent((*(link for _case, link in sealed), *still_held(self._visit)))

    def store(
        self,
        opened: OpenDraft,
        boxes: Mapping[Box, bytes],
        moment: datetime,
        term: timedelta | None,
    ) -> OpenDraft:
        """Store the draft together with the cases, and the mails that tell of them."""
        site = current_site()
        if not self._cases:
            return site.drafts.save(opened, boxes, moment, term)
        mails = mails_for(
            self._cases,
            self._visit.edition,
            site.settings,
            site.keys,
            moment,
            confirm_to=self._confirm_to,
        )
        return site.dispatch.send(opened, boxes, self._cases, moment, term=term, mails=mails)

    def _sealed(self, parcel: Parcel) -> Iterator[tuple[Case, SentCase]]:
        """Yield a case for each desk, under one reference, with the link to it."""
        reference = make_reference(secrets.randbelow)
        wmo_desk = self._offer.wmo_desk if parcel.wmo else None
        for desk in filter(None, (self._offer.desk, wmo_desk)):
            yield self._sealed_to(desk, parcel, reference)

    def _sealed_to(self, desk: Desk, parcel: Parcel, reference: str) -> tuple[Case, SentCase]:
        edition, moment = self._visit.edition, now()
        key = current_site().receiving_key(desk_key_id(edition.municipality, desk))
        if key is None:
            raise DeskMissing("the desk has no key any more")
        header = CaseHeader(
            wishes=parcel.wishes,
            marked=parcel.plan.dutch.mark if parcel.plan.dutch else "",
            lang=edition.lang,
            wmo_on=local_day(moment) if parcel.wmo else None,
            reply_key=new_reply_key(),
        )
        keep = kept_for(self._offer.sending, demo=current_site().settings.is_demo)
        case = new_case(
            key,
            header,
            parcel.plan,
            reference=reference,
            origin=Origin.SENT,
            now=moment,
            keep=keep,
        )
        link = SentCase(
            id=case.id.hex(),
            reply_key=header.reply_key,
            reference=reference,
            desk=key.desk_id,
            sent_on=case.received_on,
        )
        return case, link


def take_back(visit: Visit) -> None:
    """Wipe at the desks what was sent, and forget the links; twice makes no difference."""
    sent: list[bytes] = []

    def change(draft: Draft, _revisions: Mapping[Box, int]) -> Draft:
        sent[:] = [bytes.fromhex(link.id) for link in draft.private.sent]
        return draft.with_sent(())

    def store(
        opened: OpenDraft, boxes: Mapping[Box, bytes], moment: datetime, term: timedelta | None
    ) -> OpenDraft:
        return current_site().dispatch.withdraw(opened, boxes, sent, moment, term=term)

    visit.save(change, store)


def _dutch(edition: Edition) -> Edition:
    """Return the same content in Dutch, in which staff read."""
    dutch = current_site().editions.find(edition.municipality.slug, SOURCE_LANGUAGE)
    return dutch or edition
