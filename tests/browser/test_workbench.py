"""The workbench of content editors in a browser: without a fault of axe-core, and always new."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import waitress.server
from playwright.sync_api import Browser, expect

from tests.browser.axe import Report
from tests.browser.layout import scrolls_sideways, small_targets
from wizard.settings import Settings
from wizard.workbench.bench import Bench

TARGET = 44
"""Who works here has a desk: the desk's size of buttons will do (WCAG 2.2 asks for 24)."""

PLACES = {
    "overview": "",
    "questions": "vragen/need?helper=ja",
    "map": "kaart/",
    "people": "mensen/",
    "plan": "mensen/sister-who-helps",
    "routing": "volgende-stap/?residence=no&wishes=rest",
    "texts": "teksten/",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("content")


@pytest.fixture(scope="module")
def origin(folder: Path) -> Iterator[str]:
    """The workbench over an editor's own folder, behind its real server."""
    bench = Bench(Settings(content_dir=folder), later=lambda _work: None)
    server: Any = waitress.server.create_server(bench, host="127.0.0.1", port=0, ident=None)
    running = threading.Thread(target=server.run, name="workbench", daemon=True)
    running.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.trigger.pull_trigger(server.close)
    running.join(timeout=5)


@pytest.mark.matrix
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("lang", ["nl", "ar"])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_every_page_is_accessible(
    chromium: Browser, origin: str, place: str, lang: str, width: int
):
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{origin}/arnhem/{lang}/{place}")

    assert Report(page).complaints == []
    assert scrolls_sideways(page) == []
    assert small_targets(page, TARGET) == []
    page.close()


@pytest.mark.matrix
def test_a_page_follows_what_is_saved_by_itself(chromium: Browser, origin: str, folder: Path):
    page = chromium.new_page()
    page.goto(f"{origin}/arnhem/nl/")
    wrong = page.get_by_role("heading", name="Dit is nu fout")
    expect(wrong).to_have_count(0)

    (folder / "questionnaire.toml").write_text("version = ", "utf-8")
    expect(wrong).to_be_visible()
    assert Report(page).complaints == []

    (folder / "questionnaire.toml").unlink()
    expect(wrong).to_have_count(0)
    page.close()
