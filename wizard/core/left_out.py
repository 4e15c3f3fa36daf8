"""What a file says and the draft that came of it does not, found by comparing the two.

Nothing has to be noted while reading, so nothing can be forgotten.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct

from wizard.core.retold import entries, sequence

Told = dict[str, Any]
"""What both documents of a draft say, laid together, as plain values."""


class Rest(StrEnum):
    """What can be left out besides answers."""

    HELPER = "helper"
    PAPER = "paper"
    TALK = "talk"
    AFTER = "after"
    CARD = "card"
    MARK = "mark"
    OTHER = "other"
    PLACE = "place"


REST_OF = {
    "helper": Rest.HELPER,
    "paper": Rest.PAPER,
    "talk": Rest.TALK,
    "after": Rest.AFTER,
    "earlier": Rest.AFTER,
    "term": Rest.AFTER,
    "chosen_card": Rest.CARD,
    "mark": Rest.MARK,
    "municipality": Rest.PLACE,
}
TABLES, LISTS = ("answers", "paper", "helper"), ("talk", "opened", "earlier")
ABOUT_THE_FILE = {"format", "content", "lang"}
"""Names that say nothing of the person; a new draft has its own."""

KNOWN = {*REST_OF, *TABLES, *LISTS, *ABOUT_THE_FILE, "helped"}
KNOWN_IN_PRIVATE = {"answers", "paper", "talk", *ABOUT_THE_FILE}


class LeftOut(Struct, frozen=True, kw_only=True):
    """What could not come along: answers (or a piece of one), and other things by kind.

    `questions` are ids of questions that exist, `gone` counts the answers to others.
    """

    questions: tuple[str, ...] = ()
    gone: int = 0
    rest: tuple[Rest, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything was left out."""
        return bool(self.questions or self.gone or self.rest)


def laid_together(shared: Told, private: Told, private_ids: Collection[str]) -> Told:
    """Return what both documents say; about a private question the private one goes first."""
    told = {**shared}
    for name in ("answers", "paper"):
        one, other = entries(shared.get(name)), entries(private.get(name))
        both = {**other, **one}
        told[name] = both | {id_: other[id_] for id_ in other.keys() & {*private_ids}}
    told["talk"] = [*sequence(shared.get("talk")), *sequence(private.get("talk"))]
    return told


def left_out(told: Told, kept: Told, questions: Collection[str], *, odd: bool) -> LeftOut:
    """Return what is in `told` and not in `kept`; `odd` when there was more than was laid together.

    The order of picks makes no difference: it is that of the content, which may have changed.
    """
    was, is_now = told["answers"], kept["answers"]
    changed = (
        id_
        for id_ in questions
        if id_ in was and _sorted_picks(was[id_]) != _sorted_picks(is_now.get(id_))
    )
    rest = {
        REST_OF.get(name, Rest.OTHER)
        for name in told.keys() - ABOUT_THE_FILE - {"answers"}
        if (told[name] or None) != (kept.get(name) or None)
    }
    return LeftOut(
        questions=tuple(changed),
        gone=len(was.keys() - {*questions}),
        rest=tuple(one for one in Rest if one in rest or (odd and one is Rest.OTHER)),
    )


def is_odd(draft: Mapping[str, Any]) -> bool:
    """Tell whether a file's draft has anything that cannot be laid together without loss."""
    documents = [draft.get(name, {}) for name in ("shared", "private")]
    shared, private = map(entries, documents)
    wrong = [document for document in documents if not isinstance(document, dict)]
    for document in (shared, private):
        wrong += [name for name in TABLES if not isinstance(document.get(name, {}), dict)]
        wrong += [name for name in LISTS if not isinstance(document.get(name, []), list)]
    twice = [
        id_
        for name in ("answers", "paper")
        for id_ in entries(shared.get(name)).keys() & entries(private.get(name)).keys()
    ]
    unknown = (draft.keys() - {"shared", "private"}) | (shared.keys() - KNOWN)
    return bool(wrong or twice or unknown or private.keys() - KNOWN_IN_PRIVATE)


def _sorted_picks(answer: object) -> object:
    picks = entries(answer).get("picks")
    if not isinstance(picks, list) or not all(isinstance(pick, str) for pick in picks):
        return answer
    return {**entries(answer), "picks": sorted(picks)}
