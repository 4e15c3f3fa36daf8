"""Every state of the pages for two people, and of those for after the talk."""

from datetime import UTC, date, datetime

from tests.browser.stage import Reach, Stage, at, press, put
from tests.browser.told import ALL, HELPED_ALL, NOTHING, SHORT, WORDS
from wizard.core.followup import Agreement, Progress, Round, State

AFTER = "/na-het-gesprek/"
NOW = "/hoe-gaat-het/"
WRITTEN = Round(
    talked=("wishes",),
    agreements=(Agreement(who="Sam", what=WORDS, when="Volgende week", lang="tr"),),
    fixed_person="Jo, 026 000 00 00",
    progress={
        "paid_work": (Progress(state=State.UNDER_WAY, on=date(2026, 5, 4), words=WORDS, lang="tr"),)
    },
)
TALKED = ALL.with_after(WRITTEN)
AGAIN = TALKED.with_new_round("orientation")


def with_code(stage: Stage) -> None:
    """Have a resume code, as who lets somebody help must have."""
    opened = stage.give(HELPED_ALL)
    stage.live.site.drafts.make_code(opened, datetime.now(UTC))


def make_helper_code(stage: Stage) -> None:
    """Make a code for a job coach."""
    with_code(stage)
    stage.open("/hulpcode/")
    stage.tick("Jobcoach")
    stage.press("Maak een hulpcode")


def come_to_help(stage: Stage) -> None:
    """Come in with a helper code."""
    drafts, now = stage.live.site.drafts, datetime.now(UTC)
    code, _ = drafts.make_helper_code(stage.give(HELPED_ALL), now)
    stage.open("/verder/")
    stage.page.context.clear_cookies()
    stage.write(code, "Je code van 16 cijfers")
    stage.press("Open mijn plan")


def helping(path: str) -> Reach:
    """Return what opens a page as a helper."""

    def reach(stage: Stage) -> None:
        come_to_help(stage)
        stage.open(path)

    return reach


def whole_part(question: str, *then: Reach) -> Reach:
    """Return what opens the whole part that a question belongs to."""
    return at(f"question:{question}", HELPED_ALL, whole, *then)


def whole(stage: Stage) -> None:
    """Ask for all questions of this part."""
    stage.press_in_menu("Alle vragen van dit deel")


def withdraw(stage: Stage) -> None:
    """Make a helper code and look at the page where it can be withdrawn."""
    make_helper_code(stage)
    stage.open("/hulpcode/")


TOGETHER: dict[str, Reach] = {
    "helper code, none without one's own": at("/hulpcode/", SHORT),
    "helper code, made": make_helper_code,
    "helper code, to withdraw": withdraw,
    "helper, welcome": come_to_help,
    "helper, question": helping("question:hope"),
    "helper, own words": helping("helper:want"),
    "helper, refused": helping("/bewaren/"),
    "helper, plan": helping("/plan/"),
    "part, want": whole_part("hope"),
    "part, can": whole_part("travel"),
    "part, error": whole_part(
        "hope", put("[name=question-hope-text]", "x" * 2500), press("Verder")
    ),
    "after the talk, empty": at(AFTER, NOTHING),
    "after the talk, filled": at(AFTER, TALKED),
    "after the talk, error": at(AFTER, TALKED, put("[name=what-0]", "x" * 250), press("Bewaar")),
    "plan, after the talk": at("/plan/", TALKED),
    "how it goes, no wishes": at(NOW, NOTHING),
    "how it goes": at(NOW, TALKED),
    "how it goes, again": at(NOW, AGAIN),
    "guide for coaches": at("/voor-begeleiders"),
    "guide for family": at("/voor-mantelzorgers"),
}
