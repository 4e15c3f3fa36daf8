"""All settings, read from the environment in this one place."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct, field

from wizard.core.mail_address import is_mail_address
from wizard.errors import SettingsError
from wizard.mailserver import MailServer, read_mail_server

PACKAGE = Path(__file__).parent
LISTS = {"municipalities", "trusted_hosts"}
WITH_PASSWORDS = {"database_url", "smtp_url"}
HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")

WEB_ADDRESS = re.compile(r"https://[a-z0-9][a-z0-9.-]*(:[0-9]+)?(/[!-~]*)?")


class Settings(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How this instance runs. Each field is the variable `WIZARD_<FIELD>`; README lists them."""

    database_url: str = "sqlite:///instance/startplan.db"
    key_dir: Path = Path("instance/keys")
    municipality: str = "arnhem"
    municipalities: tuple[str, ...] = field(default_factory=tuple)
    content_dir: Path = PACKAGE / "content"
    mode: Literal["demo", "live"] = "demo"
    host: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535)] = 8000
    base_url: str = ""
    trusted_proxies: Annotated[int, Meta(ge=0)] = 0
    exit_url: str = "https://www.buienradar.nl/"
    desk_host: str = ""
    security_contact: str = ""
    smtp_url: str = ""
    mail_from: str = ""
    trusted_hosts: tuple[str, ...] = field(default_factory=tuple)
    metrics_host: str = "127.0.0.1"
    metrics_port: Annotated[int, Meta(ge=0, le=65535)] = 0

    def __post_init__(self) -> None:
        """Refuse an address that a page could not show or lead to."""
        for url in filter(None, (self.base_url, self.exit_url)):
            if not url.startswith(("http://", "https://")) or not urlsplit(url).netloc:
                raise ValueError("an address starts with https:// and a host")
        if self.desk_host and not HOST_NAME.fullmatch(self.desk_host):
            raise ValueError("the desk's host is a host name in small letters, without https://")
        if self.security_contact and not is_contact(self.security_contact):
            raise ValueError("whom to tell about a hole is a mailto: or an https: address")
        if self.mail_from and not is_mail_address(self.mail_from):
            raise ValueError("mail comes from one bare address, such as startplan@example.nl")
        if self.mail_server and not self.mail_from:
            raise ValueError("mail needs an address that it comes from: set WIZARD_MAIL_FROM")

    def __repr__(self) -> str:
        """Show the settings without the addresses that may hold a password."""
        fields = ((name, getattr(self, name)) for name in self.__struct_fields__)
        shown = (f"{name}={_shown(name, value)}" for name, value in fields)
        return f"Settings({', '.join(shown)})"

    @property
    def is_demo(self) -> bool:
        """Tell whether this is a trial: nothing here is the municipality's."""
        return self.mode == "demo"

    @property
    def is_https(self) -> bool:
        """Tell whether browsers reach this instance over TLS, as they must outside loopback."""
        return self.base_url.startswith("https://")

    @property
    def every_host(self) -> tuple[str, ...]:
        """Return the names that this instance answers to, the desk's too; none: to any name."""
        desk = (self.desk_host,) if self.desk_host else ()
        return (*self.trusted_hosts, *desk) if self.trusted_hosts else ()

    def served(self, there: Collection[str]) -> tuple[str, ...]:
        """Return which of the municipalities that there are get pages here, our own first.

        A trial shows all. Raises SettingsError for one that is not there.
        """
        wanted = dict.fromkeys((self.municipality, *self.municipalities))
        if self.municipality not in there:
            raise SettingsError("WIZARD_MUNICIPALITY names no municipality")
        if not wanted.keys() <= {*there}:
            raise SettingsError("WIZARD_MUNICIPALITIES names one that is not there")
        return tuple(dict.fromkeys((*wanted, *there)) if self.is_demo else wanted)

    @property
    def mail_server(self) -> MailServer | None:
        """Return where mail is handed in, or None where no mail is sent at all."""
        return read_mail_server(self.smtp_url) if self.smtp_url else None


def is_contact(text: str) -> bool:
    """Tell whether this is an address that a line of security.txt can name."""
    scheme, _, rest = text.partition(":")
    if scheme == "mailto":
        return is_mail_address(rest)
    return WEB_ADDRESS.fullmatch(text) is not None


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. Raises SettingsError for an unknown name or a senseless value."""
    given = {
        name.removeprefix("WIZARD_").lower(): value
        for name, value in environment.items()
        if name.startswith("WIZARD_") and value
    }
    try:
        return msgspec.convert(_split_lists(given), Settings, strict=False, dec_hook=_decode)
    except msgspec.ValidationError as error:
        raise SettingsError(str(error)) from None


def inherited_sockets(environment: Mapping[str, str] = os.environ) -> int:
    """Return how many listening sockets systemd hands to this very process, from number 3 on."""
    is_ours = environment.get("LISTEN_PID") == str(os.getpid())
    return int(environment.get("LISTEN_FDS", "0")) if is_ours else 0


def _shown(name: str, value: object) -> str:
    return "..." if name in WITH_PASSWORDS and value else repr(value)


def _split_lists(given: Mapping[str, str]) -> dict[str, object]:
    return {name: _split(value) if name in LISTS else value for name, value in given.items()}


def _split(value: str) -> list[str]:
    return [one.strip() for one in value.split(",") if one.strip()]


def _decode(kind: type, value: object) -> object:
    if kind is Path:
        return Path(str(value))
    raise NotImplementedError
