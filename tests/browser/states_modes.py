"""Every state that a page gets into after it opened, and the other ways in which it can look."""

from playwright.sync_api import expect

from tests.browser.stage import Reach, Stage, at, unfold
from tests.browser.told import HELPED_ALL, NOTHING, SHORT
from tests.browser.warning import open_warning
from wizard.web.cookies import LOOK

LARGEST = "heel-groot.meer.aan"
WITHOUT_PICTURES = "gewoon.gewoon.uit"
LEAVE = """() => {
  Object.defineProperty(document, 'hidden', {value: true});
  document.dispatchEvent(new Event('visibilitychange'));
}"""
"""What a page notices when somebody turns to another app: it saves at once."""


def half_typed(text: str, says: str) -> Reach:
    """Return what types, and waits until the page says how saving went: what it holds for that."""

    def reach(stage: Stage) -> None:
        stage.write(text)
        stage.page.evaluate(LEAVE)
        told = stage.page.locator(".saved")
        expect(told).to_have_text(told.get_attribute(f"data-{says}") or "?")

    return reach


def lose_internet(stage: Stage) -> None:
    """Take the site out of reach."""
    stage.page.context.set_offline(True)


def warn(note: str = "") -> Reach:
    """Return what opens the warning before a time-out, with a note in it."""

    def reach(stage: Stage) -> None:
        open_warning(stage.page)
        stage.page.get_by_role("alertdialog").evaluate(
            """(box, note) => {
              const told = box.querySelector('[role=alert]');
              told.textContent = told.dataset[note] ?? '';
            }""",
            note,
        )

    return reach


def looking(look: str, path: str, *then: Reach) -> Reach:
    """Return what opens a page as somebody set pages to look."""

    def reach(stage: Stage) -> None:
        stage.hold(LOOK, look)
        at(path, HELPED_ALL, *then)(stage)

    return reach


def read(stage: Stage) -> None:
    """Let the page be read aloud."""
    stage.page.get_by_role("button", name=stage.reads("Lees voor")).click()


MODES: dict[str, Reach] = {
    "autosave, saved": at("question:hope", NOTHING, half_typed("Een hond", "saved")),
    "autosave, failed": at(
        "question:hope", NOTHING, lose_internet, half_typed("Een hond", "failed")
    ),
    "autosave, refused": at("question:hope", NOTHING, half_typed("Zalm. " * 400, "refused")),
    "time-out warning": at("question:hope", NOTHING, warn()),
    "time-out warning, last": at("/plan/", SHORT, warn("last")),
    "being read aloud": at("question:work_kinds", NOTHING, read),
    "comfort": at("/zo-lees-je-fijn/"),
    "comfort, largest": looking(LARGEST, "/zo-lees-je-fijn/"),
    "largest: start": looking(LARGEST, "/"),
    "largest: tiles": looking(LARGEST, "question:work_kinds"),
    "largest: scale": looking(LARGEST, "question:work_skills"),
    "largest: plan": looking(LARGEST, "/plan/"),
    "largest: menu open": looking(LARGEST, "question:hope", unfold("Meer")),
    "largest: warning": looking(LARGEST, "question:hope", warn()),
    "without pictures: tiles": looking(WITHOUT_PICTURES, "question:work_kinds"),
    "without pictures: start": looking(WITHOUT_PICTURES, "/"),
}
