"""A desk with colleagues, each at a browser of their own: the quick way to desk pages."""

import itertools
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyotp
from flask import Flask

from tests.web.browser import Browser
from tests.web.compiled import compiled_once
from wizard import create_app
from wizard.core.case import CaseHeader, Origin, SentPlan
from wizard.core.references import make_reference
from wizard.core.roles import KEYLESS, Role
from wizard.core.sent import ContactWishes
from wizard.settings import Settings
from wizard.store.cases import AuditLine, Case
from wizard.vault import Argon2Cost
from wizard.vault.audit import audited
from wizard.vault.cases import new_case
from wizard.vault.signedin import SignedIn
from wizard.web import cookies
from wizard.web.desk.kept import mark_of
from wizard.web.site import EXTENSION, Site

CAW, DISTRICT_TEAM = "arnhem/caw", "arnhem/district_team"
PASSWORD = "een paard leest de krant"
CHEAP = Argon2Cost(memory_kib=32, iterations=1)
BEFORE = timedelta(minutes=5)
"""Accounts are this old: the codes of now are still unused."""

NAMES = itertools.count(1)


@contextmanager
def desk_app(folder: Path, **more: Any) -> Iterator[Flask]:
    """Make a site in an empty folder, as long as the context lasts."""
    url = f"sqlite:///{folder}/drafts/drafts.db"
    settings = Settings(database_url=url, key_dir=folder / "keys", **more)
    app = compiled_once(create_app(settings, cost=CHEAP))
    app.test_client_class = Browser
    yield app
    site: Site = app.extensions[EXTENSION]
    site.pdf.close()
    site.store.close()


@dataclass(frozen=True)
class Hired:
    """A colleague: how they sign in, and the token of a session that runs already."""

    signed_in: SignedIn
    token: str
    secret: str

    @property
    def name(self) -> str:
        return self.signed_in.staff.name

    @property
    def id(self) -> bytes:
        return self.signed_in.staff.id

    def code(self, steps: int = 0) -> str:
        """What the app on their phone shows, so many steps of half a minute from now."""
        return pyotp.TOTP(self.secret).at(datetime.now(UTC), counter_offset=steps)


class DeskRoom:
    """A desk that has its key and a first lead, made anew unless there is an invitation to it."""

    def __init__(
        self, app: Flask, desk_id: str = CAW, *, practice: bool = True, invitation: str = ""
    ) -> None:
        self.app = app
        self.site: Site = app.extensions[EXTENSION]
        self.desk_id = desk_id
        if not invitation:
            now, lead = datetime.now(UTC), new_name(Role.LEAD)
            invitation = self.site.desks.create(desk_id, lead, now, practice=practice).invitation
        self.lead = self.accept(invitation)

    def hire(self, role: Role, *, access: bool = True) -> Hired:
        """Add a colleague; without access they have no key yet."""
        now = datetime.now(UTC)
        accounts, self.lead = self.site.accounts, self.again(self.lead)
        hired = self.accept(accounts.invite(self.lead.signed_in, new_name(role), role, now))
        if access and role not in KEYLESS:
            accounts.grant(self.lead.signed_in, hired.id, now)
        return self.again(hired)

    def receive(self, call_me: str = "Sam de Wit", told: str = "Ik wil met dieren werken.") -> Case:
        """Put a case in the store, as if a resident had sent it."""
        key, now = self.site.desks.find_key(self.desk_id), datetime.now(UTC)
        assert key
        header, plan = CaseHeader(wishes=ContactWishes(call_me=call_me)), SentPlan(told=told)
        reference, keep = make_reference(secrets.randbelow), timedelta(days=90)
        case = new_case(
            key, header, plan, reference=reference, origin=Origin.SENT, now=now, keep=keep
        )
        line = audited(self.site.keys, AuditLine(now, self.desk_id, b"", "send", case.id))
        self.site.store.cases.add(case, tallies=[], audited=line)
        return case

    def accept(self, invitation: str) -> Hired:
        """Make the account of an invitation."""
        secret, then = pyotp.random_base32(), datetime.now(UTC) - BEFORE
        code = pyotp.TOTP(secret).at(then)
        entry = self.site.accounts.accept(invitation, PASSWORD, secret, code, then)
        return Hired(entry.signed_in, entry.token, secret)

    def again(self, hired: Hired) -> Hired:
        """Return a colleague with what they can open now."""
        found = self.site.accounts.find(hired.token, datetime.now(UTC))
        assert found
        return Hired(found, hired.token, hired.secret)

    def sit(self, hired: Hired) -> Browser:
        """Return a browser in which a colleague is signed in."""
        browser = self.app.test_client()
        with self.app.app_context():
            mark = mark_of(hired.signed_in, hired.token)
        browser.set_cookie(cookies.DESK, f"{hired.token}.{mark}")
        assert isinstance(browser, Browser)
        return browser

    def browser_of(self, role: Role) -> Browser:
        """Return a browser in which a new colleague with this role is signed in."""
        return self.sit(self.hire(role))


def new_name(role: Role) -> str:
    """Return a name that nobody has yet: names are unique in the whole store."""
    return f"{role.capitalize()} {next(NAMES)}"
