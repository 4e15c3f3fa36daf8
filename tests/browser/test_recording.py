"""A recorded question plays in a browser, under the strict policy, and not through a voice."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.live import Live, serve_site
from tests.browser.ready import Ready, full_draft
from tests.browser.voices import DUTCH, Device
from tests.browser.walk import Person
from tests.web.test_recordings import HOPE, record
from wizard.settings import PACKAGE


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    folder = tmp_path_factory.mktemp("recorded")
    content = Path(shutil.copytree(PACKAGE / "content", folder / "content"))
    record(content, "hope", HOPE)
    with serve_site(folder, content) as site:
        yield site


@pytest.fixture
def page(live: Live, person: Person) -> Page:
    person.page.goto(Ready(live, person.page.context, full_draft()).step("question:hope"))
    return person.page


def test_a_recording_plays_when_it_is_asked_for_and_not_before(page: Page):
    fetched = []
    page.on("response", lambda response: fetched.append(response.url))
    player = page.locator("audio")
    expect(player).to_have_accessible_name("Luister naar de vraag")
    page.reload()
    assert not [url for url in fetched if "/audio/" in url]
    ended = "e => new Promise(done => { e.onended = () => done(e.error); e.play(); })"
    assert player.evaluate(ended) is None
    assert player.evaluate("e => e.duration") == pytest.approx(0.1, abs=0.01)


def test_a_recording_and_a_voice_do_not_talk_through_each_other(live: Live, person: Person):
    device = Device(person.page, DUTCH)
    person.page.goto(Ready(live, person.page.context, full_draft()).step("question:hope"))
    player = person.page.locator("audio")
    player.evaluate("e => { e.loop = true; return e.play(); }")
    device.button.click()
    assert player.evaluate("e => e.paused")
    assert device.is_speaking
    assert [said["text"] for said in device.heard] == [HOPE]
    player.evaluate("e => e.play()")
    assert not device.is_speaking
