"""Answers that have no place in this edition: another municipality asked, or the id is former.

They stay in the draft as they are, through every change. Without a question there is no text of
ours for them, so only words that somebody typed can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from wizard.core.allowed import Allowed, allowed_in
from wizard.core.answers import Answer
from wizard.core.questionnaire import Question, Questionnaire
from wizard.core.renaming import ids_in

AN_ID = re.compile(r"[a-z0-9_]+(-[a-z0-9_]+)?")


def elsewhere(
    questionnaire: Questionnaire, answers: Mapping[str, Answer]
) -> Iterator[tuple[str, Answer]]:
    """Yield the answers to questions that do not exist here, by id."""
    known = {question.id for question in questionnaire.questions()}
    yield from ((id_, told) for id_, told in answers.items() if id_ not in known)


def typed_words(answer: Answer) -> tuple[str, ...]:
    """Return what was typed in an answer of which the question is not known."""
    filled = (*answer.items.values(), *answer.fields.values())
    typed = (value for value in filled if not AN_ID.fullmatch(value))
    return tuple(filter(None, (answer.text, *typed)))


def with_unknown(answer: Answer, stored: Answer, question: Question) -> Answer:
    """Return an answer together with what was stored under ids that its question does not have.

    Whoever changes an answer here was not shown those, so did not take them away. What is new
    goes before an old pick where both cannot be true.
    """
    allowed, known = allowed_in(question), ids_in(question)
    unknown = tuple(pick for pick in stored.picks if pick not in known)
    return msgspec.structs.replace(
        answer,
        picks=answer.picks + unknown if _fits_more(answer, allowed) else answer.picks,
        items={id_: told for id_, told in stored.items.items() if id_ not in known} | answer.items,
        fields={id_: told for id_, told in stored.fields.items() if id_ not in known}
        | answer.fields,
        text=answer.text if allowed.text else stored.text,
    )


def _fits_more(answer: Answer, allowed: Allowed) -> bool:
    picks = allowed.picks
    if picks is None or not answer.picks:
        return True
    return picks.most != 1 and picks.exclusive.isdisjoint(answer.picks)
