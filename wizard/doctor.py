"""Whether this instance may run live: who answers for it, and whether its place is safe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from wizard.core.municipality import Municipality
from wizard.errors import KeysMissing
from wizard.settings import Settings
from wizard.vault import KeyDirectory

CONTACTS_STAY_RIGHT = timedelta(days=183)
SQLITE = "sqlite:///"


def diagnose(settings: Settings, municipality: Municipality, today: date) -> tuple[str, ...]:
    """Return every reason not to run live, in plain words; none means it may."""
    return (
        *_governance(municipality, today),
        *_contacts(municipality, today),
        *_deployment(settings),
        *_keys(settings),
    )


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
    for contact in municipality.contacts:
        if today - contact.checked_on > CONTACTS_STAY_RIGHT:
            yield f"contact {contact.id} was last checked on {contact.checked_on}"


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
    if settings.database_url.startswith(SQLITE):
        database = Path(settings.database_url.removeprefix(SQLITE)).resolve()
        keys = settings.key_dir.resolve()
        if keys.is_relative_to(database.parent) or database.is_relative_to(keys):
            yield "the key directory lies with the database: one stolen disk would open all"


def _keys(settings: Settings) -> Iterator[str]:
    try:
        yield from KeyDirectory(settings.key_dir).faults()
    except KeysMissing:
        yield "WIZARD_KEY_DIR holds no complete set of keys; make one with `wizard keys`"
