"""The commands `desk ...`: make a desk, renew or recover its key, check its audit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from wizard.contentset import read_content
from wizard.core.days import local_day
from wizard.core.municipality import Desk, Municipality
from wizard.core.sending import desk_key_id
from wizard.desksheets import NEW_SHEET, invitation_sheet, share_sheets
from wizard.errors import DeskMissing
from wizard.settings import Settings, read_settings
from wizard.store import Store, open_store
from wizard.vault import Accounts, Desks, KeyDirectory
from wizard.vault.audit import verify
from wizard.vault.invitations import LIFE_OF_FIRST
from wizard.vault.recovery import identity_of
from wizard.web.deskplace import DESK

_TERMINAL = "terminal"
"""What tries to sign in here are counted for, in the place of an address."""


@dataclass(frozen=True, slots=True)
class Instance:
    """Hold what the commands of a desk work with."""

    settings: Settings
    municipality: Municipality
    store: Store
    keys: KeyDirectory
    desks: Desks

    def desk(self, wanted: str) -> Desk:
        """Return a desk of this municipality, without a name the one that gets every plan."""
        sending, name = self.municipality.sending, wanted.rpartition("/")[2]
        found = self.municipality.find_desk(name or (sending.desk if sending else ""))
        if found is None:
            there = ", ".join(desk.id for desk in sending.desks) if sending else "none"
            raise DeskMissing(f"{self.municipality.slug} has no such desk; it has: {there}")
        return found

    def id_of(self, desk: Desk) -> str:
        """Return the id of a desk among those of all municipalities."""
        return desk_key_id(self.municipality, desk)


@contextmanager
def _instance(wanted: str = "") -> Iterator[Instance]:
    """Open the instance, for the municipality that a desk's name begins with, or else its own."""
    settings = read_settings()
    there = read_content(settings.content_dir).municipalities
    slug = wanted.rpartition("/")[0] or settings.municipality
    if slug not in settings.served(there):
        raise DeskMissing("this instance serves no such municipality")
    municipality = there[slug]
    keys = KeyDirectory(settings.key_dir, create=settings.is_demo)
    store = open_store(settings.database_url)
    try:
        yield Instance(settings, municipality, store, keys, Desks(store, keys))
    finally:
        store.close()


_which = click.option(
    "--desk", "wanted", default="", help="The desk's id; for another municipality, SLUG/ID."
)
_named = click.option("--name", default="", help="The name with which the lead signs in.")


@click.group()
def desk() -> None:
    """Set up a desk that receives plans, and look after its key."""


@desk.command()
@_which
@_named
def create(*, wanted: str, name: str) -> None:
    """Make a desk; print the first lead's invitation and the three shares of the recovery key.

    Each stands on a sheet of its own. Nothing here is ever shown again.
    """
    with _instance(wanted) as instance:
        found, now = instance.desk(wanted), datetime.now(UTC)
        name = name or lead_name(instance.id_of(found))
        new = instance.desks.create(
            instance.id_of(found), name, now, practice=instance.settings.is_demo
        )
        shares = share_sheets(found, new.shares, local_day(now))
        sheets = [_invitation(instance.settings, found, name, new.invitation, now), *shares]
        click.echo(f"\n{NEW_SHEET}".join(sheets))
        click.echo("These pages are kept nowhere: print them, then clear this screen.", err=True)


@desk.command()
@click.option("--name", prompt="Name", help="A lead's name at the desk.")
@click.option("--password", prompt="Password", hide_input=True, help="Better typed when asked.")
@click.option("--code", prompt="Code of the app on your phone")
def rotate(*, name: str, password: str, code: str) -> None:
    """Give a desk a new key: for who has access now, and for all its cases."""
    with _instance() as instance:
        now = datetime.now(UTC)
        accounts = Accounts(instance.store, instance.keys, instance.desks)
        entry = accounts.sign_in(name, password, code, _TERMINAL, now)
        try:
            instance.desks.rotate(entry.signed_in, now)
        finally:
            accounts.sign_out(entry.token)
        desk_id = entry.signed_in.staff.desk_id
        having = sum(colleague.can_read for colleague in accounts.colleagues(desk_id))
        click.echo(f"{desk_id} has a new key. Colleagues with access: {having}.")


@desk.command()
@_which
@_named
def recover(*, wanted: str, name: str) -> None:
    """Make a new lead with two shares of the recovery key, when nobody can sign in any more."""
    with _instance(wanted) as instance:
        found, now = instance.desk(wanted), datetime.now(UTC)
        instance.desks.escrow(instance.id_of(found))  # before anybody types 66 words for nothing
        name = name or f"{lead_name(instance.id_of(found))}-{local_day(now):%y%m%d}"
        code = instance.desks.recover(instance.id_of(found), _ask_shares(), name, now)
        click.echo(_invitation(instance.settings, found, name, code, now))


@desk.command()
@_which
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def escrow(*, wanted: str, out: Path) -> None:
    """Write the desk's private keys as an age file, for who has the recovery key."""
    with _instance(wanted) as instance:
        content = instance.desks.escrow(instance.id_of(instance.desk(wanted)))
        _write(out, content)
        click.echo(f"{out} opens with: age --decrypt --identity FILE {out}")
        click.echo("The identity that goes in FILE comes from two shares: wizard desk identity")


@desk.command()
def identity() -> None:
    """Print the age identity that two shares make. Whoever has it can read every case."""
    click.echo(identity_of(_ask_shares()))


@desk.group()
def audit() -> None:
    """Look after the audit of all desks."""


@audit.command("verify")
@click.option("--head", default="", help="A head that was noted earlier; it must still be there.")
def verify_audit(*, head: str) -> None:
    """Check that no line of the audit was changed, dropped, added or moved."""
    with _instance() as instance:
        lines = instance.store.cases.audit_lines(None, datetime.fromtimestamp(0, UTC))
        verdict = verify(instance.keys, lines, head)
    if verdict.broken_at:
        raise click.ClickException(f"the audit is not whole: line {verdict.broken_at} is wrong")
    if verdict.is_cut:
        raise click.ClickException("the audit is cut: the earlier head is not in it")
    click.echo(f"The audit is whole: {len(lines)} lines.")
    click.echo(f"Its head, to note outside this server: {verdict.head or 'none yet'}")


def lead_name(desk_id: str) -> str:
    """Return the name of a first lead for whom no name is given: no other desk's has the same."""
    return "leiding-" + desk_id.replace("_", "-").replace("/", "-")


def practice_lines(
    settings: Settings, served: Iterable[Municipality], desks: Desks, now: datetime
) -> Iterator[str]:
    """Make the practice desks of a trial and tell how their first leads come in, until they do."""
    for municipality in served:
        for found in municipality.sending.desks if municipality.sending else ():
            desk_id = desk_key_id(municipality, found)
            code = desks.practise(desk_id, lead_name(desk_id), now)
            if code:
                yield f"Practice desk {found.name}: type {code} at {_address(settings)}"


def _invitation(settings: Settings, desk: Desk, name: str, code: str, now: datetime) -> str:
    ends = local_day(now + LIFE_OF_FIRST)
    return invitation_sheet(desk, name, code, _address(settings), ends)


def _address(settings: Settings) -> str:
    """Return where an invitation is typed."""
    site = settings.base_url or f"http://{settings.host}:{settings.port}"
    if settings.desk_host:
        site = f"https://{settings.desk_host}"
    return f"{site}{DESK}/uitnodiging/"


def _ask_shares() -> tuple[str, str]:
    first: str = click.prompt("The words of one share")
    second: str = click.prompt("The words of another share")
    return first, second


def _write(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
