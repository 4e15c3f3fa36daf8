"""What counts as one mail address here."""

from __future__ import annotations

import re

LONGEST = 254
"""Of an address in an envelope (RFC 5321, with the erratum to 4.5.3.1.3)."""

_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_WORD}(\.{_WORD})*@({_LABEL}\.)+{_LABEL}")


def is_mail_address(text: str) -> bool:
    """Tell whether this is one bare address that any server takes.

    A list, a name beside it or a line break would send mail to somebody else, and letters outside
    ASCII are refused by many servers.
    """
    return len(text) <= LONGEST and _ADDRESS.fullmatch(text) is not None
