"""The second factor: codes of six digits that change every 30 seconds (RFC 6238)."""

from dataclasses import dataclass, field
from datetime import datetime

import pyotp
from pyotp.utils import strings_equal

ISSUER = "Startplan"
_STEPS_OFF = (0, -1, 1)
"""A clock may be one step of 30 seconds off, either way."""


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """Hold what an app on a phone makes codes with: `secret` to type over, `uri` for a picture."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


def new_second_factor(name: str) -> SecondFactor:
    """Make the second factor of a colleague."""
    secret = pyotp.random_base32()
    return second_factor(secret, name)


def second_factor(secret: str, name: str) -> SecondFactor:
    """Return a secret with the address that an app reads it from."""
    return SecondFactor(secret, pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER))


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the step of 30 seconds whose code this is, or None when it is of none near now."""
    totp = pyotp.TOTP(secret)
    typed = "".join(code.split())
    here = totp.timecode(now)
    steps = (here + off for off in _STEPS_OFF)
    return next((step for step in steps if strings_equal(totp.generate_otp(step), typed)), None)
