"""A municipality's own content: words, contacts, route cards, outcomes, glossary."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta

from wizard.core.overlay import Overlay
from wizard.core.questionnaire import Condition, Content, Id, Questionnaire, Text

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A municipality's name in addresses, and that of its file."""


class Contact(Content, frozen=True, kw_only=True):
    """Somebody to turn to; without a `phone`, `how` tells how to find the number.

    `owner` keeps this entry right and `checked_on` is when they last did.
    """

    id: Id
    name: Text
    phone: str = ""
    how: Text = ""
    website: str = ""
    owner: str
    checked_on: date


class UrgentHelp(Content, frozen=True, kw_only=True):
    """A line of the panel "Nu hulp nodig?"; without a `phone`, `how` says what to do."""

    id: Id
    for_whom: Text
    name: Text
    phone: str = ""
    how: Text = ""
    note: Text = ""


class Why(Content, frozen=True, kw_only=True):
    """Why a card is shown, when `when` holds."""

    text: Text
    when: Condition | None = None


class Card(Content, frozen=True, kw_only=True):
    """A way to go on. Cards stand in the file in the order in which one becomes the main card.

    `when` makes it a candidate for the main card (the last card of a file has none: it is for
    everyone), `extra_when` only for an extra one; `extra_rank` orders the extras. `alone` shows
    no other card beside it. `short` is what an extra card says.
    """

    id: Id
    title: Text
    lines: tuple[Text, ...]
    short: tuple[Text, ...]
    why: tuple[Why, ...]
    contact: str
    main: bool = True
    when: Condition | None = None
    extra_when: Condition | None = None
    extra_rank: int
    alone: bool = False


class Companion(Content, frozen=True, kw_only=True):
    """The offer that stands below every route: someone who comes along for free."""

    title: Text
    lines: tuple[Text, ...]
    contact: str


class Outcome(Content, frozen=True, kw_only=True):
    """Something that can come out of the orientation; none is better than another."""

    id: Id
    title: Text
    text: Text


class Source(Content, frozen=True, kw_only=True):
    """A publication that facts come from; `title` stays in its own language."""

    id: Id
    title: str
    year: int


class Section(Content, frozen=True, kw_only=True):
    """One thing about how it goes in a municipality, as its source told it in that year."""

    id: Id
    title: Text
    lines: tuple[Text, ...]
    source: str


class Term(Content, frozen=True, kw_only=True):
    """A word that is explained where it stands.

    `forms` are the other ways it is written in Dutch; it is looked for in the Dutch texts only.
    """

    id: Id
    word: Text
    text: Text
    forms: tuple[str, ...] = ()


class Glossary(Content, frozen=True, kw_only=True):
    """All explained words."""

    terms: tuple[Term, ...]


class Promise(Content, frozen=True, kw_only=True):
    """A sentence stronger than the product may say by itself (domain notes 5.6)."""

    id: Id
    text: Text
    owner: str
    agreed_on: date


class PaperPlace(Content, frozen=True, kw_only=True):
    """A place where a resident can have the plan printed."""

    id: Id
    name: Text
    how: Text


class Desk(Content, frozen=True, kw_only=True):
    """A desk that receives plans. `short` is how residents call it ("het CAW").

    `contact` is whom a resident calls about what was sent, `mail` where word of a new case goes
    (a reference, never more). `first_call` and `worrying` are what staff read, in Dutch: the words
    of a first call, and what to do about a text that worries them.
    """

    id: Id
    name: Text
    short: Text
    contact: str
    mail: str = ""
    first_call: tuple[str, ...]
    worrying: tuple[str, ...]


class Comparison(Content, frozen=True, kw_only=True):
    """Outcomes elsewhere or earlier, as whole percentages by outcome id, with their source."""

    title: str
    source: str
    shares: dict[str, int]


class Sending(Content, frozen=True, kw_only=True):
    """How a plan reaches a desk; a municipality without it has no sending at all.

    `desk` gets every case and `wmo_desk`, where there is one, also those that ask for help under
    the Wmo. `call_within` is in working days. A case is kept `keep_days` after its last change, as
    the municipality's records duty says. `consent` is on where consent is the legal basis: only
    then is it asked for by that name. `under_16` and `represented` (a curator or mentor) are on
    where the municipality's DPIA says that these people may send too.
    """

    desk: str
    wmo_desk: str = ""
    call_within: int
    keep_days: int
    consent: bool = False
    under_16: bool = False
    represented: bool = False
    desks: tuple[Desk, ...]
    comparison: Comparison | None = None


class Governance(Content, frozen=True, kw_only=True):
    """What must be settled before the product may run live; empty until a municipality does.

    `worrying_texts_on` is the day on which the desk agreed what to do about worrying texts.
    """

    responsible: str = ""
    drafts_legal_basis: str = ""
    cases_legal_basis: str = ""
    dpia_on: date | None = None
    worrying_texts_on: date | None = None
    privacy_contact: str = ""


class Municipality(Content, frozen=True, kw_only=True):
    """Everything that is a municipality's own; `words` fill in the placeholders of all texts.

    `places` are the municipalities that one region is made of: whoever lives in one may not know
    the region's name. `about` tells how it goes there, `outcomes_source` where the outcomes were
    found, and `questions` what differs from the common questionnaire.
    """

    slug: Slug
    name: Text
    places: tuple[str, ...] = ()
    languages: tuple[str, ...]
    retention_days: int
    theme: str
    words: dict[str, Text]
    phone_line: Text
    orientation: str
    contacts: tuple[Contact, ...]
    urgent_help: tuple[UrgentHelp, ...]
    cards: tuple[Card, ...]
    companion: Companion
    outcomes: tuple[Outcome, ...]
    outcomes_source: str = ""
    about: tuple[Section, ...] = ()
    sources: tuple[Source, ...] = ()
    questions: Overlay = Overlay()
    paper_places: tuple[PaperPlace, ...]
    promises: tuple[Promise, ...] = ()
    terms: tuple[Term, ...] = ()
    sending: Sending | None = None
    governance: Governance = Governance()

    def contact(self, contact_id: str) -> Contact:
        """Return the contact with this id; it must exist (`wizard check` makes sure)."""
        return next(contact for contact in self.contacts if contact.id == contact_id)

    def source(self, source_id: str) -> Source:
        """Return the source with this id; it must exist (`wizard check` makes sure)."""
        return next(source for source in self.sources if source.id == source_id)

    def find_desk(self, desk_id: str) -> Desk | None:
        """Return the desk with this id, or None."""
        desks = self.sending.desks if self.sending else ()
        return next((desk for desk in desks if desk.id == desk_id), None)

    def find_card(self, card_id: str) -> Card | None:
        """Return the route card with this id, or None."""
        return next((card for card in self.cards if card.id == card_id), None)


class Edition(Content, frozen=True, kw_only=True):
    """One municipality's product in one language: what pages and papers are made from.

    `explained` gives the terms that stand in a question, by question id; `explained_cards` those
    that stand on a route card.
    """

    lang: str
    municipality: Municipality
    questionnaire: Questionnaire
    terms: tuple[Term, ...]
    explained: dict[str, tuple[Term, ...]]
    explained_cards: dict[str, tuple[Term, ...]]
