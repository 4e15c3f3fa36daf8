"""A running site, one Chromium, and people who each have a browser of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, sync_playwright

from tests.browser.chromium import SETUP, SWITCHES, find_browser, find_program
from tests.browser.live import Live, serve_site
from tests.browser.walk import Look, Person
from tests.browser.watch import Watch

NewPerson = Callable[..., Person]


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with serve_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def launcher() -> Iterator[BrowserType]:
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def chromium(launcher: BrowserType) -> Iterator[Browser]:
    browser = launcher.launch(executable_path=find_program(), args=SWITCHES)
    yield browser
    browser.close()


@pytest.fixture
def watch(live: Live) -> Iterator[Watch]:
    """Watches all pages of a test; at its end nothing may have gone wrong in any of them."""
    watch = Watch(live.origin)
    yield watch
    assert watch.faults == []


@pytest.fixture
def new_person(chromium: Browser, watch: Watch) -> Iterator[NewPerson]:
    """Return a function that seats one more person at a browser of their own."""
    contexts = []

    def seat(look: Look | None = None, **options: Any) -> Person:
        context = chromium.new_context(**{**SETUP, **options})
        contexts.append(context)
        watch.follow(context)
        return Person(context.new_page(), look)

    yield seat
    for context in contexts:
        context.close()


@pytest.fixture
def person(new_person: NewPerson) -> Person:
    return new_person()


@pytest.fixture
def at_profile(
    launcher: BrowserType, watch: Watch, tmp_path: Path
) -> Iterator[Callable[..., Person]]:
    """Return a function that starts Chromium on this test's own profile folder."""
    contexts = []

    def start(**options: Any) -> Person:
        context = launcher.launch_persistent_context(
            tmp_path / "profile",
            executable_path=find_browser(),
            args=SWITCHES,
            ignore_default_args=["--disable-back-forward-cache"],  # Back as it is for everyone
            **{**SETUP, **options},
        )
        contexts.append(context)
        watch.follow(context)
        return Person(context.pages[0])

    yield start
    for context in contexts:
        context.close()
