"""Brings a browser straight to the state of a page that somebody wants to look at."""

from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Page

from tests.browser.live import HOME, Live
from tests.browser.ready import Ready
from tests.browser.voices import DUTCH, Device
from tests.browser.walk import Person
from wizard.core.draft import Draft
from wizard.i18n import SOURCE_LANGUAGE
from wizard.vault import OpenDraft
from wizard.web.cookies import DEVICE, SESSION

ELSEWHERE = "http://elsewhere.test/"
"""Another website: only the tests' browser knows it."""

BLANK = "/static/manifest.json"
"""A page of ours with nothing on it: after another site's, Chromium starts a process anew."""

FORGET = "() => { for (const form of document.forms) delete form.dataset.unsaved; }"


class Stage(Person):
    """A person for whom plans lie ready, and on whose pages and site faults can be put."""

    def __init__(self, page: Page, live: Live, lang: str = SOURCE_LANGUAGE) -> None:
        """Take the page; its browser holds nothing yet."""
        super().__init__(page, lang=lang)
        self.live, self.slug = live, HOME
        self._ready: Ready | None = None
        Device(page, {**DUTCH, "lang": lang})  # so that all pages show that they can be read aloud

    def clear(self) -> None:
        """Let the browser forget who it was, and its page what it has not saved yet.

        What it saved after that would be refused, and the refusal takes the next plan's cookie.
        """
        self.page.evaluate(FORGET)
        self.page.context.set_offline(False)
        self.page.goto(self.live.origin + BLANK)
        self.page.context.clear_cookies()
        self._ready, self.slug = None, HOME

    def give(self, draft: Draft) -> OpenDraft:
        """Let this plan lie open in the browser, and return what opens it."""
        self._ready = Ready(self.live, self.page.context, draft, self.lang, slug=self.slug)
        return self._ready._visit.opened

    def open(self, place: str) -> None:
        """Open a page such as "/plan/", or a step such as "question:hope"."""
        ready = self._ready
        self.go(ready.find(place) if ready else self.live.at(place, self.lang, self.slug))

    def keep_on_device(self, opened: OpenDraft, pin: str | None = None) -> None:
        """Let this device open the plan, as after "Bewaar op dit apparaat"."""
        token = self.live.site.drafts.keep_on_device(opened, datetime.now(UTC), pin=pin)
        self.hold(DEVICE, token)

    def close_browser(self) -> None:
        """Let the browser forget what it holds for a session only."""
        self.page.context.clear_cookies(name=SESSION)

    def end_session(self) -> None:
        """Let the session be over, as after half an hour without a press."""
        if self._ready:
            self.live.site.drafts.drop_sessions(self._ready._visit.opened)

    def set_value(self, selector: str, value: str) -> None:
        """Put a value in a control at once, also one that nobody could pick or type."""
        self.page.locator(selector).first.evaluate("(tag, value) => { tag.value = value }", value)

    def come_from_elsewhere(self, path: str) -> None:
        """Press a button on another website that posts to this address."""
        address = self.live.at(path, self.lang)
        form = f"<form method=post action='{address}'><button>Win</button></form>"
        self.page.route(
            ELSEWHERE, lambda route: route.fulfill(body=form, content_type="text/html"), times=1
        )
        self.page.goto(ELSEWHERE)
        self.press("Win")

    def hold(self, cookie: str, value: str) -> None:
        """Let the browser hold a cookie of ours."""
        held = {"name": cookie, "value": value, "url": self.live.origin}
        self.page.context.add_cookies([held])  # type: ignore[list-item]  # a cookie as it is


Reach = Callable[[Stage], None]
"""Brings the stage into one state."""


def at(path: str, draft: Draft | None = None, *then: Reach) -> Reach:
    """Return what opens a page or step, with this plan if one is given, and goes on from there."""

    def reach(stage: Stage) -> None:
        if draft:
            stage.give(draft)
        stage.open(path)
        for step in then:
            step(stage)

    return reach


def press(text: str) -> Reach:
    """Return what presses a button."""
    return lambda stage: stage.press(text)


def unfold(text: str) -> Reach:
    """Return what opens a menu or an explanation."""
    return lambda stage: stage.unfold(text)


def tick(*labels: str) -> Reach:
    """Return what ticks boxes."""

    def reach(stage: Stage) -> None:
        for label in labels:
            stage.tick(label)

    return reach


def put(selector: str, value: str) -> Reach:
    """Return what puts a value in a control."""
    return lambda stage: stage.set_value(selector, value)
