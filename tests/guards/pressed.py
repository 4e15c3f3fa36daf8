"""One press of each button that sends something, by whom it is for, with what fits in its form."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pyotp
from flask import Flask

from tests.web.browser import PLACE, Browser
from tests.web.caseroom import add_case
from tests.web.caseroom import url_of as case_url
from tests.web.codes import code_on, make_code
from tests.web.deskroom import CAW, DISTRICT_TEAM, PASSWORD, DeskRoom, Hired, new_name
from tests.web.plans import alone, give, part_url_of, together, url_of
from tests.web.waiting import put
from wizard.core.answers import Answer
from wizard.core.roles import Role
from wizard.web.site import now

NEW, PIN = "een koe leest de krant", "4826"
DAY = f"{datetime.now(UTC).date() + timedelta(days=8)}"
BOOK = "/balie/collegas/"


class Press(NamedTuple):
    """A press on the button of a form: by whom, on which page, with what in its fields."""

    who: Browser
    endpoint: str
    page: str
    typed: dict[str, Any]


class People:
    """A site with two desks, and whoever presses there."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.room, self.other = DeskRoom(app, CAW), DeskRoom(app, DISTRICT_TEAM)

    def stranger(self) -> Browser:
        browser = self.app.test_client()
        assert isinstance(browser, Browser)
        return browser

    def resident(self, **answers: Answer) -> Browser:
        browser = self.stranger()
        give(browser, alone(**answers) if answers else together())
        return browser

    def lead(self) -> Browser:
        return self.room.sit(self.room.again(self.room.lead))

    def presses(self) -> Iterator[Press]:
        """Yield each press; the next one comes when it is done."""
        for who in (self._telling, self._keeping, self._sending, self._leaving):
            yield from (Press(by, name, PLACE + page, typed) for by, name, page, typed in who())
        for those in (self._cases, self._colleagues, self._accounts, self._own_account):
            yield from (Press(by, f"desk.{name}", page, typed) for by, name, page, typed in those())
        yield Press(self.resident(), "timeleft.stay", f"{PLACE}/plan/", {})

    def _telling(self) -> Iterator[Press]:
        one = self.resident()
        told = url_of(one, "question:hope").removeprefix(PLACE)
        yield Press(self.stranger(), "start.begin", "/", {})
        yield Press(one, "steps.save", told, {"text": "iets nieuws"})
        part = part_url_of(one, "want").removeprefix(PLACE)
        yield Press(one, "parts.save", part, {"question-hope-text": "iets anders"})
        for name, page in (("paper", "/controle/papier"), ("talk", "/controle/praten")):
            yield Press(one, f"check.{name}", page, {})
        yield Press(one, "nextstep.choose", "/volgende-stap/", {})
        yield Press(one, "aftertalk.save", "/na-het-gesprek/", {"who-0": "ik", "what-0": "bellen"})
        yield Press(one, "progress.save", "/hoe-gaat-het/", {})
        yield Press(one, "progress.start_again", "/hoe-gaat-het/", {})
        yield Press(one, "comfort.save", "/zo-lees-je-fijn/", {"letters": "groot"})

    def _keeping(self) -> Iterator[Press]:
        one, late = self.resident(), self.stranger()
        yield Press(one, "owndata.file", "/mijn-gegevens", {})
        file = one.send(f"{PLACE}/mijn-gegevens/bestand", [*one.page.hidden().items()]).data
        sent = {"file": (io.BytesIO(file), "x")}
        yield Press(late, "openfile.open_own", "/verder/", sent)
        yield Press(one, "keep.make_code", "/bewaren/", {})
        code = code_on(one.visit(f"{PLACE}/bewaren/code").text)
        yield Press(late, "resume.enter_code", "/verder/", {"code": code})
        yield Press(one, "helpcode.make", "/hulpcode/", {})
        yield Press(one, "helpcode.withdraw", "/hulpcode/", {})
        yield Press(one, "keep.device", "/bewaren/", {"pin": PIN})
        one.delete_cookie("plan")
        yield Press(one, "resume.enter_pin", "/verder/pin", {"pin": PIN})

    def _sending(self) -> Iterator[Press]:
        one = self.resident(who_comes=Answer(picks=("representative",), revision=1))
        yield Press(one, "send.decide_alone", "/sturen/", {})
        yield Press(one, "send.choose", "/sturen/", {"go": "next"})
        reach = {"way": "mail", "call_me": "Mo", "mail": "mo@inwoner.example"}
        reach |= {"confirm": "yes", "confirm_to": "mo@inwoner.example"}
        yield Press(one, "send.reach", "/sturen/bereiken", reach)
        yield Press(one, "send.confirm", "/sturen/kijken", {})
        yield Press(one, "send.confirm_withdraw", "/sturen/intrekken", {})

    def _leaving(self) -> Iterator[Press]:
        ends = (("next_person", "/iemand-anders"), ("confirm_stop", "/stoppen"))
        for name, page in (*ends, ("confirm_wipe", "/wissen"), ("quick_exit", "/weg")):
            pages = {"/iemand-anders": "/plan/", "/weg": "/plan/"}
            one = self.resident()
            make_code(one)  # without one nobody lets go of a plan unasked
            yield Press(one, f"leave.{name}", pages.get(page, page), {})

    def _cases(self) -> Iterator[Press]:
        lead, case = self.lead(), add_case(self.room)
        talk = {"day": DAY, "time": "10:30", "place": "Thuis"}
        yield Press(lead, "cases.search", "/balie/zaken/", {"zoek": case.reference})
        yield Press(lead, "case.act", case_url(case), {})
        yield Press(lead, "talk.plan", case_url(case, "gesprek"), talk)
        yield Press(lead, "export.copied", case_url(case, "kopie"), {})
        yield Press(lead, "outcome.record", case_url(case, "uitkomst"), {})
        two, same = add_case(self.room), add_case(self.room)
        double = {"reference": same.reference}
        yield Press(lead, "double.mark", case_url(two, "dubbel"), double)
        yield Press(lead, "handover.give", case_url(same, "overdragen"), {"to": DISTRICT_TEAM})
        yield Press(lead, "register.add", "/balie/nieuw", {"name": "Jo", "told": "Belde."})
        yield Press(lead, "practice.make", "/balie/oefenen/", {})
        yield Press(lead, "practice.wipe", "/balie/oefenen/", {})

    def _colleagues(self) -> Iterator[Press]:
        lead = self.lead()
        new = self.room.hire(Role.PLANNER, access=False)
        one = f"{BOOK}{new.id.hex()}/"
        yield Press(lead, "colleagues.give_access", BOOK, {})
        away = {"until": DAY, "cover": self.room.lead.id.hex()}
        yield Press(lead, "colleagues.set_absence", one, away)
        yield Press(lead, "colleagues.remove", one + "verwijderen", {})
        asked = {"name": new_name(Role.READER), "role": "reader"}
        yield Press(lead, "colleagues.invite", BOOK + "uitnodigen", asked)

    def _accounts(self) -> Iterator[Press]:
        moment, name = datetime.now(UTC), new_name(Role.READER)
        accounts, by = self.room.site.accounts, self.room.again(self.room.lead).signed_in
        code, page = accounts.invite(by, name, Role.READER, moment), "/balie/uitnodiging/"
        new = self.stranger()
        yield Press(new, "invitation.open_invitation", page, {"invitation": code})
        secret = new.page.hidden()["secret"]
        typed = {"password": PASSWORD, "again": PASSWORD, "code": now_of(secret)}
        yield Press(new, "invitation.accept", "", typed)

    def _own_account(self) -> Iterator[Press]:
        first, second, third = (self.room.hire(Role.READER) for _ in range(3))
        browser, account, fresh = self.stranger(), "/balie/account/", pyotp.random_base32()
        yield Press(
            browser, "signin.enter", "/balie/inloggen", {"name": first.name, **proof(first)}
        )
        yield Press(browser, "ownaccount.leave_other_places", account, {})
        yield Press(browser, "signin.leave", account, {})
        typed = {**proof(second), "new_password": NEW, "again": NEW}
        yield Press(self.room.sit(second), "ownaccount.change_password", account, typed)
        moved = {**proof(third), "secret": fresh, "new_code": now_of(fresh)}
        yield Press(self.room.sit(third), "ownaccount.change_phone", account + "telefoon", moved)
        self._leave_mail()
        yield Press(self.lead(), "post.hurry", "/balie/post/", {})

    def _leave_mail(self) -> None:
        """Put a mail in the outbox that was tried in vain."""
        site, moment = self.room.site, datetime.now(UTC)
        mail = put(site.store, site.keys, CAW, moment)
        site.store.cases.retry_mail(mail.id, moment + timedelta(hours=1), "refused")


def proof(hired: Hired) -> dict[str, str]:
    return {"password": PASSWORD, "code": now_of(hired.secret)}


def now_of(secret: str) -> str:
    """What the app on a phone shows for a secret, by the site's own clock."""
    return pyotp.TOTP(secret).at(now())
