"""Whether this plan can be sent from here now and to whom, and how far is what was sent."""

from __future__ import annotations

from msgspec import Struct

from wizard.core.case import CaseState, Talk
from wizard.core.municipality import Desk, Edition, Sending
from wizard.core.sending import Hindrance, desk_key_id, hindrance, sends
from wizard.core.sent import SentCase
from wizard.errors import CaseUnreadable
from wizard.store.cases import Case
from wizard.vault.cases import read_reply
from wizard.web.site import current_site
from wizard.web.visit import Visit

ENDED = frozenset({CaseState.CLOSED, CaseState.WITHDRAWN})


class Offer(Struct, frozen=True):
    """The desk that a plan can be sent to, and the one for the Wmo beside it, if there is one."""

    desk: Desk
    wmo_desk: Desk | None
    sending: Sending


class AtDesk(Struct, frozen=True):
    """How far a case is; without `state` the desk has it no longer, for its time was over."""

    desk: Desk | None
    reference: str
    state: CaseState | None
    talk: Talk | None

    @property
    def has_it(self) -> bool:
        """Tell whether the plan is at the desk."""
        return self.state not in {None, CaseState.WITHDRAWN}

    @property
    def is_open(self) -> bool:
        """Tell whether the desk is still at it, so that nothing is to be sent again."""
        return self.state is not None and self.state not in ENDED


def find_offer(edition: Edition) -> Offer | None:
    """Return to whom a plan can be sent from here now, or None where that is not on."""
    municipality = edition.municipality
    sending = municipality.sending
    if sending is None or not sends(municipality, demo=current_site().settings.is_demo):
        return None
    desk = _with_key(edition, sending.desk)
    return Offer(desk, _with_key(edition, sending.wmo_desk), sending) if desk else None


def hindrance_of(visit: Visit) -> Hindrance | None:
    """Return why the person of this visit does not send here, or None."""
    money_only = visit.draft.private.reach.money_only
    return hindrance(visit.edition.municipality, visit.path.counted, money_only=money_only)


def at_desks(visit: Visit) -> tuple[AtDesk, ...]:
    """Return how far everything is that was sent; nothing for a helper's way in."""
    return tuple(_at_desk(visit.edition, link) for link in visit.draft.private.sent)


def is_open_at(visit: Visit) -> bool:
    """Tell whether a desk is still at what was sent."""
    return any(at.is_open for at in at_desks(visit))


def still_held(visit: Visit) -> tuple[SentCase, ...]:
    """Return the links to what a desk has: they stay until it is withdrawn, closed or not."""
    links = visit.draft.private.sent
    return tuple(link for link in links if _at_desk(visit.edition, link).has_it)


def _with_key(edition: Edition, desk_id: str) -> Desk | None:
    """Return a desk to which something can be sealed."""
    desk = edition.municipality.find_desk(desk_id)
    if desk is None:
        return None
    key = current_site().receiving_key(desk_key_id(edition.municipality, desk))
    return desk if key else None


def _at_desk(edition: Edition, link: SentCase) -> AtDesk:
    case = current_site().store.cases.find(bytes.fromhex(link.id))
    desk = _desk_of(edition, case.desk_id if case else link.desk)
    if case is None:
        return AtDesk(desk, link.reference, None, None)
    return AtDesk(desk, link.reference, case.state, _talk_of(case, link))


def _talk_of(case: Case, link: SentCase) -> Talk | None:
    """Return the appointment; one that does not open hides nothing else of the plan."""
    try:
        reply = read_reply(case, link.reply_key)
    except CaseUnreadable:
        return None
    return reply.talk if reply else None


def _desk_of(edition: Edition, key_id: str) -> Desk | None:
    """Return a desk in this language; it may be of another municipality than the page."""
    slug, _, desk_id = key_id.partition("/")
    found = current_site().editions.find(slug, edition.lang) or edition
    return found.municipality.find_desk(desk_id)
