"""How the tests start Chromium: the one of the system, as plain as it comes."""

import shutil
from typing import Any

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = [
    "--no-sandbox",  # containers have no user namespaces; only our own pages are opened
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 640}
SETUP: dict[str, Any] = {"viewport": PHONE, "locale": "nl-NL", "reduced_motion": "reduce"}
"""How each person's browser is set, unless a test says otherwise."""


def find_program() -> str:
    """Return the path of Chromium. StopIteration means that this machine has none."""
    return next(path for name in PROGRAMS if (path := shutil.which(name)))
