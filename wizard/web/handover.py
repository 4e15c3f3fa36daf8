"""The private part beside a helper: it opens only after the screen was handed over.

Otherwise Terug on the check page, the browser's own arrow or "verder waar ik was" would put
private answers in front of whoever helps. The pass stands in the note of this browser's wrap.
"""

from __future__ import annotations

from wizard.core.path import Step, StepKind
from wizard.web.addresses import step_url
from wizard.web.visit import Visit

LEAVING = {"keep", "stop", "wipe", "skip-part"}


def waits_for_hand_over(visit: Visit, step: Step) -> bool:
    """Tell whether a step may be shown only once the resident has the screen alone."""
    return visit.together and not visit.alone and _is_private(visit, step)


def hand_over_url(visit: Visit) -> str:
    """Return the page that asks whoever helps not to look; "" when no part is private."""
    steps = (step for step in visit.path.steps if step.kind is StepKind.HAND_OVER)
    return next((step_url(visit, step) for step in steps), "")


def note_who_looks(visit: Visit, step: Step, go: str) -> None:
    """Remember what the button that was just pressed says about who has the screen."""
    if step.kind is StepKind.HAND_OVER:
        alone = go == "next"
    else:
        done = step.kind is StepKind.HAND_BACK and go == "next"
        alone = visit.alone and _is_private(visit, step) and not done and go not in LEAVING
    visit.set_alone(alone=alone and visit.together)


def _is_private(visit: Visit, step: Step) -> bool:
    part = next(part for part in visit.questionnaire.parts if part.id == step.part)
    return part.private and step.kind is not StepKind.HAND_OVER
