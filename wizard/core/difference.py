"""What a change of the content does: to ids and texts, and to the plans that people made already.

For whoever changes the content, before residents meet it. Drafts are made under the old content
and opened under the new one, as on the site.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

import msgspec
from msgspec import Struct

from wizard.core.allowed import allowed_in
from wizard.core.asked import PIECES
from wizard.core.content import texts
from wizard.core.draft import Draft
from wizard.core.municipality import Edition, Glossary
from wizard.core.overlay import Overlay
from wizard.core.path import StepKind
from wizard.core.plan import build_plan
from wizard.core.questionnaire import One, Question, Questionnaire
from wizard.core.renaming import all_ids, carried, present_id
from wizard.core.routing import Route, route_for


class Ids(Struct, frozen=True):
    """What happens to ids: new ones, those no longer offered, and (former, present) names."""

    added: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


class Loss(Struct, frozen=True):
    """An answer that could no longer be read or kept, by its id, and why."""

    id: str
    why: str


class TextChange(Struct, frozen=True):
    """A text by its place; "" where it is not there."""

    place: str
    old: str
    new: str


class Gained(Struct, frozen=True):
    """What is no longer in a list, and what is in it now."""

    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is a difference."""
        return bool(self.gone or self.new)


class PersonDifference(Struct, frozen=True):
    """What one person meets: question ids, plan lines, card titles and reasons.

    `order` are the ids of the pages as they come now, where only their order differs; `main` the
    titles of the old and the new main card, where these are not the same.
    """

    pages: Gained = Gained()
    order: tuple[str, ...] = ()
    lines: Gained = Gained()
    main: tuple[str, ...] = ()
    extra: Gained = Gained()
    whys: Gained = Gained()

    def __bool__(self) -> bool:
        """Tell whether this person meets anything else than before."""
        return self != PersonDifference()


class Difference(Struct, frozen=True, kw_only=True):
    """Everything that differs for one municipality; `people` holds only whom it touches."""

    ids: Ids
    lost: tuple[Loss, ...]
    texts: tuple[TextChange, ...]
    people: dict[str, PersonDifference]

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.ids != Ids() or self.lost or self.texts or self.people)


def difference(old: Edition, new: Edition, drafts: Mapping[str, Draft], today: date) -> Difference:
    """Return what differs between two editions, also for these drafts by name."""
    told = {name: _person(old, new, draft, today) for name, draft in drafts.items()}
    return Difference(
        ids=_ids(old.questionnaire, new.questionnaire),
        lost=tuple(losses(old.questionnaire, new.questionnaire)),
        texts=tuple(_texts(old, new)),
        people={name: person for name, person in told.items() if person},
    )


def losses(old: Questionnaire, new: Questionnaire) -> Iterator[Loss]:
    """Yield every answer to the old questions that the new ones could not show or keep."""
    there = set(all_ids(new))
    for id_ in dict.fromkeys(all_ids(old)):
        if present_id(id_, new.renamed) not in there:
            yield Loss(id_, "is gone: retire it, or say in `renamed` what it is called now")
    for was in old.questions():
        now = new.find_question(present_id(was.id, new.renamed))
        if now is not None:
            yield from (Loss(was.id, why) for why in _narrower(was, now))
            if old.part_of(was.id).private != new.part_of(now.id).private:
                yield Loss(was.id, "moves between the private part and the others")


def _narrower(was: Question, now: Question) -> Iterator[str]:
    had, has = allowed_in(was), allowed_in(now)
    if had.text and not has.text:
        yield "has no room for own words any more"
    if not isinstance(was, One) and isinstance(now, One) and had.picks:
        yield "takes one answer now: there may be several"
    rooms = {**had.items, **had.fields}
    for id_, room in {**has.items, **has.fields}.items():
        if id_ in rooms and (room is None) != (rooms[id_] is None):
            yield f"asks {id_} in another way: what was typed or picked does not fit"


def _ids(old: Questionnaire, new: Questionnaire) -> Ids:
    before = {id_: present_id(id_, new.renamed) for id_ in all_ids(old)}
    retired = {present_id(id_, new.renamed) for id_ in _retired(old)}
    return Ids(
        added=tuple(id_ for id_ in dict.fromkeys(all_ids(new)) if id_ not in before.values()),
        retired=tuple(id_ for id_ in _retired(new) if id_ not in retired),
        renamed=tuple((was, now) for was, now in before.items() if was != now),
    )


def _retired(questionnaire: Questionnaire) -> Iterator[str]:
    for question in questionnaire.questions():
        if question.retired:
            yield question.id
        pieces = [piece for name in PIECES for piece in getattr(question, name, ())]
        inside = [choice for piece in pieces for choice in getattr(piece, "choices", ())]
        for piece in (*pieces, *inside):
            if piece.retired:
                yield f"{question.id}.{piece.id}"


def _texts(old: Edition, new: Edition) -> Iterator[TextChange]:
    before, after = dict(_every_text(old)), dict(_every_text(new))
    for place in dict.fromkeys((*after, *before)):
        was, now = before.get(place, ""), after.get(place, "")
        if was != now:
            yield TextChange(place, was, now)


def _every_text(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield every text once: those of the overlay stand in the questionnaire by now."""
    own = msgspec.structs.replace(edition.municipality, questions=Overlay(), terms=())
    yield from texts(edition.questionnaire)
    yield from texts(own, own.slug)
    yield from texts(Glossary(terms=edition.terms), "glossary")


def _person(old: Edition, new: Edition, draft: Draft, today: date) -> PersonDifference:
    opened = carried(draft, new.questionnaire)
    pages = [present_id(id_, new.questionnaire.renamed) for id_ in _pages(old, draft)]
    now = _pages(new, opened)
    before, after = _route(old, draft), _route(new, opened)
    titles = tuple(route.main.card.title for route in (before, after))
    changed = _gained(pages, now)
    return PersonDifference(
        pages=changed,
        order=tuple(now) if pages != now and not changed else (),
        lines=_gained(plan_lines(old, draft, today), plan_lines(new, opened, today)),
        main=titles if before.main.card.id != after.main.card.id else (),
        extra=_gained(_beside(before), _beside(after)),
        whys=_gained(_whys(before), _whys(after)),
    )


def plan_lines(edition: Edition, draft: Draft, today: date) -> list[str]:
    """Return everything that a plan says of what was told, one line each."""
    plan = build_plan(edition, draft, today)
    lines = [
        " ".join(filter(None, (line.text, line.own_words)))
        for chapter in plan.chapters.values()
        for item in chapter.items
        for line in item.lines
    ]
    return [*lines, *(note.text for one in plan.chapters.values() for note in one.helper)]


def _pages(edition: Edition, draft: Draft) -> list[str]:
    steps = draft.path(edition.questionnaire).steps
    return [step.id for step in steps if step.kind is StepKind.QUESTION]


def _route(edition: Edition, draft: Draft) -> Route:
    counted = draft.path(edition.questionnaire).counted
    return route_for(edition.municipality, counted, draft.shared.chosen_card)


def _beside(route: Route) -> list[str]:
    return [one.card.title for one in (*route.extra, *route.more)]


def _whys(route: Route) -> list[str]:
    return [why for one in (route.main, *route.extra, *route.more) for why in one.why]


def _gained(before: Collection[str], after: Collection[str]) -> Gained:
    return Gained(
        gone=tuple(one for one in dict.fromkeys(before) if one not in after),
        new=tuple(one for one in dict.fromkeys(after) if one not in before),
    )
