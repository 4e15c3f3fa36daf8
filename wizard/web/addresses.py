"""Addresses of steps that say nothing: a browser's history may be read by others.

A step's address is a keyed hash of its name under the draft, so it differs per person and
cannot be tied to a question without the draft's key.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flask import url_for

from wizard.core.path import Step, StepKind
from wizard.core.questionnaire import Part
from wizard.web.visit import Visit

ADDRESS_BYTES = 5


def step_address(visit: Visit, step: Step) -> str:
    """Return the last part of a step's URL: ten hexadecimal digits."""
    return _address(visit, step.key)


def part_address(visit: Visit, part: Part) -> str:
    """Return the last part of the URL of a part with all its questions."""
    return _address(visit, f"part:{part.id}")


def reach_address(visit: Visit) -> str:
    """Return the mark of the page about how to be reached; no other draft has the same."""
    return _address(visit, "reach")


def part_url(visit: Visit, part: Part) -> str:
    """Return the URL of a part with all its questions."""
    return url_for("parts.show", **_place(visit), address=part_address(visit, part))


def part_of(visit: Visit, step: Step) -> Part:
    """Return the part that a step belongs to."""
    return next(part for part in visit.questionnaire.parts if part.id == step.part)


def _place(visit: Visit) -> dict[str, Any]:
    """Return what leads to the municipality of this visit, whatever this request's is."""
    return {"municipality": visit.edition.municipality.slug, "lang": visit.edition.lang}


def find_part(visit: Visit, address: str) -> Part | None:
    """Return the part that has this address and of which something is asked now, or None."""
    asked = {step.part for step in visit.path.steps}
    parts = (part for part in visit.questionnaire.parts if part.id in asked)
    return next((part for part in parts if part_address(visit, part) == address), None)


def _address(visit: Visit, name: str) -> str:
    return _hashing(visit)(name.encode()).hexdigest()


def _hashing(visit: Visit) -> Callable[[bytes], hashlib.blake2b]:
    return functools.partial(hashlib.blake2b, key=visit.address_key, digest_size=ADDRESS_BYTES)


def find_step(visit: Visit, address: str, steps: Iterable[Step]) -> Step | None:
    """Return the step among `steps` that has this address, or None."""
    hashed = _hashing(visit)
    return next((step for step in steps if hashed(step.key.encode()).hexdigest() == address), None)


def find_step_to_save(visit: Visit, address: str) -> Step | None:
    """Return the step that has this address, also a question that is no longer asked.

    Mostly it is a question, and then the way through all of them need not be worked out.
    """
    question = find_step(visit, address, _questions(visit))
    return question or find_step(visit, address, steps_to_save(visit))


def steps_to_save(visit: Visit) -> list[Step]:
    """Return the steps on the way and then the others in which this visit has a say.

    Somebody else may have changed an earlier answer, or withdrawn the helper code, while a later
    answer was typed: that is kept, and counts again when the question comes back.
    """
    shared = (part.id for part in visit.parts if not part.private)
    words = (Step(StepKind.HELPER, part, part) for part in shared)
    return list(dict.fromkeys((*visit.path.steps, *_questions(visit), *words)))


def _questions(visit: Visit) -> Iterator[Step]:
    for part in visit.parts:
        yield from (Step(StepKind.QUESTION, question.id, part.id) for question in part.questions)


def step_url(visit: Visit, step: Step | None, *, terug: str | None = None) -> str:
    """Return the URL of a step; of the check page when there is no further step.

    `terug` makes the step lead back to the check page.
    """
    if step is None:
        return url_for("check.show", **_place(visit))
    address = step_address(visit, step)
    return url_for("steps.show", **_place(visit), address=address, terug=terug)


def question_url(visit: Visit, question_id: str) -> str:
    """Return the URL of a question that is on the way; of the check page when it is not."""
    steps = (s for s in visit.path.steps if s.kind is StepKind.QUESTION and s.id == question_id)
    return step_url(visit, next(steps, None))


def resume_url(visit: Visit) -> str:
    """Return where this visit goes on: the first open step, or else the check page.

    Who answers for somebody who is not there gets no further than the paper.
    """
    last = visit.path.steps[-1:]
    if last and last[0].kind is StepKind.PAPER:
        return step_url(visit, last[0])
    return step_url(visit, visit.path.first_open(visit.draft.seen()))
