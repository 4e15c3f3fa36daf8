"""All states that a page can be in, by name."""

from tests.browser.stage import Reach
from tests.browser.states_failures import FAILURES
from tests.browser.states_files import FILES
from tests.browser.states_modes import MODES
from tests.browser.states_pages import PAGES
from tests.browser.states_sending import SENDING
from tests.browser.states_steps import KINDS, STEPS
from tests.browser.states_together import TOGETHER

STATES: dict[str, Reach] = {
    **STEPS,
    **PAGES,
    **SENDING,
    **TOGETHER,
    **FILES,
    **MODES,
    **FAILURES,
}

OF_EACH_KIND = (
    "start",
    *(f"question: {kind}, filled" for kind in KINDS),
    "question: text, error",
    "question: several, two errors",
    "helper's words, filled",
    "check answers, filled",
    "check paper, filled",
    "plan, everything",
    "next step, choosing",
    "keep, error",
    "code",
    "part, want",
    "after the talk, filled",
    "sending, how to be reached",
    "sent",
    "how it goes",
    "help panel open",
    "menu open",
)
"""One state for each face that a page can have: for checks that are too slow for all of them."""
