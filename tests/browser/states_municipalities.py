"""The pages that differ from one municipality to the next, in each of them but the first."""

from collections.abc import Mapping

import msgspec

from tests.browser.stage import Reach, Stage, at, unfold
from tests.browser.told import ALL, ALONE, MARK, OPENED
from tests.core.municipalities import EDITIONS
from wizard.core.answers import Answer
from wizard.core.draft import Draft, SharedDocument
from wizard.core.questionnaire import Question, choices_of

QUESTIONS = {
    "almere": ("work_skills", "more_hours"),
    "amsterdam": ("my_questions", "get_used_to"),
    "ede": ("age", "join_in"),
    "nijmegen": ("residence", "learning_goals"),
    "oss": ("school", "signing_up"),
}
"""A question that an overlay changes, and one that it adds."""

LEADING = {
    "elsewhere": {"residence": "no"},
    "under_16": {"age": "under_16"},
    "coach_first": {"sort_out_first": "money", "help_order": "help_first"},
    "start_again": {"stopped": "stopped"},
    "school": {"age": "16_17", "school": "vso"},
    "orientation": {"wishes": "paid_work", "paid_work_when": "soon"},
}
"""Answers that lead to each main card."""

FOR_EVERYONE = {
    "how it goes": "/zo-werkt-het",
    "outcomes": "/uitkomsten",
    "rules": "/zo-kiezen-wij",
    "words": "/woorden",
}


def led(answers: Mapping[str, str]) -> Draft:
    """Return the draft of somebody alone who gave these answers, one pick each."""
    picked = {question: Answer(picks=(pick,)) for question, pick in answers.items()}
    return Draft(shared=SharedDocument(answers={**ALONE, **picked}, mark=MARK, opened=OPENED))


def told(slug: str) -> Draft:
    """Return the draft in which everything is told, what only this municipality asks too."""
    added = [one.question for one in EDITIONS[slug].municipality.questions.add]
    more = {question.id: _first(question) for question in added}
    shared = msgspec.structs.replace(ALL.shared, answers={**ALL.shared.answers, **more})
    return msgspec.structs.replace(ALL, shared=shared)


def _first(question: Question) -> Answer:
    choices = choices_of(question)
    return Answer(picks=(choices[0].id,)) if choices else Answer(text="Ja, graag.", lang="nl")


def within(slug: str, reach: Reach) -> Reach:
    """Return what brings the stage into a state in this municipality."""

    def there(stage: Stage) -> None:
        stage.slug = slug
        reach(stage)

    return there


def _of(slug: str) -> dict[str, Reach]:
    everything = told(slug)
    changed, added = QUESTIONS[slug]
    return {
        "start": at("/"),
        "changed question": at(f"question:{changed}", everything),
        "added question": at(f"question:{added}", everything),
        "plan": at("/plan/", everything),
        "all ways": at("/volgende-stap/", everything, unfold("Bekijk wat nog meer kan")),
        **{f"next step, {card}": at("/volgende-stap/", led(way)) for card, way in LEADING.items()},
        **{name: at(path) for name, path in FOR_EVERYONE.items()},
    }


MUNICIPALITIES: dict[str, Reach] = {
    f"{slug}: {name}": within(slug, reach)
    for slug in QUESTIONS
    for name, reach in _of(slug).items()
}
SEEN_ALWAYS = {f"{slug}: added question" for slug in QUESTIONS} | {"nijmegen: start"}
"""What differs most: words of their own in a form, and the longest name."""

ALIKE = MUNICIPALITIES.keys() - SEEN_ALWAYS
