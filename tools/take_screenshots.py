"""Takes the pictures of the documentation, of the real site in a real browser.

Run `python -m tools.take_screenshots` after a change that shows, with names such as `plan` for
those pages alone, and look at what it took. Tests compare every later version with these pictures.
All that is told in them is made up.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser.chromium import SETUP, SWITCHES, find_program
from tests.browser.live import Live, serve_site
from tests.browser.pictures import FOLDER, PATHS, SCREENS, SIZES, keep, path_of, take
from tests.browser.standing import standing_clock

README_PICTURE = FOLDER.parent / "images" / "start.png"


def take_all(live: Live, context: BrowserContext, names: Sequence[str]) -> None:
    """Take the pictures of these pages, and drop those of pages that have no name any more."""
    for name in names:
        for width, shot in take(live, context, name).items():
            keep(shot, path_of(name, width))
    for old in set(FOLDER.glob("*.png")) - set(PATHS.values()):
        old.unlink()


def main() -> None:
    """Serve the site from a folder for now, and keep the pictures."""
    with (
        standing_clock(),
        tempfile.TemporaryDirectory() as folder,
        serve_site(Path(folder)) as live,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_program(), args=SWITCHES)
        take_all(live, browser.new_context(**SETUP), sys.argv[1:] or list(SCREENS))
        browser.close()
    README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
    README_PICTURE.write_bytes(path_of("start", min(SIZES)).read_bytes())


if __name__ == "__main__":
    main()
