"""Whether a condition holds for the answers that count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wizard.core.answers import Answer
from wizard.core.questionnaire import Condition


def holds(condition: Condition | None, answers: Mapping[str, Answer]) -> bool:
    """Tell whether `condition` holds; None always does.

    A question that was not asked, or was skipped, makes a `question` condition false.
    """
    if condition is None:
        return True
    if condition.question:
        answer = answers.get(condition.question)
        return answer is not None and not condition.named.isdisjoint(answer.picks)
    if condition.all:
        return all(holds(part, answers) for part in condition.all)
    if condition.any:
        return any(holds(part, answers) for part in condition.any)
    return not holds(condition.not_, answers)


def questions_in(condition: Condition | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every question id that `condition` reads, with the choice ids it names."""
    if condition is None:
        return
    if condition.question:
        yield condition.question, condition.any_of
    for part in (*condition.all, *condition.any, condition.not_):
        yield from questions_in(part)
