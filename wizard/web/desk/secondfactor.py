"""A second factor on a page: as a picture to scan and as letters to type over.

It goes along in the page until it is stored, so that a phone which read it stays right when
something else was wrong.
"""

from __future__ import annotations

import re

from flask import request

from wizard.handout.qrcode import QrCode, qr_code
from wizard.vault.totp import SecondFactor, new_second_factor, second_factor

SECRET = re.compile("[A-Z2-7]{32}")
GROUP = 4


def sent_factor(name: str) -> SecondFactor:
    """Return the second factor that the page showed; a new one when that is no secret of ours."""
    secret = request.form.get("secret", "")
    if not SECRET.fullmatch(secret):
        return new_second_factor(name)
    return second_factor(secret, name)


def drawn(factor: SecondFactor) -> dict[str, str | list[str] | QrCode]:
    """Return what a page shows of a second factor."""
    secret = factor.secret
    groups = [secret[at : at + GROUP] for at in range(0, len(secret), GROUP)]
    return {"secret": secret, "groups": groups, "qr": qr_code(factor.uri)}
