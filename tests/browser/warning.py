"""The warning before a time-out, without waiting for it."""

from playwright.sync_api import Page, Route, expect

ALMOST = 280
"""Seconds left: the warning is due."""


def open_warning(page: Page, left: int = ALMOST) -> None:
    """Let the page ask how much time is left, and hear that it is little."""

    def soon(route: Route) -> None:
        told = route.fetch().json()
        route.fulfill(json={**told, "left": left})

    page.route("**/tijd/", soon, times=1)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.get_by_role("alertdialog")).to_be_visible()
