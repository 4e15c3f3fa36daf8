"""Every page that says what failed, reached by a press or by a fault put into the running site."""

from contextlib import AbstractContextManager
from unittest.mock import patch

from tests.browser.stage import Reach, Stage, at, press, put
from tests.browser.told import SHORT
from wizard import errors
from wizard.handout.workers import PdfWorkers

CODE = "1234567890123452"


def fault(place: str, error: Exception) -> AbstractContextManager[object]:
    """Return what lets a place in the program fail as long as it lasts."""
    return patch(f"wizard.web.{place}", side_effect=error)


def breaks(error: Exception) -> Reach:
    """Return what opens a page that fails."""

    def reach(stage: Stage) -> None:
        with fault("information._page", error):
            stage.open("/woorden")

    return reach


def breaks_saving(error: Exception) -> Reach:
    """Return what presses Verder while saving fails."""

    def reach(stage: Stage) -> None:
        stage.give(SHORT)
        stage.open("question:hope")
        with fault("steps.save_step", error):
            stage.press("Verder")

    return reach


def breaks_opening(error: Exception) -> Reach:
    """Return what types a code while opening fails."""

    def reach(stage: Stage) -> None:
        stage.open("/verder/")
        stage.write(CODE, "Je code van 16 cijfers")
        with patch.object(stage.live.site.drafts, "open_with_code", side_effect=error):
            stage.press("Open mijn plan")

    return reach


def breaks_the_pdf(error: Exception) -> Reach:
    """Return what asks for the PDF while making it fails."""

    def reach(stage: Stage) -> None:
        stage.give(SHORT)
        with patch.object(PdfWorkers, "render", side_effect=error):
            stage.open("/plan/pdf")

    return reach


FAILURES: dict[str, Reach] = {
    "error: no such page": at("/nergens"),
    "error: not a page to open": at("/begin"),
    "error: page too old": at(
        "question:hope", SHORT, put("[name=csrf_token]", "old"), press("Verder")
    ),
    "error: from another website": lambda stage: stage.come_from_elsewhere("/bewaren/code"),
    "error: too many tries": breaks_opening(errors.TooManyTries(1800)),
    "error: busy": breaks(errors.Busy(3)),
    "error: busy while opening": breaks_opening(errors.Busy(3)),
    "error: storage": breaks(errors.StorageFailed("disk broken")),
    "error: disk full while saving": breaks_saving(errors.StorageFull("disk full")),
    "error: plan gone": breaks(errors.DraftNotFound("draft gone")),
    "error: plan unreadable": breaks(errors.BoxUnreadable("box damaged")),
    "error: no PDF": breaks_the_pdf(errors.PdfFailed("too slow")),
    "error: busy with PDFs": breaks_the_pdf(errors.Busy(3)),
    "error: ours": breaks(ValueError("a fault")),
    "error: ours while saving": breaks_saving(ValueError("a fault")),
}
ALIKE = frozenset(
    f"error: {name}"
    for name in (
        "not a page to open",
        "from another website",
        "too many tries",
        "busy",
        "busy while opening",
        "storage",
        "plan unreadable",
        "busy with PDFs",
        "ours while saving",
    )
)
"""What looks like one of the others but for its words; tests/web/test_errors.py reads those."""
