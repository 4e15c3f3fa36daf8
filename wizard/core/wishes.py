"""The wishes of a plan one by one, so that later something can be said about each."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from wizard.core.answers import Answer
from wizard.core.draft import Draft
from wizard.core.municipality import Edition
from wizard.core.questionnaire import Several

WISHES = "wishes"
OWN = "own"
"""The id of the wish that the person wrote in own words; no choice may have it."""


class Wish(Struct, frozen=True):
    """One wish: the id of a choice, or OWN, and its words; `lang` is that of own words."""

    id: str
    text: str
    lang: str = ""


def wishes_of(edition: Edition, draft: Draft) -> tuple[Wish, ...]:
    """Return what the person wishes now, in the order of the content, own words last."""
    answer = draft.path(edition.questionnaire).counted.get(WISHES, Answer())
    picked = (wish for wish in all_wishes(edition) if wish.id in answer.picks)
    own = (Wish(OWN, answer.text, answer.lang),) if answer.text else ()
    return (*picked, *own)


def all_wishes(edition: Edition) -> Iterator[Wish]:
    """Yield every wish that can be picked: an earlier round may speak of one let go of since."""
    question = edition.questionnaire.find_question(WISHES)
    choices = question.choices if isinstance(question, Several) else ()
    return (Wish(choice.id, choice.text) for choice in choices)
