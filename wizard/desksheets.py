"""Sheets of paper for a desk: the first lead's invitation, and the shares of the recovery key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest

from babel.dates import format_date

from wizard.core.municipality import Desk

NEW_SHEET = "\f"
_COLUMNS = 3

_INVITATION = """\
STARTPLAN
Uitnodiging voor de leidinggevende van: {desk}

    Naam   {name}
    Code   {code}

Wat doe je hiermee?

 1. Ga naar {address}
 2. Typ de code.
 3. Kies een wachtwoord. Zet een app voor codes op je telefoon.
 4. Nodig je collega's uit en geef ze toegang.

De code werkt één keer, tot {ends}.
Wie deze code heeft, kan alle plannen van deze balie lezen. Geef hem
alleen aan deze leidinggevende. Versnipper dit papier daarna.
"""

_SHARE = """\
STARTPLAN
Deel {number} van {total} van de noodsleutel van: {desk}
Gemaakt op {made}

{words}

Waar is dit voor?

Kan niemand meer bij de plannen van deze balie? Met twee van de drie
delen kan het weer. Met één deel kan niemand iets.

Wat doe je hiermee?

 1. Doe dit papier in een envelop. Plak de envelop dicht.
 2. Schrijf op de envelop: noodsleutel Startplan, deel {number}.
 3. Geef de drie delen aan drie mensen die niet bij elkaar zitten.
 4. Maak geen foto en geen kopie.
 5. Oefen één keer per jaar, met twee delen en dit commando:
    {command}

De woorden zijn een deel volgens SLIP-39. De getallen horen er niet bij.
"""


def invitation_sheet(desk: Desk, name: str, code: str, address: str, ends: date) -> str:
    """Return the sheet for a first lead; `address` is where the code is typed."""
    until = _written(ends)
    return _INVITATION.format(desk=desk.name, name=name, code=code, address=address, ends=until)


def share_sheets(desk: Desk, shares: Sequence[str], made: date) -> Iterator[str]:
    """Return a sheet for each share of a recovery key."""
    for number, share in enumerate(shares, 1):
        yield _SHARE.format(
            number=number,
            total=len(shares),
            desk=desk.name,
            made=_written(made),
            words=_in_columns(share.split()),
            command=f"wizard desk recover --desk {desk.id}",
        )


def _in_columns(words: Sequence[str]) -> str:
    """Number words and set them in columns, to be read downwards."""
    numbered = [f"{number:>2} {word:<10}" for number, word in enumerate(words, 1)]
    rows = -(-len(words) // _COLUMNS)
    columns = [numbered[at : at + rows] for at in range(0, len(words), rows)]
    lines = ("  ".join(row).rstrip() for row in zip_longest(*columns, fillvalue=""))
    return "\n".join(f"    {line}" for line in lines)


def _written(day: date) -> str:
    return format_date(day, "d MMMM yyyy", locale="nl")
