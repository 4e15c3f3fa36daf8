"""How the tests start Chromium: the one of the system, as plain as it comes.

Where the system has its headless shell too, that is taken: the same engine without the browser's
own window, which nobody sees here, needs a quarter less of the processor.
"""

import shutil
from typing import Any

from tools.setup import BROWSERS, LIGHT_BROWSER

UNUSED = (
    # Two pages in each window for suggestions below an address bar that nobody sees: half of what
    # a new browser costs.
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
    # What Playwright switches off by itself, where a list of ours takes the place of its own.
    "AimEnabled",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
SWITCHES = [
    "--no-sandbox",  # containers have no user namespaces; only our own pages are opened
    "--disable-gpu",
    "--font-render-hinting=none",  # the shell's letters are as wide as the browser's then
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--renderer-process-limit=1",  # none is kept ready for a page that may come
    "--disable-features=" + ",".join(UNUSED),
]
PHONE = {"width": 360, "height": 640}
SETUP: dict[str, Any] = {"viewport": PHONE, "locale": "nl-NL", "reduced_motion": "reduce"}
"""How each person's browser is set, unless a test says otherwise."""


def find_program() -> str:
    """Return the path of what opens pages. StopIteration means that this machine has none."""
    return shutil.which(LIGHT_BROWSER) or find_browser()


def find_browser() -> str:
    """Return the path of the whole Chromium, which also keeps a profile and restores pages."""
    return next(path for name in BROWSERS if (path := shutil.which(name)))
