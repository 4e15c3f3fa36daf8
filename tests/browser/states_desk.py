"""Every state of the desk's pages, each to a colleague who is signed in already."""

from datetime import UTC, datetime

from tests.browser.live import Live
from tests.browser.stage import Reach, Stage, press
from tests.web.caseroom import add_case, plan_of, url_of, withdraw
from tests.web.counted import LAST_YEAR, count, year_of_counts
from tests.web.deskroom import DISTRICT_TEAM, DeskRoom, Hired
from tests.web.waiting import LETTER, put
from wizard.core.roles import Role
from wizard.core.sent import ContactWishes
from wizard.delivery.trouble import Trouble
from wizard.store.cases import Case
from wizard.web import cookies
from wizard.web.desk.kept import mark_of

ROOMS: dict[str, DeskRoom] = {}
"""The desk of each running site, by its origin."""

CASES: dict[str, Case] = {}
"""A case at that desk, of somebody who told much and was helped."""


def room_of(live: Live) -> DeskRoom:
    """Return a desk of this site, made when it is first asked for; it has a year of counts."""
    if live.origin not in ROOMS:
        ROOMS[live.origin] = DeskRoom(live.app, DISTRICT_TEAM)
        count(live.site, DISTRICT_TEAM, year_of_counts(DISTRICT_TEAM))
        for person, lang in (("arabic-speaking-mother", "ar"), ("sister-who-helps", "nl")):
            plan = plan_of(ROOMS[live.origin], person)
            add_case(ROOMS[live.origin], ContactWishes(call_me=person), plan, lang=lang)
        CASES[live.origin] = add_case(
            ROOMS[live.origin],
            plan=plan_of(ROOMS[live.origin], "sister-who-helps"),
            days_ago=20,
            wmo=True,
        )
        wait_in_vain(live)
    return ROOMS[live.origin]


def wait_in_vain(live: Live) -> None:
    """Put a mail in the outbox that the mail server refused."""
    moment = datetime.now(UTC)
    mail = put(live.site.store, live.site.keys, DISTRICT_TEAM, moment, LETTER)
    live.site.store.cases.retry_mail(mail.id, moment, Trouble.REFUSED)


def come_in(stage: Stage, hired: Hired) -> None:
    """Let the browser hold a colleague's session."""
    with stage.live.app.app_context():
        mark = mark_of(hired.signed_in, hired.token)
    stage.hold(cookies.DESK, f"{hired.token}.{mark}")


def at_desk(path: str, *then: Reach) -> Reach:
    """Return what opens a page of the desk for its lead, and goes on from there."""

    def reach(stage: Stage) -> None:
        come_in(stage, room_of(stage.live).lead)
        stage.go(f"{stage.live.origin}/balie{path}")
        for step in then:
            step(stage)

    return reach


def with_invitation(*then: Reach) -> Reach:
    """Return what opens an invitation: the page on which somebody makes their account."""

    def reach(stage: Stage) -> None:
        room = room_of(stage.live)
        lead, now = room.again(room.lead).signed_in, datetime.now(UTC)
        code = room.site.accounts.invite(lead, "Anna de Vries", Role.PLANNER, now)
        outside("/uitnodiging/")(stage)
        stage.write(code, "Code van je uitnodiging")
        for step in (press("Verder"), *then):
            step(stage)

    return reach


def outside(path: str, *then: Reach) -> Reach:
    """Return what opens a page of the desk for whoever is not signed in."""

    def reach(stage: Stage) -> None:
        stage.go(f"{stage.live.origin}/balie{path}")
        for step in then:
            step(stage)

    return reach


def new_colleague(path: str) -> Reach:
    """Return what opens a page about a colleague who has no key yet, for the lead."""

    def reach(stage: Stage) -> None:
        newcomer = room_of(stage.live).hire(Role.PLANNER, access=False)
        at_desk(f"/collegas/{newcomer.id.hex()}{path}")(stage)

    return reach


def at_case(rest: str) -> Reach:
    """Return what opens a page about a case."""

    def reach(stage: Stage) -> None:
        come_in(stage, room_of(stage.live).lead)
        stage.go(f"{stage.live.origin}{url_of(CASES[stage.live.origin], rest)}")

    return reach


def when_withdrawn(stage: Stage) -> None:
    """Open a case that its resident took back."""
    room = room_of(stage.live)
    case = add_case(room)
    withdraw(room, case)
    at_desk(url_of(case).removeprefix("/balie"))(stage)


def without_a_day(stage: Stage) -> None:
    """Plan a talk and forget when."""
    at_case("gesprek")(stage)
    stage.press("Plan het gesprek")


DESK: dict[str, Reach] = {
    "desk: cases": at_desk("/zaken/"),
    "desk: no cases": at_desk("/zaken/?toon=talked"),
    "desk: case": at_case(""),
    "desk: plan talk, two errors": without_a_day,
    "desk: copy": at_case("kopie"),
    "desk: outcome": at_case("uitkomst"),
    "desk: double": at_case("dubbel"),
    "desk: hand over": at_case("overdragen"),
    "desk: withdrawn": when_withdrawn,
    "desk: practice": at_desk("/oefenen/"),
    "desk: mail that waits": at_desk("/post/"),
    "desk: register": at_desk("/nieuw"),
    "desk: sign in, refused": outside("/inloggen", press("Log in")),
    "desk: invitation, gone": outside("/uitnodiging/", press("Verder")),
    "desk: account, errors": with_invitation(press("Maak mijn account")),
    "desk: own account, an error": at_desk("/account/", press("Verander mijn wachtwoord")),
    "desk: own phone": at_desk("/account/telefoon"),
    "desk: colleagues": at_desk("/collegas/"),
    "desk: invite, errors": at_desk("/collegas/uitnodigen", press("Maak een uitnodiging")),
    "desk: colleague": new_colleague("/"),
    "desk: remove a colleague": new_colleague("/verwijderen"),
    "desk: overview": at_desk("/overzicht/"),
    "desk: audit": at_desk("/overzicht/logboek"),
    "desk: nothing there": at_desk("/nergens"),
    "desk: results": at_desk(f"/resultaten/{LAST_YEAR}"),
    "desk: results, first quarter": at_desk(f"/resultaten/{LAST_YEAR - 1}"),
}
"""Apart from those of residents, which come in every language."""

ALIKE = frozenset(
    {
        "desk: double",
        "desk: hand over",
        "desk: own phone",
        "desk: practice",
        "desk: invite, errors",
        "desk: remove a colleague",
        "desk: results, first quarter",
    }
)
"""What is made of the same pieces as another state: a form beside an explanation, tables."""
