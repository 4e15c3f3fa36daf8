"""A whole case as plain text, to paste into a municipality's own system or to keep as a file.

Nothing here is a table or a formula: it is read as text by whatever opens it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from wizard.core.case import Note, SentPlan
from wizard.core.days import ZONE
from wizard.handout.plan_text import plan_text


class CaseSheet(Struct, frozen=True):
    """What stands in the text: facts as pairs of a name and a value, then plan and notes."""

    facts: Sequence[tuple[str, str]]
    plan: SentPlan
    notes: Sequence[Note]
    actions: Mapping[str, str]


def case_text(sheet: CaseSheet, *, demo: bool) -> str:
    """Return a case in words: how to reach somebody, what they told, what was done."""
    return "\n".join(_lines(sheet, demo=demo)) + "\n"


def _lines(sheet: CaseSheet, *, demo: bool) -> Iterator[str]:
    yield from (f"{name}: {value}" for name, value in sheet.facts if value)
    yield ""
    if sheet.plan.dutch:
        yield plan_text(sheet.plan.dutch, demo=demo).rstrip()
    elif sheet.plan.told:
        yield from ("WAT ER VERTELD IS", "", sheet.plan.told)
    yield from ("", "WAT ER GEBEURDE", "")
    for note in sheet.notes:
        when = note.at.astimezone(ZONE)
        done = sheet.actions[note.action]
        yield f"{when.day}-{when.month}-{when.year} {when:%H:%M} {note.by}. {done}."
        yield from (f"    {line}" for line in note.text.splitlines())
    if not sheet.notes:
        yield "Nog niets."
