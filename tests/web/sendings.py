"""A site with desks that plans can be sent to, and the steps of somebody who sends."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from tests.web.browser import PLACE, Browser
from tests.web.conftest import make_app
from tests.web.deskroom import CAW, DISTRICT_TEAM, DeskRoom
from tests.web.plans import draft_in, site_of
from wizard.core.case import CaseState, Reply, Talk
from wizard.settings import Settings
from wizard.store.cases import Audited, AuditLine, Case
from wizard.vault.audit import audited
from wizard.vault.cases import OpenCase, changed, open_case
from wizard.web.site import EXTENSION

SEND = PLACE + "/sturen/"
CALL_ME, NUMBER = "Mo van boven", "06 1234 5678"
PRESS = "Ja, stuur dit naar het CAW"


@contextmanager
def rooms(folder: Path, *desks: str, **settings: str) -> Iterator[dict[str, DeskRoom]]:
    """Run a site of its own on which these desks have keys."""
    store = f"sqlite:///{folder}/drafts/drafts.db"
    app: Flask = make_app(Settings(database_url=store, key_dir=folder / "keys", **settings))
    yield {desk: DeskRoom(app, desk) for desk in desks}
    site = app.extensions[EXTENSION]
    site.pdf.close()
    site.store.close()


def fill_in(browser: Browser, *choices: str, **typed: str) -> None:
    """Fill in the page about how to be reached; `typed` by the field's name."""
    browser.visit(SEND + "bereiken")
    labels = {
        "call_me": "Hoe mogen ze je noemen?",
        "phone": "Je telefoonnummer",
        "mail": "Je mailadres",
        "address": "Je adres",
        "helper": "Hoe heet je helper?",
        "helper_phone": "Het telefoonnummer van je helper",
        "confirm_to": "Naar welk mailadres?",
    }
    browser.tick(*choices)
    for name, text in typed.items():
        browser.write(text, labels[name])


def be_reachable(browser: Browser) -> None:
    """Ask to be called, and go to the last look."""
    fill_in(browser, "Bel mij", call_me=CALL_ME, phone=NUMBER)
    browser.press("Verder")


def send(browser: Browser) -> str:
    """Send the plan and return its reference."""
    be_reachable(browser)
    browser.press(PRESS)
    return draft_in(browser).reference


def send_as_it_stands(browser: Browser) -> str:
    """Press the button of the last look, whatever its language, and return the reference."""
    form = browser.page.soup.select_one("form#question")
    assert form
    fields = [(str(tag["name"]), str(tag["value"])) for tag in form.select("input[name]")]
    browser.visit(browser.send(str(form["action"]), fields).location)
    return draft_in(browser).reference


def cases_of(browser: Browser) -> list[Case]:
    """Return what this browser's draft links to, as it is stored."""
    found = (
        site_of(browser).store.cases.find(bytes.fromhex(link.id))
        for link in draft_in(browser).private.sent
    )
    return [case for case in found if case]


def read_at(room: DeskRoom, case: Case) -> OpenCase:
    """Open a case as a colleague of the desk."""
    return open_case(case, room.lead.signed_in.keys)


def words_at(room: DeskRoom, case: Case) -> str:
    """Return everything that the desk can read of a case, as one text."""
    opened = read_at(room, case)
    return f"{opened.header} {opened.plan}"


def desk_moves(room: DeskRoom, case: Case, state: CaseState, talk: Talk | None = None) -> None:
    """Let the desk change the state of a case, and tell the resident of a talk."""
    now, site = datetime.now(UTC), room.site
    reply = Reply(talk=talk) if talk else None
    new = changed(
        read_at(room, case), now=now, keep=case.expires_at - now, state=state, reply=reply
    )
    site.store.cases.change(new, from_desk=room.desk_id, audited=noted(room, case))


def noted(room: DeskRoom, case: Case) -> Audited:
    """Return the line of the audit for what a colleague does."""
    line = AuditLine(datetime.now(UTC), room.desk_id, room.lead.id, "change", case.id)
    return audited(room.site.keys, line)


BOTH: Sequence[str] = (CAW, DISTRICT_TEAM)
