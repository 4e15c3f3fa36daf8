"""Every state of the steps: the kinds of question, the pages between them, what goes wrong."""

from tests.browser.stage import Reach, Stage, at, press, put, tick, unfold
from tests.browser.told import (
    ALL,
    FOR_SOMEBODY_ELSE,
    HELPED_ALL,
    HELPED_NOTHING,
    NOTHING,
    SHORT,
)
from wizard import BODY_MOST_BYTES

LONG = "Zalm. " * 400
"""Over the limit of a text."""
LONG_LINE = "Zalm. " * 40
"""Over the limit of a line."""

KINDS = {
    "one": "age",
    "one with a small box": "helper_load",
    "several": "wishes",
    "several with a small box": "talk_with_me",
    "several in groups": "where_how",
    "tiles": "work_kinds",
    "scale": "work_skills",
    "pairs": "work_style",
    "week": "start_often",
    "people": "people",
    "text": "hope",
    "text or not": "help_wanted",
    "text and more": "school_contact",
}
"""A question of each kind, by its id."""

LIKE_OTHERS = {kind for kind in KINDS if " " in kind}
"""What is special about these shows only once there is an answer."""


def in_error(question: str, *then: Reach) -> Reach:
    """Return what answers a question in a way that cannot be kept."""
    return at(f"question:{question}", ALL, *then, press("Verder"))


def pick_what_is_not_there(question: str) -> Reach:
    """Return what sends an answer that the page does not have."""
    picked = ".question input[type=radio], .question input[type=checkbox]"

    def reach(stage: Stage) -> None:
        first = stage.page.locator(picked).first
        first.check()
        first.evaluate("tag => { tag.value = 'none' }")

    return in_error(question, reach)


def lose_a_field(stage: Stage) -> None:
    """Answer on a page that did not arrive whole."""
    stage.page.locator("[name=revision]").evaluate("tag => tag.remove()")


def hand_over(stage: Stage) -> None:
    """Give the screen to the resident, as a helper does before the private part."""
    stage.open("hand-over:private")
    stage.press("Ja, ik ben alleen. Verder")


def hand_back(stage: Stage) -> None:
    """Come to the end of the private part."""
    stage.give(HELPED_ALL)
    hand_over(stage)
    stage.open("hand-back:private")


def hand_back_nothing(stage: Stage) -> None:
    """Come to the end of the private part without an answer."""
    stage.give(HELPED_NOTHING)
    hand_over(stage)
    stage.open("hand-back:private")


def clash(stage: Stage) -> None:
    """Save an answer that was changed elsewhere since the page was made."""
    stage.set_value("[name=revision]", "7")
    stage.write("Iets anders")
    stage.press("Verder")


def change(stage: Stage) -> None:
    """Follow a link of the check page that leads to one question and back."""
    stage.go(stage.page.locator(".summary__row a").first.evaluate("link => link.href"))


def open_word(stage: Stage) -> None:
    """Unfold the explanation of a word."""
    stage.page.locator(".term > summary").first.click()


def open_line(stage: Stage) -> None:
    """Unfold the small line that belongs to an answer."""
    stage.page.locator(".with-what > summary").first.click()


EMPTY = {
    f"question: {kind}, empty": at(f"question:{question}", NOTHING)
    for kind, question in KINDS.items()
    if kind not in LIKE_OTHERS
}
FILLED = {
    f"question: {kind}, filled": at(f"question:{question}", ALL) for kind, question in KINDS.items()
}
ERRORS: dict[str, Reach] = {
    "question: one, error": pick_what_is_not_there("age"),
    "question: several, two errors": in_error(
        "wishes", tick("Iets leren", "Eerst rust"), put("[name=text]", LONG)
    ),
    "question: several with a small box, error": in_error(
        "talk_with_me", put("[name=field-language]", LONG_LINE)
    ),
    "question: tiles, error": in_error("work_kinds", put("[name=text]", LONG)),
    "question: scale, error": pick_what_is_not_there("work_skills"),
    "question: pairs, error": pick_what_is_not_there("work_style"),
    "question: week, error": pick_what_is_not_there("start_often"),
    "question: people, error": in_error("people", tick("Niemand")),
    "question: people, long line": in_error("people", put("[name=item-parent]", LONG_LINE)),
    "question: text, error": in_error("hope", put("[name=text]", LONG)),
    "question: text and more, error": pick_what_is_not_there("school_contact"),
    "question: text, not arrived whole": in_error("hope", lose_a_field),
    "helper's words, error": at(
        "helper:want", HELPED_ALL, put("[name=text]", LONG), press("Verder")
    ),
}
BETWEEN: dict[str, Reach] = {
    "question: first of all": at("question:mode", NOTHING),
    "question: with an introduction": at("question:helper_role", HELPED_NOTHING),
    "question: own device": at("question:device", NOTHING),
    "question: private": at("question:sort_out_first", NOTHING),
    "question: changed from the check page": at("/controle/", ALL, change),
    "helper's words, empty": at("helper:want", HELPED_NOTHING),
    "helper's words, filled": at("helper:want", HELPED_ALL),
    "part done": at("more:want", SHORT),
    "hand over, together": at("hand-over:private", HELPED_ALL),
    "hand back": hand_back,
    "hand back, empty": hand_back_nothing,
    "on paper instead": at("paper:start", FOR_SOMEBODY_ELSE),
    "clash over an answer": at("question:hope", ALL, clash),
    "text over what is taken in": at(
        "question:hope", ALL, put("[name=step]", "x" * BODY_MOST_BYTES), press("Verder")
    ),
    "help panel open": at("question:hope", ALL, unfold("Nu hulp nodig?")),
    "menu open": at("question:wishes", ALL, unfold("Meer")),
    "word explained": at("question:who_comes", ALL, open_word),
    "small line open": at("question:people", NOTHING, tick("Ouder"), open_line),
}

STEPS: dict[str, Reach] = {**EMPTY, **FILLED, **ERRORS, **BETWEEN}
