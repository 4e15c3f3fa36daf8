"""The address of a mail server, and how mail reaches it without anyone reading along."""

from __future__ import annotations

from typing import Literal
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from wizard.hosts import is_this_machine

Safety = Literal["tls", "starttls", "loopback"]
"""TLS from the start, TLS after a greeting, or no wire at all: the server is on this machine."""

SCHEMES: dict[str, Safety] = {"smtps": "tls", "smtp": "starttls"}
PORTS: dict[Safety, int] = {"tls": 465, "starttls": 587, "loopback": 25}
EXPECTED = "a mail server is smtp://host:port or smtps://user:password@host:port"


class MailServer(Struct, frozen=True, kw_only=True):
    """Where mail is handed in, and as whom; without a `user` there is no login."""

    host: str
    port: int
    safety: Safety
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        """Show where it is, and not as whom we come."""
        return f"MailServer(host={self.host!r}, port={self.port}, safety={self.safety!r})"


def read_mail_server(address: str) -> MailServer:
    """Return the server at `smtp://` or `smtps://`, or raise ValueError without repeating it.

    There is no way to ask for mail in the clear over a wire.
    """
    try:
        url = urlsplit(address)
        host, port = url.hostname, url.port
    except ValueError:
        raise ValueError(EXPECTED) from None  # it would repeat a piece of the password
    if url.scheme not in SCHEMES or not host or url.path.strip("/") or url.query or url.fragment:
        raise ValueError(EXPECTED)
    safety = "loopback" if url.scheme == "smtp" and is_this_machine(host) else SCHEMES[url.scheme]
    return MailServer(
        host=host,
        port=port or PORTS[safety],
        safety=safety,
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
    )
