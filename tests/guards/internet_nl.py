"""What internet.nl asks of the headers of a website, and of its security.txt: our own reading.

Its rules as of July 2026; each fault is a sentence.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

YEAR_SECONDS = 31_536_000
NEEDED = ("default-src", "base-uri", "form-action", "frame-ancestors")
"""Directives that have no other to fall back on, or that the others fall back on."""
UNSAFE = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "127.0.0.1"}
ANYTHING = {"https:", "data:"}
RUNNING = {"default-src", "script-src", "object-src", "base-uri", "form-action"}
REFERRERS = {"same-origin", "no-referrer"}
CONTACTS = ("mailto:", "https://", "tel:")


def header_faults(headers: Mapping[str, str]) -> Iterator[str]:
    """Say what internet.nl would object to in the headers of a page."""
    yield from policy_faults(headers.get("Content-Security-Policy", ""))
    age = re.search(r"max-age=(\d+)", headers.get("Strict-Transport-Security", ""))
    if not age or int(age[1]) < YEAR_SECONDS:
        yield "TLS is asked for during less than a year"
    if headers.get("X-Frame-Options", "").upper() not in {"DENY", "SAMEORIGIN"}:
        yield "others may frame it"
    if headers.get("X-Content-Type-Options", "").lower() != "nosniff":
        yield "its kind may be guessed"
    if headers.get("Referrer-Policy", "") not in REFERRERS:
        yield "others hear where somebody was"
    if headers.get("Content-Encoding"):
        yield "it is compressed"


def policy_faults(policy: str) -> Iterator[str]:
    """Say what is wrong with a Content-Security-Policy."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    directives = {name.lower(): {*sources} for name, *sources in reversed(parts)}
    for name in NEEDED:
        if not directives.get(name, set()) & {"'none'", "'self'"}:
            yield f"{name} is neither 'none' nor 'self'"
    for name, sources in directives.items():
        hosts = {source.split("://")[-1].split(":")[0] for source in sources}
        if (sources | hosts) & UNSAFE or any(s.startswith("http://") for s in sources):
            yield f"{name} allows what is unsafe"
        if name in RUNNING and sources & ANYTHING:
            yield f"{name} allows anything from anywhere"


def security_txt_faults(text: str, url: str, now: datetime) -> Iterator[str]:
    """Say what is wrong with a security.txt (RFC 9116) that lies at `url`."""
    pairs = [line.partition(":") for line in text.splitlines() if line and line[0] != "#"]
    fields: dict[str, list[str]] = {}
    for name, _, value in pairs:
        fields.setdefault(name.lower(), []).append(value.strip())
    if not fields.get("contact") or not all(c.startswith(CONTACTS) for c in fields["contact"]):
        yield "nobody to tell"
    if [*map(len, (fields.get("expires", []), fields.get("preferred-languages", [])))] != [1, 1]:
        yield "not one end and one list of languages"
    for expires in fields.get("expires", []):
        if not now < datetime.fromisoformat(expires).astimezone(UTC) < now + timedelta(days=365):
            yield "it ended, or holds for more than a year"
    if url not in fields.get("canonical", []):
        yield "it belongs elsewhere"
