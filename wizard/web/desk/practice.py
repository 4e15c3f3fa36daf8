"""Cases to learn with: of made-up people, marked everywhere, never counted, gone at a press."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import Blueprint, g, url_for
from msgspec import Struct
from werkzeug.wrappers import Response as AnyResponse

from wizard.answersfile import people, read_draft
from wizard.core.case import CaseHeader, Origin
from wizard.core.days import local_day
from wizard.core.municipality import Edition
from wizard.core.plan import mark_text
from wizard.core.references import make_reference
from wizard.core.roles import Right
from wizard.core.sending import sent_plan
from wizard.core.sent import ContactWishes, Way
from wizard.store.cases import Case
from wizard.vault.cases import new_case, new_reply_key
from wizard.web.desk.casework import audit, keep
from wizard.web.desk.guard import needs, require_colleague
from wizard.web.desk.layout import done, render_desk_page
from wizard.web.desk.register import own_key
from wizard.web.site import current_site, now

blueprint = Blueprint("practice", __name__, url_prefix="/oefenen")


class MadeUp(Struct, frozen=True):
    """Who a made-up plan is of, how to reach them, and how many days ago it came."""

    plan: str
    wishes: ContactWishes
    days_ago: int
    wmo: bool = False


PEOPLE = (
    MadeUp(
        "after-a-burnout",
        ContactWishes(call_me="Marieke", reached_at="06 00 00 00 01", may_leave_message=True),
        9,
    ),
    MadeUp(
        "sister-who-helps",
        ContactWishes(
            call_me="Daan", way=Way.HELPER, reached_at="06 00 00 00 02", who="Lot, mijn zus"
        ),
        4,
        wmo=True,
    ),
    MadeUp(
        "arabic-speaking-mother",
        ContactWishes(call_me="Samira", way=Way.MAIL, reached_at="samira@voorbeeld.example"),
        2,
    ),
    MadeUp(
        "place-that-stopped",
        ContactWishes(call_me="Henk", reached_at="06 00 00 00 03", others_may_answer=True),
        1,
    ),
    MadeUp(
        "leaving-school",
        ContactWishes(call_me="Yara", reached_at="06 00 00 00 04", may_leave_message=True),
        0,
    ),
)
"""Numbers and addresses at which nobody is."""


@blueprint.get("/")
@needs(Right.CHANGE_CASES)
def show() -> str:
    """Say what practice cases are, and offer to make or wipe them."""
    desk_id = require_colleague().staff.desk_id
    cases = current_site().store.cases
    kept = [*cases.of_desk(desk_id), *cases.of_desk(desk_id, closed=True)]
    number = sum(case.origin is Origin.PRACTICE for case in kept)
    return render_desk_page("desk/practice.html", number=number, people=PEOPLE)


@blueprint.post("/")
@needs(Right.CHANGE_CASES)
def make() -> AnyResponse:
    """Make a case of each of the made-up people."""
    for case in _cases(now()):
        line = audit("practice", case.id)
        current_site().store.cases.add(case, tallies=(), audited=line)
    return done("practice", url_for("desk.cases.show"))


@blueprint.post("/wis")
@needs(Right.CHANGE_CASES)
def wipe() -> AnyResponse:
    """Wipe every practice case of this desk."""
    desk_id = require_colleague().staff.desk_id
    current_site().store.cases.wipe_practice(desk_id, audit("practice-gone"))
    return done("practice-gone", url_for("desk.cases.show"))


def _cases(today: datetime) -> Iterator[Case]:
    files, dutch = people(), g.edition
    for person in PEOPLE:
        draft, came = read_draft(files[person.plan], dutch.questionnaire), person.days_ago
        at = today - timedelta(days=came)
        own = _edition(draft.shared.lang)
        yield new_case(
            own_key(),
            CaseHeader(
                wishes=person.wishes,
                marked=mark_text(dutch, draft),
                lang=own.lang,
                wmo_on=local_day(at) if person.wmo else None,
                reply_key=new_reply_key(),
            ),
            sent_plan(dutch, own, draft, local_day(at)),
            reference=make_reference(secrets.randbelow),
            origin=Origin.PRACTICE,
            now=at,
            keep=keep(),
        )


def _edition(lang: str) -> Edition:
    """Return this municipality's content in a language, or in Dutch where it has none."""
    edition: Edition = g.edition
    return current_site().editions.find(edition.municipality.slug, lang) or edition
