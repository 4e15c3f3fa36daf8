"""A plan that was made before the questions changed: nothing of it is lost, in a browser too."""

from collections.abc import Iterator

import pytest
from flask import Flask
from msgspec.structs import replace

from tests.web.browser import PLACE, Browser
from tests.web.conftest import make_app
from tests.web.plans import HOPE, alone, ask, draft_in, give, url_of
from wizard.core.answers import Answer
from wizard.resources import PACKAGE
from wizard.settings import Settings
from wizard.web.site import EXTENSION, Site

ARNHEM = PACKAGE / "content" / "municipalities" / "arnhem.toml"
CHANGES = """
[questions]
leave_out = ["hope", "wishes.rhythm"]
"""


@pytest.fixture(scope="module")
def changed(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A site whose Arnhem leaves out what somebody has answered already."""
    folder = tmp_path_factory.mktemp("changed")
    (folder / "municipalities").mkdir()
    (folder / "municipalities" / "arnhem.toml").write_text(ARNHEM.read_text("utf-8") + CHANGES)
    app = make_app(replace(settings, content_dir=folder))
    yield app
    site: Site = app.extensions[EXTENSION]
    site.pdf.close()
    site.store.close()


@pytest.fixture
def browser(changed: Flask) -> Browser:
    return changed.test_client()


def test_a_retired_answer_is_on_the_check_page_and_in_the_plan(browser):
    give(browser, alone())

    assert HOPE in browser.visit(PLACE + "/controle/").text
    assert HOPE in browser.visit(PLACE + "/plan/").text


def test_a_retired_question_goes_with_its_answer(browser):
    give(browser, alone())
    address = url_of(browser, "question:hope")
    browser.visit(address)
    browser.write("")
    browser.press("Verder")

    assert draft_in(browser).answers["hope"].text == ""
    assert HOPE not in browser.visit(PLACE + "/controle/").text
    assert browser.visit(address).heading != "Waar hoop je op?"


def test_somebody_new_meets_nothing_that_is_retired(browser):
    give(browser, alone(hope=Answer(), wishes=Answer(), paid_work_when=Answer()))

    ask(browser, "wishes")

    assert "Een vast ritme" not in browser.page.text
    assert "Betaald werk" in browser.page.text


def test_a_retired_choice_can_be_taken_away_and_taken_back_on_one_page(browser):
    give(browser, alone())
    ask(browser, "wishes")
    action, fields = browser.page.form_of("Verder")
    without = [pair for pair in fields if pair != ("picks", "rhythm")]
    assert len(without) == len(fields) - 1

    held = browser.send(action, [*without[:-1], ("go", "autosave")]).json
    assert "rhythm" not in draft_in(browser).answers["wishes"].picks
    again = dict(fields[:-1]) | held
    picks = [pair for pair in fields if pair[0] == "picks"]
    rest = [pair for pair in again.items() if pair[0] not in {"picks", "go"}]
    assert browser.send(action, [*rest, *picks, ("go", "next")]).status_code == 303
    assert "rhythm" in draft_in(browser).answers["wishes"].picks
