"""Prints what the pages weigh as the real server sends them.

`first` is HTML, styles and icons: what has to come before somebody can read and answer. A new
connection brings about 14 kB in its first round trip. `headers` come on top: those of all files.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Response, sync_playwright

from benchmarks._weigh import Weight, table, weigh
from tests.browser.chromium import SETUP, SWITCHES, find_program
from tests.browser.live import Live, serve_site
from tests.browser.ready import Ready, empty_draft
from wizard.web.cookies import SESSION

FIRST_GOAL, FONT_GOAL, SCRIPT_GOAL = 14_000, 30_000, 6_000
"""Bytes: of the first question page, of the fonts of Dutch, of all scripts together."""

QUESTIONS = {
    "first question": "question:mode",
    "one": "question:age",
    "several": "question:wishes",
    "tiles": "question:work_kinds",
    "pairs": "question:work_style",
    "scale": "question:work_skills",
    "week": "question:start_often",
    "people": "question:people",
    "text": "question:hope",
}
PAGES = {"start": "/", **QUESTIONS, "check": "/controle/", "plan": "/plan/"}


def main() -> None:
    """Serve the site from a folder for now, weigh its pages, and print the table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve_site(Path(folder)) as live,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_program(), args=SWITCHES)
        rows = weights(live)
        fonts = font_bytes(live, browser)
        browser.close()
    print("\nWeight of the pages, in bytes as sent")
    print("\n".join(table(rows)))
    say("First question", rows["first question"].first, FIRST_GOAL)
    say("All scripts", script_bytes(rows), SCRIPT_GOAL)
    say("Fonts that Chromium loads there", fonts, FONT_GOAL)


def say(what: str, size: int, goal: int) -> None:
    """Print a figure beside its goal."""
    print(f"  {what + ':':34}{size:8,}, goal {goal:,}" + ("" if size <= goal else ", missed"))


def weights(live: Live) -> dict[str, Weight]:
    """Return the weight of each page, for somebody whose plan has just begun."""
    ready = Ready(live, None, empty_draft())
    cookie = f"{SESSION}={ready.token}"
    return {name: weigh(ready.find(place), cookie) for name, place in PAGES.items()}


def script_bytes(rows: dict[str, Weight]) -> int:
    """Return the bytes of all scripts that any of these pages loads, each once."""
    return sum({address: size for row in rows.values() for address, size in row.scripts}.values())


def font_bytes(live: Live, browser: Browser) -> int:
    """Return the bytes of the fonts that a browser loads on the first question page."""
    context = browser.new_context(**SETUP)
    page = context.new_page()
    fonts: list[Response] = []
    page.on("response", lambda answer: _note_font(fonts, answer))
    page.goto(Ready(live, context, empty_draft()).find(QUESTIONS["first question"]))
    page.evaluate("document.fonts.ready")
    size = sum(len(font.body()) for font in fonts)
    context.close()
    return size


def _note_font(fonts: list[Response], answer: Response) -> None:
    if answer.request.resource_type == "font":
        fonts.append(answer)


if __name__ == "__main__":
    main()
