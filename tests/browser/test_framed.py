"""A page of ours in the frame of somebody else's site stays empty."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.live import Live
from tests.browser.stage import ELSEWHERE


@pytest.fixture
def elsewhere(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


def framed(page: Page, address: str) -> str:
    """Open another site that shows this address in a frame; return what the frame holds."""
    body = f"<iframe src='{address}'></iframe>"
    page.route(ELSEWHERE, lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(ELSEWHERE)
    return page.frames[1].locator("body").inner_text()


@pytest.mark.parametrize("path", ["/arnhem/nl/", "/balie/inloggen"])
def test_no_page_of_ours_shows_in_a_frame(elsewhere: Page, live: Live, path: str):
    assert "Startplan" not in framed(elsewhere, live.origin + path)


def test_without_the_header_it_would(elsewhere: Page, live: Live):
    address = live.at("/")
    elsewhere.route(
        address,
        lambda route: route.fulfill(body=route.fetch().text(), content_type="text/html"),
    )
    assert "Startplan" in framed(elsewhere, address)
