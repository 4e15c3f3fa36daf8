"""People at a desk, with a password and an app for codes."""

from dataclasses import dataclass
from datetime import datetime

import pyotp

from wizard.core.roles import Role
from wizard.vault import Accounts, Desks, SignedIn
from wizard.vault.totp import new_second_factor

CAW = "arnhem/caw"
HERE = "192.0.2.1"
PASSWORD = "fietsen langs de Rijn"


@dataclass(frozen=True)
class Person:
    """A colleague as they come to the sign-in page."""

    name: str
    secret: str
    token: str
    signed_in: SignedIn

    def code(self, moment: datetime) -> str:
        return pyotp.TOTP(self.secret).at(moment)

    @property
    def id(self) -> bytes:
        return self.signed_in.staff.id


def join(accounts: Accounts, invitation: str, now: datetime) -> Person:
    """Make an account with an invitation."""
    name = accounts.find_invitation(invitation, now).name
    secret = new_second_factor(name).secret
    made = accounts.accept(invitation, PASSWORD, secret, pyotp.TOTP(secret).at(now), now)
    return Person(name, secret, made.token, made.signed_in)


def first_lead(desks: Desks, accounts: Accounts, now: datetime) -> Person:
    """Make a desk and the account of its first lead, Fatima."""
    new = desks.create(CAW, "Fatima", now, practice=False)
    return join(accounts, new.invitation, now)


def invited(
    accounts: Accounts, lead: Person, name: str, now: datetime, role: Role = Role.PLANNER
) -> Person:
    """Make the account of a colleague whom a lead invited."""
    return join(accounts, accounts.invite(lead.signed_in, name, role, now), now)


def enter(accounts: Accounts, person: Person, now: datetime, **typed: str) -> SignedIn:
    """Sign in as people do, or with something else typed."""
    filled = {"name": person.name, "password": PASSWORD, "code": person.code(now), "address": HERE}
    return accounts.sign_in(**{**filled, **typed}, now=now).signed_in
