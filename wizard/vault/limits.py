"""How many wrong resume codes are allowed, for one address and for all together.

With 10^15 codes this makes guessing hopeless, even from very many addresses. The
caps are counted in the store, so they hold over all processes; an address is
never kept, only a mark of it that nobody can relate to the next day's.
"""

import hmac
import ipaddress
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from wizard.errors import SentTooOften, TooManyTries
from wizard.store import Store
from wizard.vault.keys import KeyDirectory

_ALARM = logging.getLogger("wizard.alarm")
_IPV6_SHARE = 64


@dataclass(frozen=True, slots=True)
class Cap:
    """Allow so many in each fixed window of time."""

    name: str
    most: int
    window: timedelta

    def window_start(self, now: datetime) -> datetime:
        """Return the start of the window that `now` falls in."""
        length = int(self.window.total_seconds())
        return datetime.fromtimestamp(int(now.timestamp()) // length * length, UTC)

    def seconds_left(self, now: datetime) -> int:
        """Return the whole seconds until the next window, at least one."""
        end = self.window_start(now) + self.window
        return max(1, int((end - now).total_seconds()))


PER_ADDRESS = Cap("address", 10, timedelta(hours=1))
PER_DAY = Cap("instance", 20_000, timedelta(days=1))
WHEN_CAPPED = Cap("slow", 1, timedelta(seconds=5))

SENDING = Cap("sending", 10, timedelta(hours=1))

SIGN_IN_CAPS = (
    Cap("sign-in minute", 5, timedelta(minutes=1)),
    Cap("sign-in hour", 20, timedelta(hours=1)),
)


class Counters:
    """Count in the store what is capped, under marks of a subject that change every day."""

    def __init__(self, store: Store, keys: KeyDirectory) -> None:
        self._store = store
        self._keys = keys

    def hit(self, cap: Cap, subject: str, now: datetime, by: int = 1) -> int:
        """Count something of an address or a name, and return how often it was in this window."""
        day_key = self._keys.app_key(f"limits {now.astimezone(UTC):%Y-%m-%d}")
        mark = f"{cap.name} {_network(subject)}".encode("utf-8", "replace")
        key = hmac.digest(day_key, mark, "sha256")[:16]
        return self._store.hit(key, cap.window_start(now), cap.window, by)

    def admit(self, cap: Cap, subject: str, now: datetime) -> None:
        """Count something, or raise TooManyTries."""
        if self.hit(cap, subject, now) > cap.most:
            raise TooManyTries(cap.seconds_left(now))


class CodeLimits:
    """Count tries with well-formed codes before they are made, and give right ones back."""

    def __init__(self, store: Store, keys: KeyDirectory) -> None:
        self._counters = Counters(store, keys)

    def admit(self, address: str, now: datetime) -> None:
        """Count one try, or raise TooManyTries."""
        self._counters.admit(PER_ADDRESS, address, now)
        today = self._counters.hit(PER_DAY, "", now)
        if today == PER_DAY.most + 1:
            _ALARM.critical("the daily cap of wrong resume codes is reached")
        if today > PER_DAY.most and self._counters.hit(WHEN_CAPPED, "", now) > WHEN_CAPPED.most:
            raise TooManyTries(WHEN_CAPPED.seconds_left(now))

    def give_back(self, address: str, now: datetime) -> None:
        """Take back one counted try, because the code was right or was never tried."""
        self._counters.hit(PER_ADDRESS, address, now, -1)
        self._counters.hit(PER_DAY, "", now, -1)


def admit_sending(counters: Counters, address: str, now: datetime) -> None:
    """Count a plan that is sent from an address, or raise SentTooOften."""
    if counters.hit(SENDING, address, now) > SENDING.most:
        raise SentTooOften(SENDING.seconds_left(now))


class SignInLimits:
    """Count tries to sign in before they are made, for a name and for an address alike.

    A name that nobody has is counted as any other. Who signs in gets the try back, so that a whole
    office behind one address can start its day at once.
    """

    def __init__(self, store: Store, keys: KeyDirectory) -> None:
        self._counters = Counters(store, keys)

    def admit(self, name: str, address: str, now: datetime) -> None:
        """Count one try, or raise TooManyTries."""
        for cap, subject in _sign_in_counts(name, address):
            self._counters.admit(cap, subject, now)

    def give_back(self, name: str, address: str, now: datetime) -> None:
        """Take back one counted try, because it was right or was never made."""
        for cap, subject in _sign_in_counts(name, address):
            self._counters.hit(cap, subject, now, -1)


def _sign_in_counts(name: str, address: str) -> list[tuple[Cap, str]]:
    subjects = (f"name {name}", _network(address))
    return [(cap, subject) for cap in SIGN_IN_CAPS for subject in subjects]


def _network(address: str) -> str:
    """Take an IPv6 address with its whole /64, which one household or attacker has to itself."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, min(parsed.max_prefixlen, _IPV6_SHARE)), strict=False))
