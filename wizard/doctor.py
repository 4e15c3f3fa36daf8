"""Whether this instance may run live: who answers for it, and whether its place is safe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from urllib.parse import urlsplit

from flask.helpers import get_debug_flag

from wizard.core.contact_check import is_stale
from wizard.core.municipality import Municipality
from wizard.core.sending import desk_key_id, desks_for, sends
from wizard.errors import KeysMissing, StorageError, WizardError
from wizard.machine import sqlite_file
from wizard.settings import Settings
from wizard.store import open_store
from wizard.vault import KeyDirectory
from wizard.vault.desks import Desks

KEPT_DAYS = range(28, 731)
"""A case is there for the talk, and longer than two years it is a file of its own: our judgement,
where a municipality's records duty says nothing else."""


def diagnose(settings: Settings, served: Iterable[Municipality], today: date) -> tuple[str, ...]:
    """Return every reason not to run live, in plain words; none means it may."""
    return (
        *_deployment(settings),
        *_database(settings),
        *_keys(settings),
        *_of_each(settings, served, today),
    )


def _of_each(settings: Settings, served: Iterable[Municipality], today: date) -> Iterator[str]:
    for municipality in served:
        yield from _governance(municipality, today)
        yield from _contacts(municipality, today)
        yield from _sending(settings, municipality, today)


def _governance(municipality: Municipality, today: date) -> Iterator[str]:
    governance = municipality.governance
    needed = {
        "responsible": "who is responsible for the personal data",
        "drafts_legal_basis": "the legal basis for keeping drafts",
        "cases_legal_basis": "the legal basis for cases",
        "privacy_contact": "whom residents ask about privacy",
    }
    for field, what in needed.items():
        if not getattr(governance, field):
            yield f"{municipality.slug}.toml does not say {what} (governance.{field})"
    if governance.dpia_on is None:
        yield f"{municipality.slug}.toml gives no date of a DPIA (governance.dpia_on)"
    elif governance.dpia_on > today:
        yield f"{municipality.slug}.toml: the date of the DPIA lies in the future"


def _contacts(municipality: Municipality, today: date) -> Iterator[str]:
    for one in municipality.contacts:
        if is_stale(one, today):
            yield f"{municipality.slug}.toml: contact {one.id} was last checked on {one.checked_on}"


def _deployment(settings: Settings) -> Iterator[str]:
    if not settings.is_https:
        yield "WIZARD_BASE_URL is not an https address: cookies and answers need TLS"
    if not settings.trusted_hosts:
        yield "WIZARD_TRUSTED_HOSTS is empty: name the hosts that this site answers to"
    if not settings.trusted_proxies:
        yield (
            "WIZARD_TRUSTED_PROXIES is 0, but TLS ends in a proxy: "
            "wrong codes of one person would count for everyone"
        )
    if not settings.security_contact:
        yield (
            "WIZARD_SECURITY_CONTACT is empty: "
            "whoever finds a hole must know whom to tell (security.txt)"
        )
    yield from _names(settings)
    if get_debug_flag():
        yield "FLASK_DEBUG is set: a fault would show what somebody typed"


def _names(settings: Settings) -> Iterator[str]:
    name = urlsplit(settings.base_url).hostname
    if settings.trusted_hosts and settings.is_https and name not in settings.every_host:
        yield "WIZARD_BASE_URL has a host that WIZARD_TRUSTED_HOSTS does not name"
    if settings.desk_host and settings.desk_host == name:
        yield "WIZARD_DESK_HOST is the residents' own name: the desk needs another, or none"


def _database(settings: Settings) -> Iterator[str]:
    database = sqlite_file(settings)
    if database is not None:
        keys = settings.key_dir.resolve()
        if keys.is_relative_to(database.parent) or database.is_relative_to(keys):
            yield "the key directory lies with the database: one stolen disk would open all"
    if database is None or database.exists():
        yield from _answering(settings)


def _answering(settings: Settings) -> Iterator[str]:
    try:
        with closing(open_store(settings.database_url)) as store:
            store.ping()
            yield from store.fitness().objections
    except WizardError as error:
        yield f"the database cannot be used ({type(error).__name__}): {error}"


def _keys(settings: Settings) -> Iterator[str]:
    try:
        yield from KeyDirectory(settings.key_dir).faults()
    except KeysMissing:
        yield "WIZARD_KEY_DIR holds no complete set of keys; make one with `wizard keys`"


def _sending(settings: Settings, municipality: Municipality, today: date) -> Iterator[str]:
    """Look at what sending takes, where it is switched on."""
    sending, agreed_on = municipality.sending, municipality.governance.worrying_texts_on
    if sending is None or agreed_on is None or not sends(municipality, demo=False):
        return
    file = f"{municipality.slug}.toml"
    if agreed_on > today:
        yield f"{file}: the desk agrees about worrying texts (worrying_texts_on) in the future"
    if sending.keep_days not in KEPT_DAYS:
        yield (
            f"{file} keeps a case {sending.keep_days} days (sending.keep_days): "
            f"{KEPT_DAYS.start} to {KEPT_DAYS.stop - 1} make sense"
        )
    for desk in desks_for(municipality, wmo=True):
        if settings.mail_server and not desk.mail:
            yield f"desk {desk.id} has no mail address in {file}: nobody is told of a new case"
    yield from _desk_keys(settings, municipality)


def _desk_keys(settings: Settings, municipality: Municipality) -> Iterator[str]:
    try:
        keys = KeyDirectory(settings.key_dir)
    except KeysMissing:
        return  # told already, and without keys there is nothing to ask
    try:
        yield from _asked_of_store(settings, keys, municipality)
    except StorageError:
        return  # told already


def _asked_of_store(
    settings: Settings, keys: KeyDirectory, municipality: Municipality
) -> Iterator[str]:
    with closing(open_store(settings.database_url)) as store:
        desks = Desks(store, keys)
        for desk in desks_for(municipality, wmo=True):
            desk_id = desk_key_id(municipality, desk)
            key = desks.find_key(desk_id)
            if key is None:
                yield f"desk {desk_id} has no key yet; make one with `wizard desk create`"
            elif key.practice:
                yield f"desk {desk_id} is a practice desk: it may receive nothing real"
