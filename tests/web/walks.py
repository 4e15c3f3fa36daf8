"""Walking through the questions as a person does, page after page."""

from collections.abc import Iterator, Mapping, Sequence

from tests.web.browser import Browser
from tests.web.pages import Page

CHECK = "Klopt dit?"
ONWARD = ("Ja, ik ben alleen. Verder", "Klaar. Wij gaan samen verder", "Verder")
PAGES_MOST = 80

Story = Mapping[str, Sequence[str | tuple[str, str]]]
"""What a person does on the page with a heading: labels to tick, and (label, own words)."""


def walk(browser: Browser, story: Story, until: str = CHECK) -> list[str]:
    """Answer what the story tells and skip all else; return the headings on the way."""
    return [page.heading for page in passing(browser, story, until)]


def passing(browser: Browser, story: Story, until: str = CHECK) -> Iterator[Page]:
    """Yield each page before it is answered."""
    for _ in range(PAGES_MOST):
        if browser.page.heading == until:
            return
        yield browser.page
        answer(browser, story.get(browser.page.heading))
    raise AssertionError(f"never came to {until!r}")


def answer(browser: Browser, told: Sequence[str | tuple[str, str]] | None) -> None:
    buttons = browser.page.buttons()
    if told is None:
        browser.press("Sla over" if "Sla over" in buttons else onward(buttons))
        return
    for act in told:
        if isinstance(act, tuple):
            browser.write(act[1], act[0])
        elif act in buttons:
            browser.press(act)
            return
        else:
            browser.tick(act)
    browser.press(onward(buttons))


def onward(buttons: Sequence[str]) -> str:
    return next(text for text in ONWARD if text in buttons)
