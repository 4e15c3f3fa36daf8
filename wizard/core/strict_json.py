"""JSON from a stranger: read whole and unambiguous, or refused."""

from __future__ import annotations

import json
from typing import NoReturn

from wizard.errors import FileUnreadable

FILE_MOST_BYTES = 1_000_000
"""The largest file that is read: below what one request may hold, above every file of ours."""

DIGITS_MOST = 9


def read_json(raw: bytes) -> object:
    """Return what a JSON file says, in UTF-8 with or without a byte order mark.

    Raises FileUnreadable for anything else: too large, too deep, another encoding, a name that
    stands twice, a fraction, NaN or a huge number. Our own files hold none of these, and each
    could mean one thing here and another elsewhere.
    """
    if len(raw) > FILE_MOST_BYTES:
        raise FileUnreadable("too large")
    try:
        return json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=_once_each,
            parse_int=_small_number,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
    except (ValueError, RecursionError):
        # Without its cause: the parser's message would quote what the person wrote.
        raise FileUnreadable("no JSON") from None


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(found := dict(pairs)) < len(pairs):
        raise FileUnreadable("a name stands twice")
    return found


def _small_number(digits: str) -> int:
    if len(digits) > DIGITS_MOST:
        raise FileUnreadable("a number is too large")
    return int(digits)


def _refuse(_number: str) -> NoReturn:
    raise FileUnreadable("a number is not whole")
