"""Takes the pictures of the documentation, of the real site in a real browser.

Run `python -m tools.take_screenshots` after a change that shows. All that is told is made up.
"""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import SETUP, SWITCHES, find_program
from tests.browser.journeys import tell_everything, walk_to_the_plan
from tests.browser.live import Live, serve_site
from tests.browser.walk import Person

DOCS = Path(__file__).resolve().parent.parent / "docs"
README_PICTURE = DOCS / "images" / "start.png"
SIZES = {360: 740, 1280: 800}
COLOURS = 128
SCREENS = {
    "Maak je eigen plan.": "start",
    "Wat wil je graag?": "several",
    "Wat lijkt je leuk om te doen?": "tiles",
    "Waar hoop je op?": "text",
    "Dit deel is klaar: Ik wil": "more",
    "Hoe gaan deze dingen?": "scale",
    "Op welke dagen wil je beginnen?": "week",
    "De laatste vragen zijn alleen voor jou": "private",
    "Klopt dit?": "check",
    "Wat mag op je papier?": "paper",
    "Mijn plan": "plan",
    "Dit kun je nu doen": "next-step",
    "Je code": "code",
}
"""The heading of each page that has its picture taken, and the name of that picture."""


def picture(page: Page, path: Path) -> None:
    """Write what the screen shows, in few colours to keep the repository small."""
    shot = Image.open(io.BytesIO(page.screenshot()))
    path.parent.mkdir(parents=True, exist_ok=True)
    shot.convert("RGB").quantize(COLOURS).save(path, optimize=True)


def take(page: Page) -> None:
    """Take the pictures of this page, if it is one of those that are wanted."""
    name = SCREENS.get(page.locator("h1").inner_text().strip())
    if name is None:
        return
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        picture(page, DOCS / "screens" / f"{name}-{width}.png")


def walk(person: Person, live: Live) -> None:
    """Walk past every page that is wanted."""
    person.go(live.start)
    person.press("Start")
    tell_everything(person)
    walk_to_the_plan(person, "Dit wil ik graag")
    person.press("Mijn volgende stap")
    person.go(live.at("/bewaren/"))
    person.press("Maak een code")


def main() -> None:
    """Serve the site from a folder for now, walk through it, and keep the pictures."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve_site(Path(folder)) as live,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_program(), args=SWITCHES)
        walk(Person(browser.new_context(**SETUP).new_page(), take), live)
        browser.close()
    README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
    README_PICTURE.write_bytes((DOCS / "screens" / "start-360.png").read_bytes())


if __name__ == "__main__":
    main()
